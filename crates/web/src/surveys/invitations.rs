//! Inviting people directly: addresses, what became of each mail, reminders and letters.

mod export;
mod states;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mkbroute_application::surveys::fielding::find_line;
use mkbroute_application::surveys::invitations::{
    Invitations, InviteError, Invited, Letters, MOST_LETTERS, PrintError, RemindError, invite,
    list_invitations, print_letters, record_return, reissue, remind, remove_address,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::ids::InvitationId;
use mkbroute_domain::surveys::invitation::{AddressProblem, InvitationState};
use mkbroute_domain::surveys::wave::WaveState;
use mkbroute_domain::text::Lang;
use mkbroute_report::pdf::letters;
use mkbroute_report::words::{choose, group as group_words, number};
use serde::Deserialize;

use crate::error::{WebError, render};
use crate::extract::{Form, Path, SignedIn};
use crate::forms::problem_page;
use crate::page::Page;
use crate::router::{WebConfig, WebState};

/// The addresses of these pages.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/metingen/{wave}/uitnodigen/{code}", get(show).post(add))
        .route("/metingen/{wave}/uitnodigen/{code}/adres", post(change))
        .route(
            "/metingen/{wave}/uitnodigen/{code}/adressen.csv",
            get(export::download),
        )
        .route(
            "/metingen/{wave}/uitnodigen/{code}/herinneren",
            post(remind_all),
        )
        .route("/metingen/{wave}/uitnodigen/{code}/brieven", post(print))
}

#[derive(Template)]
#[template(path = "surveys/invitations.html")]
struct InvitationsPage {
    page: Page,
    found: Invitations,
    /// Whether mail leaves at all.
    mail: bool,
    told: Told,
}

/// What is said of the last thing that was done.
#[derive(Default)]
struct Told {
    invited: Option<Invited>,
    /// The list as it was typed, with what is wrong in it.
    list: String,
    lines: Vec<String>,
    reminders: Option<String>,
    /// The number of letters as it was typed, with what is wrong.
    number: String,
    letters: Option<&'static str>,
}

/// A list of addresses as typed.
#[derive(Deserialize)]
pub(crate) struct ListForm {
    #[serde(default)]
    adressen: String,
}

/// Something to do with one address.
#[derive(Deserialize)]
pub(crate) struct AddressForm {
    adres: Option<InvitationId>,
    #[serde(default)]
    stap: String,
}

/// A number of letters as typed.
#[derive(Deserialize)]
pub(crate) struct LettersForm {
    #[serde(default)]
    aantal: String,
}

/// Who is invited, and the forms.
pub(crate) async fn show(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Response {
    invitations_page(&app, &config, &who, (&slug, &code), Told::default()).await
}

/// Invites a list of addresses; with an error in it, the list again as it was typed.
pub(crate) async fn add(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    Form(form): Form<ListForm>,
) -> Response {
    let lang = who.locale.lang;
    let mut told = Told::default();
    let status = match invite(&app, &who.actor, &slug, &code, &form.adressen).await {
        Ok(invited) => {
            told.invited = Some(invited);
            StatusCode::OK
        }
        Err(InviteError::App(error)) => return who.refuse(error),
        Err(problem) => {
            told.lines = list_problems(&problem, lang);
            told.list = form.adressen;
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    let page = invitations_page(&app, &config, &who, (&slug, &code), told).await;
    problem_page(status, page)
}

/// Sends again, notes that a mail came back, or takes an address away.
pub(crate) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    Form(form): Form<AddressForm>,
) -> Response {
    // Whoever may not do this learns nothing; an address that is gone meanwhile is no error.
    if let Err(error) = find_line(&app, &who.actor, &slug, &code).await {
        return who.refuse(error);
    }
    let link = (slug.as_str(), code.as_str());
    let done = match (form.adres, form.stap.as_str()) {
        (Some(id), "opnieuw") => reissue(&app, &who.actor, link, id).await,
        (Some(id), "terug") => record_return(&app, &who.actor, link, id).await,
        (Some(id), "verwijderen") => remove_address(&app, &who.actor, link, id).await,
        _ => Ok(()),
    };
    match done {
        Ok(()) | Err(AppError::NotFound) => {
            Redirect::to(&format!("/metingen/{slug}/uitnodigen/{code}#adressen")).into_response()
        }
        Err(error) => who.refuse(error),
    }
}

/// Reminds everybody of the wave.
pub(crate) async fn remind_all(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Response {
    let lang = who.locale.lang;
    let (status, words) = match remind(&app, &who.actor, &slug).await {
        Ok(count) => (
            StatusCode::OK,
            match lang {
                Lang::Nl => format!("De herinnering gaat naar {count} adressen."),
                Lang::En => format!("The reminder goes to {count} addresses."),
            },
        ),
        Err(RemindError::TooSoon(day)) => (StatusCode::CONFLICT, again_on(day, lang)),
        Err(RemindError::App(error)) => return who.refuse(error),
    };
    let told = Told {
        reminders: Some(words),
        ..Told::default()
    };
    let page = invitations_page(&app, &config, &who, (&slug, &code), told).await;
    problem_page(status, page)
}

/// Letters as PDF, for whoever asks and nobody else.
pub(crate) async fn print(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    Form(form): Form<LettersForm>,
) -> Response {
    let lang = who.locale.lang;
    let number = form.aantal.trim().parse().unwrap_or(0);
    let order = (number, config.origin.as_str());
    match print_letters(&app, &who.actor, (&slug, &code), order, typeset).await {
        Ok(bytes) => {
            let name = format!("attachment; filename=\"brieven-{slug}.pdf\"");
            let headers = [
                (header::CONTENT_TYPE, "application/pdf".to_owned()),
                (header::CONTENT_DISPOSITION, name),
            ];
            (headers, bytes).into_response()
        }
        Err(PrintError::Typesetting(error)) => who.refuse(error),
        Err(PrintError::App(error)) => who.refuse(error),
        Err(PrintError::Number) => {
            let told = Told {
                number: form.aantal,
                letters: Some(choose(
                    lang,
                    "Vul een aantal in van 1 tot en met 200.",
                    "Enter a number from 1 up to and including 200.",
                )),
                ..Told::default()
            };
            let page = invitations_page(&app, &config, &who, (&slug, &code), told).await;
            problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
    }
}

/// Typesets without holding other requests up.
async fn typeset(made: Letters) -> Result<Vec<u8>, WebError> {
    let set = move || letters(&made.facts, &made.links, made.lang, made.day);
    match tokio::task::spawn_blocking(set).await {
        Ok(printed) => Ok(printed?),
        Err(error) => {
            tracing::error!(%error, "typesetting was cut off");
            Err(WebError::Unreadable)
        }
    }
}

async fn invitations_page(
    app: &App,
    config: &WebConfig,
    who: &SignedIn,
    (slug, code): (&str, &str),
    told: Told,
) -> Response {
    let lang = who.locale.lang;
    match list_invitations(app, &who.actor, slug, code).await {
        Ok(found) => {
            let title = choose(lang, "Direct uitnodigen", "Invite directly");
            let title = format!("{title}: {}", group_words(found.line.link.group, lang));
            let page = InvitationsPage {
                page: who.page(&title),
                mail: config.mail,
                found,
                told,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// What is wrong with a list, line by line.
fn list_problems(problem: &InviteError, lang: Lang) -> Vec<String> {
    let InviteError::Lines(lines) = problem else {
        let words = choose(
            lang,
            "Plak minstens één adres in het vak.",
            "Paste at least one address in the box.",
        );
        return vec![words.to_owned()];
    };
    let words = |problem: &AddressProblem| match (problem, lang) {
        (AddressProblem::NoAddress { line, text }, Lang::Nl) => {
            format!("Regel {line}: \"{text}\" is geen mailadres.")
        }
        (AddressProblem::NoAddress { line, text }, Lang::En) => {
            format!("Line {line}: \"{text}\" is no mail address.")
        }
        (AddressProblem::Twice { line, text }, Lang::Nl) => {
            format!("Regel {line}: \"{text}\" staat er twee keer.")
        }
        (AddressProblem::Twice { line, text }, Lang::En) => {
            format!("Line {line}: \"{text}\" is there twice.")
        }
    };
    lines.iter().map(words).collect()
}

fn again_on(day: chrono::NaiveDate, lang: Lang) -> String {
    let words = choose(
        lang,
        "Iedereen kreeg minder dan een week geleden een herinnering. Het kan weer op",
        "Everybody got a reminder less than a week ago. It is possible again on",
    );
    format!("{words} {}.", number::date(day, lang))
}

impl InvitationsPage {
    /// How many addresses are where, in words.
    fn counts(&self) -> String {
        let count = |state| self.found.count(state);
        let [waiting, sent, refused, returned] = InvitationState::ALL.map(count);
        match self.page.lang {
            Lang::Nl => format!(
                "{waiting} wachten, {sent} verstuurd, {refused} geweigerd, {returned} teruggekomen"
            ),
            Lang::En => {
                format!("{waiting} waiting, {sent} sent, {refused} refused, {returned} came back")
            }
        }
    }

    fn again(&self) -> Option<String> {
        let day = self.found.next_reminder?;
        Some(again_on(day, self.page.lang))
    }

    fn open(&self) -> bool {
        self.found.wave.state == WaveState::Open
    }

    fn closed(&self) -> bool {
        self.found.wave.state == WaveState::Closed
    }
}
