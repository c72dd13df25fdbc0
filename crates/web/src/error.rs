//! Errors as pages: what went wrong and what to do, in the user's language.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use mkbroute_application::AppError;
use mkbroute_domain::text::Lang;
use mkbroute_report::pdf::PdfError;
use mkbroute_report::picture::PngError;
use mkbroute_report::words::choose;

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
        page(status, frame, what, help)
    }

    fn status(&self) -> StatusCode {
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
            Self::App(AppError::Store(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::App(AppError::NotFresh) | Self::OtherSite => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::App(AppError::Unreadable(_) | AppError::FrozenDataChanged(_))
            | Self::Pdf(_)
            | Self::Figures(_)
            | Self::Png(_)
            | Self::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(&self, lang: Lang) -> (&'static str, &'static str) {
        let (what, help) = match self {
            Self::App(AppError::NotFound | AppError::Forbidden) => NOTHING,
            Self::App(error) => of_wave(error).unwrap_or(NOT_NOW),
            Self::UnknownLink => (
                ("Deze link kennen wij niet", "We do not know this link"),
                (
                    "Controleer of de hele link is overgenomen. Is de meting gesloten, dan \
                     werken persoonlijke links niet meer.",
                    "Check that you copied the whole link. Once a measurement is closed, personal \
                     links no longer work.",
                ),
            ),
            Self::SignedOut => (
                (
                    "Je bent niet meer aangemeld",
                    "You are not signed in any more",
                ),
                (
                    "Wat je invulde is nog niet bewaard en nog niet weg. Meld je aan in een ander \
                     tabblad en laad daarna deze pagina opnieuw: dan wordt het alsnog verstuurd.",
                    "What you filled in is not kept yet and not lost. Sign in in another tab and \
                     then reload this page: it is sent after all.",
                ),
            ),
            Self::OtherSite => (
                (
                    "Dit formulier kwam van een andere site",
                    "This form came from another site",
                ),
                (
                    "Open de pagina hier opnieuw en probeer het nog eens.",
                    "Open the page here again and retry.",
                ),
            ),
            Self::TooLarge => (
                ("Dit is te veel tekst", "This is too much text"),
                (
                    "Ga terug, maak het antwoord korter en probeer het nog eens.",
                    "Go back, shorten your answer and retry.",
                ),
            ),
            Self::Unreadable => (
                (
                    "Wij konden het formulier niet lezen",
                    "We could not read the form",
                ),
                ("Ga terug en probeer het nog eens.", "Go back and retry."),
            ),
            Self::Pdf(_) | Self::Figures(_) | Self::Png(_) | Self::Template(_) => NOT_NOW,
        };
        (choose(lang, what.0, what.1), choose(lang, help.0, help.1))
    }
}

type Words = (&'static str, &'static str);

const NOTHING: (Words, Words) = (
    ("Deze pagina is er niet", "This page does not exist"),
    (
        "Controleer het adres, of ga naar het begin.",
        "Check the address, or go to the start.",
    ),
);

const NOT_NOW: (Words, Words) = (
    ("Dat lukte nu niet", "That did not work now"),
    (
        "Wat eerder bewaard is, is er nog. Probeer het over een minuut opnieuw.",
        "What you saved before is still there. Try again in a minute.",
    ),
);

/// What the life of a wave does not allow, if that is what was asked.
fn of_wave(error: &AppError) -> Option<(Words, Words)> {
    Some(match error {
        AppError::NotWelcome => (
            (
                "Deze vragenlijst is nu niet open",
                "This questionnaire is not open now",
            ),
            (
                "De meting is nog niet begonnen of al gesloten. Er is niets aan antwoorden veranderd.",
                "The measurement has not begun or is closed. Your answers did not change.",
            ),
        ),
        AppError::NotFrozen(_) => (
            ("Er is nog geen rapport", "There is no report yet"),
            (
                "Een rapport maken wij pas als de meting gesloten en bevroren is.",
                "A report is made once the measurement is closed and frozen.",
            ),
        ),
        AppError::NotClosed(_) => (
            ("Deze meting is nog open", "This measurement is still open"),
            (
                "Alleen een gesloten meting kan bevroren worden.",
                "Only a closed measurement can be frozen.",
            ),
        ),
        AppError::NotPlanned(_) => (
            (
                "Deze meting is al geopend",
                "This measurement was opened before",
            ),
            (
                "Na het openen verandert alleen de einddatum nog.",
                "After opening only the last day can change.",
            ),
        ),
        AppError::NotFresh => (
            (
                "Laat eerst zien dat jij het bent",
                "First show that it is you",
            ),
            (
                "Meld je opnieuw aan en probeer het nog eens.",
                "Sign in again and retry.",
            ),
        ),
        AppError::NotOpen(_) => (
            ("Deze meting is niet open", "This measurement is not open"),
            (
                "Dit kan alleen zolang er antwoorden binnenkomen.",
                "This is possible only while answers come in.",
            ),
        ),
        _ => return None,
    })
}

/// The answer to an address that is not there.
pub(crate) async fn nothing_here(locale: Locale, who: Result<SignedIn, Response>) -> Response {
    let error = WebError::from(AppError::NotFound);
    match who {
        Ok(who) => who.refuse(error),
        Err(_) => error.page(locale.lang),
    }
}

/// The answer when a handler gave up.
pub(crate) fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a request ended in a panic");
    let (what, help) = NOT_NOW;
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    page(status, nobody(Lang::Nl), what.0, help.0)
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
