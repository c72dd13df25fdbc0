//! Errors as pages: what went wrong and what to do, in the user's language.

mod words;

use std::time::Duration;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use mkbroute_application::AppError;
use mkbroute_domain::text::Lang;
use mkbroute_report::pdf::PdfError;
use mkbroute_report::picture::PngError;

use crate::extract::{Locale, SignedIn};
use crate::insights::FiguresError;
use crate::page::Page;

/// What a handler could not do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WebError {
    #[error(transparent)]
    App(#[from] AppError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
    #[error(transparent)]
    Figures(#[from] FiguresError),
    #[error(transparent)]
    Png(#[from] PngError),
    /// A link of a respondent that leads nowhere.
    #[error("a respondent's link is not known")]
    UnknownLink,
    /// Somebody sent a form whose session has ended.
    #[error("a form came from somebody who is not signed in any more")]
    SignedOut,
    /// A form came from another site.
    #[error("a form came from another site")]
    OtherSite,
    /// A form was too large.
    #[error("a form was too large")]
    TooLarge,
    /// A form could not be read.
    #[error("a form could not be read")]
    Unreadable,
    /// Something else than a form was sent, such as a file.
    #[error("what was sent is no form")]
    NoForm,
    /// A form did not carry the token of its browser.
    #[error("a form carried no token, or that of another browser")]
    NoFormToken,
    /// A form came in too slowly.
    #[error("a form came in too slowly")]
    SentTooSlowly,
    /// What stands after the question mark could not be read.
    #[error("an address could not be read")]
    BadAddress,
    /// An address that takes no such request.
    #[error("an address takes no such request")]
    Method,
    /// A request that does not say for which site it is.
    #[error("a request named no site")]
    NoHost,
    /// A request for another site.
    #[error("a request was for another site")]
    OtherHost,
    /// Somebody asks too often; with how long they have to wait.
    #[error("somebody asks too often")]
    TooOften(Duration),
    /// A request took too long.
    #[error("a request took too long")]
    TooSlow,
    /// A handler gave up.
    #[error("a request ended in a panic")]
    Panicked,
    /// A page could not be written.
    #[error(transparent)]
    Template(#[from] askama::Error),
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    what: String,
    help: String,
}

impl WebError {
    /// The page that tells it, with the status that fits.
    pub(crate) fn page(&self, lang: Lang) -> Response {
        self.page_in(nobody(lang))
    }

    /// The same within the frame of a page, which gets its title from what went wrong.
    pub(crate) fn page_in(&self, frame: Page) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = %self, "a request failed");
        }
        let (what, help) = self.words(frame.lang);
        let mut reply = page(status, frame, what, help);
        if let Some(seconds) = self.retry_after() {
            reply
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        reply
    }

    /// After how many seconds it makes sense to try again.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooOften(wait) => Some(wait.as_secs() + 1),
            Self::TooSlow | Self::App(AppError::Store(_)) => Some(60),
            _ => None,
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            // Whoever may not see a thing learns no more than that there is nothing.
            Self::App(AppError::NotFound | AppError::Forbidden) | Self::UnknownLink => {
                StatusCode::NOT_FOUND
            }
            Self::App(
                AppError::NotWelcome
                | AppError::NotFrozen(_)
                | AppError::NotClosed(_)
                | AppError::NotPlanned(_)
                | AppError::NotOpen(_),
            ) => StatusCode::CONFLICT,
            Self::App(AppError::Store(_)) | Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::App(AppError::NotFresh) | Self::OtherSite | Self::NoFormToken => {
                StatusCode::FORBIDDEN
            }
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable | Self::BadAddress | Self::NoHost => StatusCode::BAD_REQUEST,
            Self::NoForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::SentTooSlowly => StatusCode::REQUEST_TIMEOUT,
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::App(AppError::Unreadable(_) | AppError::FrozenDataChanged(_))
            | Self::Pdf(_)
            | Self::Figures(_)
            | Self::Png(_)
            | Self::Template(_)
            | Self::Panicked => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The answer to an address that is not there.
pub(crate) async fn nothing_here(locale: Locale, who: Result<SignedIn, Response>) -> Response {
    let error = WebError::from(AppError::NotFound);
    match who {
        Ok(who) => who.refuse(error),
        Err(_) => error.page(locale.lang),
    }
}

/// The answer to a form where there is none, and the like.
pub(crate) async fn no_such_method(locale: Locale) -> Response {
    WebError::Method.page(locale.lang)
}

/// The frame for somebody of whom nothing is known; the other language leads to the start.
fn nobody(lang: Lang) -> Page {
    let path = "/".to_owned();
    Page::new(&Locale { lang, path }, "")
}

fn page(status: StatusCode, frame: Page, what: &str, help: &str) -> Response {
    let page = ErrorPage {
        page: Page {
            title: what.to_owned(),
            // The address was not good, so it is not where the other language is.
            path: "/".to_owned(),
            ..frame
        },
        what: what.to_owned(),
        help: help.to_owned(),
    };
    match page.render() {
        Ok(body) => (status, Html(body)).into_response(),
        Err(_) => status.into_response(),
    }
}

/// Renders a page.
pub(crate) fn render(template: &impl Template, lang: Lang) -> Response {
    match template.render() {
        Ok(body) => Html(body).into_response(),
        Err(error) => WebError::from(error).page(lang),
    }
}
