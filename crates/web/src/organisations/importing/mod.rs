//! Many organisations at once from a list: sent, looked at, and taken over.

mod refused;
mod words;

use std::borrow::Borrow;

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use mkbroute_application::organisations::{
    LISTED, ListError, Preview, choose_for_list, drop_list, may_change_organisations, send_list,
    sent_list, take_over_list,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::organisations::importing::{
    Line, ListChoices, ListColumn, MOST_LINES, Refusal,
};
use mkbroute_domain::organisations::{OrganisationKind, SbiScheme};
use mkbroute_report::words::number;
use mkbroute_report::words::organisation::organisation_kind;

pub(super) use refused::{csv, xlsx};

use crate::error::render;
use crate::extract::{Posted, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;

/// The page of the list that somebody sent.
const HERE: &str = "/organisaties/importeren";
/// The most letters of the name of a file.
const LONGEST_NAME: usize = 200;

#[derive(Template)]
#[template(path = "organisations/import.html")]
struct ImportPage {
    page: Page,
    most: String,
    list: Option<ListView>,
    wrong: Option<String>,
}

/// A list that was sent.
struct ListView {
    preview: Preview,
    columns: Vec<ColumnView>,
    kinds: Vec<Choice>,
    schemes: Vec<Choice>,
    problems: Vec<String>,
    /// Whether it can be taken over as it is.
    ready: bool,
}

/// A column with what it can be, and what stands in its first rows.
struct ColumnView {
    header: String,
    choices: Vec<Choice>,
    first: String,
}

impl ImportPage {
    fn many(&self, count: impl Borrow<usize>) -> String {
        number::many(*count.borrow(), self.page.lang)
    }

    fn why(&self, refusals: &[Refusal]) -> String {
        words::refusals(refusals, self.page.lang)
    }

    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn shown<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        all.get(..LISTED).unwrap_or(all)
    }

    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn cells(&self, line: &Line) -> String {
        let filled = line.cells.iter().filter(|cell| !cell.is_empty());
        let filled: Vec<&str> = filled.map(String::as_str).collect();
        filled.join(" · ")
    }
}

/// The list that somebody sent, or room to send one.
pub(super) async fn show(State(app): State<App>, who: SignedIn) -> Response {
    shown(&app, &who, None).await
}

/// Takes a file in.
pub(super) async fn send(
    State(app): State<App>,
    who: SignedIn,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    if !may_change_organisations(&who.actor) {
        return who.refuse(AppError::Forbidden);
    }
    let sent = match form {
        Ok(form) => file(form).await,
        Err(_) => None,
    };
    let Some((name, bytes)) = sent else {
        let page = who.page("");
        let words = page.t("Kies eerst een bestand.", "First choose a file.");
        return again(shown(&app, &who, Some(words.to_owned())).await);
    };
    let done = send_list(&app, &who.actor, &name, bytes).await;
    answer(&app, &who, done, HERE).await
}

/// The file of a form; nothing if none was chosen.
async fn file(mut form: Multipart) -> Option<(String, Vec<u8>)> {
    while let Ok(Some(field)) = form.next_field().await {
        if field.name() != Some("bestand") {
            continue;
        }
        let name = field.file_name().unwrap_or_default();
        let name: String = name.chars().take(LONGEST_NAME).collect();
        let bytes = field.bytes().await.ok()?;
        return (!name.is_empty() || !bytes.is_empty()).then(|| (name, bytes.to_vec()));
    }
    None
}

/// Keeps what the columns are, and what comes along.
pub(super) async fn choose(State(app): State<App>, who: SignedIn, posted: Posted) -> Response {
    let done = choose_for_list(&app, &who.actor, at(&posted), &chosen(&posted)).await;
    answer(&app, &who, done, HERE).await
}

/// Takes the list over.
pub(super) async fn take_over(State(app): State<App>, who: SignedIn, posted: Posted) -> Response {
    let done = take_over_list(&app, &who.actor, at(&posted)).await;
    let list = done.as_ref().map_or_else(
        |_| HERE.to_owned(),
        |taken| {
            let (new, refused) = (taken.new, taken.refused);
            format!("/organisaties?overgenomen={new}&afgewezen={refused}")
        },
    );
    answer(&app, &who, done.map(|_| ()), &list).await
}

/// Lets the list go.
pub(super) async fn drop(State(app): State<App>, who: SignedIn, posted: Posted) -> Response {
    let done = drop_list(&app, &who.actor, at(&posted)).await;
    answer(&app, &who, done, HERE).await
}

/// When the list of a form was sent; one that was never sent is not found.
fn at(posted: &Posted) -> DateTime<Utc> {
    posted.get("van").parse().unwrap_or(DateTime::UNIX_EPOCH)
}

fn chosen(posted: &Posted) -> ListChoices {
    let scheme = posted.get("sbi_versie");
    let scheme = SbiScheme::ALL
        .into_iter()
        .find(|known| known.code() == scheme);
    ListChoices {
        columns: posted.all("kolom").map(ListColumn::from_code).collect(),
        kind: OrganisationKind::from_code(posted.get("soort")).unwrap_or(OrganisationKind::Company),
        sbi_scheme: scheme.unwrap_or(SbiScheme::Sbi2025),
        without_refused: posted.ticked("zonder_afgewezen"),
        with_alike: posted.ticked("met_gelijkend"),
    }
}

async fn answer(app: &App, who: &SignedIn, done: Result<(), ListError>, onward: &str) -> Response {
    match done {
        Ok(()) => Redirect::to(onward).into_response(),
        Err(ListError::App(error)) => who.refuse(error),
        Err(error) => {
            let words = words::list_error(&error, who.locale.lang);
            again(shown(app, who, Some(words)).await)
        }
    }
}

async fn shown(app: &App, who: &SignedIn, wrong: Option<String>) -> Response {
    let (preview, wrong) = match sent_list(app, &who.actor).await {
        Ok(found) => (found, wrong),
        Err(ListError::App(error)) => return who.refuse(error),
        // It could be read when it was sent.
        Err(error) => (None, Some(words::list_error(&error, who.locale.lang))),
    };
    let page = who.page("");
    let page = who.page(page.t("Een lijst overnemen", "Take over a list"));
    let shown = ImportPage {
        most: number::many(MOST_LINES, page.lang),
        list: preview.map(|preview| ListView::of(preview, &page)),
        wrong,
        page,
    };
    render(&shown, who.locale.lang)
}

impl ListView {
    fn of(preview: Preview, page: &Page) -> Self {
        let lang = page.lang;
        let kept = &preview.choices;
        let refused = !preview.refused.is_empty() && !kept.without_refused;
        Self {
            columns: columns(&preview, page),
            kinds: choices(
                OrganisationKind::ALL,
                OrganisationKind::code,
                |kind| organisation_kind(*kind, lang),
                kept.kind.code(),
            ),
            schemes: choices(
                SbiScheme::ALL,
                SbiScheme::code,
                |scheme| scheme.code(),
                kept.sbi_scheme.code(),
            ),
            problems: preview
                .problems
                .iter()
                .map(|problem| words::choice_problem(*problem, lang))
                .collect(),
            ready: preview.problems.is_empty() && !refused && preview.new > 0,
            preview,
        }
    }
}

fn columns(preview: &Preview, page: &Page) -> Vec<ColumnView> {
    let headers = preview.headers.iter().enumerate();
    let view = |(at, header): (usize, &String)| {
        let chosen = preview.choices.columns.get(at).copied().flatten();
        let cells = preview.first.iter().filter_map(|line| line.cells.get(at));
        let filled: Vec<&str> = cells
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        ColumnView {
            header: header.clone(),
            choices: choices(
                ListColumn::ALL,
                ListColumn::code,
                |column| words::list_column(*column, page.lang),
                chosen.map_or("", ListColumn::code),
            ),
            first: filled.join(" · "),
        }
    };
    headers.map(view).collect()
}
