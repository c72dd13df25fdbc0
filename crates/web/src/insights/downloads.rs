//! Figures to take along: tables for a spreadsheet or script, drawings for a slide.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use mkbroute_analysis::figure::Audience;
use mkbroute_application::{App, AppError};
use mkbroute_domain::text::Lang;
use mkbroute_report::document::{compose, figure};
use mkbroute_report::picture::png;
use mkbroute_report::source::Source;

use super::report::source;
use super::{AskedAudience, FiguresForm, figures_file};
use crate::error::WebError;
use crate::extract::{Path, SignedIn};

/// Where the figures of a page are to be had as files.
pub(crate) struct FigureLinks {
    /// The path without the figure; empty where no files are offered.
    path: String,
    query: String,
}

impl FigureLinks {
    /// The figures of a wave as somebody sees them.
    pub(crate) fn of(wave: &str, audience: Audience, lang: Lang) -> Self {
        let mut query = format!("lang={}", lang.code());
        if audience == Audience::Researcher {
            query.push_str("&publiek=onderzoeker");
        }
        let path = format!("/metingen/{wave}/figuren/");
        Self { path, query }
    }

    /// No files.
    pub(crate) fn none() -> Self {
        Self {
            path: String::new(),
            query: String::new(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.path.is_empty()
    }

    /// The address of a figure.
    pub(crate) fn address(&self, id: &str, extension: &str) -> String {
        let Self { path, query } = self;
        let encoded = |byte: u8| match byte {
            b'-' | b'_' | b'.' => char::from(byte).to_string(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        let id: String = id.bytes().map(encoded).collect();
        format!("{path}{id}.{extension}?{query}")
    }
}

/// The figures as CSV.
pub(crate) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path(wave): Path<String>,
) -> Response {
    table(&app, &who, &wave, audience, FiguresForm::Csv).await
}

/// The figures as an Excel workbook.
pub(crate) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path(wave): Path<String>,
) -> Response {
    table(&app, &who, &wave, audience, FiguresForm::Xlsx).await
}

/// The figures as Parquet.
pub(crate) async fn parquet(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path(wave): Path<String>,
) -> Response {
    table(&app, &who, &wave, audience, FiguresForm::Parquet).await
}

async fn table(
    app: &App,
    who: &SignedIn,
    wave: &str,
    audience: Audience,
    form: FiguresForm,
) -> Response {
    let name = format!("cijfers.{}", form.extension());
    made(app, who, wave, audience, &name, move |source, lang| {
        Ok((form.content_type(), figures_file(source, form, lang)?))
    })
    .await
}

/// One figure as SVG or PNG: `students.sat_level.svg`.
pub(crate) async fn drawing(
    State(app): State<App>,
    who: SignedIn,
    AskedAudience(audience): AskedAudience,
    Path((wave, file)): Path<(String, String)>,
) -> Response {
    let Some((id, extension)) = file.rsplit_once('.') else {
        return who.refuse(AppError::NotFound);
    };
    let as_pixels = match extension {
        "svg" => false,
        "png" => true,
        _ => return who.refuse(AppError::NotFound),
    };
    let id = id.to_owned();
    made(&app, &who, &wave, audience, &file, move |source, lang| {
        let slide = figure(&compose(source, lang), &id, lang);
        let svg = slide.ok_or(AppError::NotFound)?.svg();
        Ok(if as_pixels {
            ("image/png", png(&svg)?)
        } else {
            ("image/svg+xml", svg.into_bytes())
        })
    })
    .await
}

type Made = Result<(&'static str, Vec<u8>), WebError>;

/// Makes a file from what the person may see. Making it does not hold other requests up.
async fn made(
    app: &App,
    who: &SignedIn,
    wave: &str,
    audience: Audience,
    name: &str,
    make: impl FnOnce(&Source, Lang) -> Made + Send + 'static,
) -> Response {
    let lang = who.locale.lang;
    let source = match source(app, who, wave, audience).await {
        Ok(source) => source,
        Err(error) => return who.refuse(error),
    };
    match tokio::task::spawn_blocking(move || make(&source, lang)).await {
        Ok(Ok((content_type, bytes))) => {
            let name = file_name(wave, audience, lang, name);
            let headers = [
                (header::CONTENT_TYPE, content_type.to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{name}\""),
                ),
            ];
            (headers, bytes).into_response()
        }
        Ok(Err(error)) => who.refuse(error),
        Err(error) => {
            tracing::error!(%error, "making a download was cut off");
            who.refuse(WebError::Unreadable)
        }
    }
}

/// A name that tells what the file is when it is found later, of characters that every header and
/// every file system takes.
fn file_name(wave: &str, audience: Audience, lang: Lang, name: &str) -> String {
    let inside = match audience {
        Audience::Release => "",
        Audience::Researcher => "-niet-voor-publicatie",
    };
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') {
            c
        } else {
            '-'
        }
    };
    let whole = format!("{wave}-{}{inside}-{name}", lang.code());
    whole.chars().map(safe).collect()
}

#[cfg(test)]
mod tests;
