//! The addresses to which somebody has events sent.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mkbroute_application::accounts::passkeys::{FRESH, is_fresh};
use mkbroute_application::accounts::webhooks::{
    LONGEST_ADDRESS, NewWebhook, WebhookProblem, end_webhook, events_for, make_webhook,
    own_deliveries, own_webhooks,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::webhook::{Delivery, DeliveryState, Webhook, WebhookEvent};
use mkbroute_report::words::choose;
use uuid::Uuid;

use crate::error::render;
use crate::extract::{Fields, Form, Path, Posted, SignedIn};
use crate::page::Page;
use crate::router::WebState;

const PLACE: &str = "/mijn/webhooks";

/// The pages of webhooks.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/mijn/webhooks", get(list).post(make))
        .route("/mijn/webhooks/{id}", get(show))
        .route("/mijn/webhooks/{id}/einde", post(end))
}

#[derive(Template)]
#[template(path = "accounts/webhooks.html")]
struct WebhooksPage {
    page: Page,
    webhooks: Vec<Webhook>,
    /// The person just showed who they are.
    fresh: bool,
    /// The events of which the person may hear in this role.
    events: Vec<WebhookEvent>,
    /// What signs the events of a new webhook, shown once.
    secret: Option<String>,
    /// What was typed, and what is wrong with it.
    typed: NewWebhook,
    problem: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "accounts/webhook.html")]
struct WebhookPage {
    page: Page,
    webhook: Webhook,
    sent: Vec<Line>,
}

/// Something that was sent.
struct Line {
    event: &'static str,
    happened: String,
    state: &'static str,
    /// How the last try went.
    last: String,
}

/// An event in words.
fn words(event: WebhookEvent, page: &Page) -> &'static str {
    match event {
        WebhookEvent::WaveOpened => page.t("een meting gaat open", "a measurement opens"),
        WebhookEvent::WaveClosed => page.t("een meting sluit", "a measurement closes"),
        WebhookEvent::FiguresReleased => page.t(
            "cijfers van een meting zijn vrijgegeven",
            "figures of a measurement are released",
        ),
        WebhookEvent::InterimReleased => page.t(
            "een tussenstand is vrijgegeven",
            "interim figures are released",
        ),
        WebhookEvent::GrantChanged => {
            page.t("een rol van iemand verandert", "a role of somebody changes")
        }
    }
}

impl WebhooksPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn event(&self, event: &WebhookEvent) -> &'static str {
        words(*event, &self.page)
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn chosen(&self, event: &WebhookEvent) -> bool {
        self.typed.events.contains(event)
    }
}

/// The webhooks of the person.
async fn list(State(app): State<App>, who: SignedIn) -> Response {
    page(&app, &who, NewWebhook::default(), Shown::default()).await
}

/// What the page tells above the list.
#[derive(Default)]
struct Shown {
    secret: Option<String>,
    problem: Option<&'static str>,
}

async fn page(app: &App, who: &SignedIn, typed: NewWebhook, shown: Shown) -> Response {
    let found = match own_webhooks(app, &who.actor).await {
        Ok(own) => is_fresh(app, &who.actor, FRESH)
            .await
            .map(|fresh| (own, fresh)),
        Err(error) => Err(error),
    };
    let (webhooks, fresh) = match found {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let lang = who.locale.lang;
    let page = WebhooksPage {
        page: who.page(choose(lang, "Mijn webhooks", "My webhooks")),
        webhooks,
        fresh,
        events: events_for(&who.actor),
        secret: shown.secret,
        typed,
        problem: shown.problem,
    };
    render(&page, lang)
}

/// Makes one and shows what signs its events, once.
async fn make(State(app): State<App>, who: SignedIn, Form(fields): Form<Fields>) -> Response {
    let sent = Posted(fields);
    let asked = NewWebhook {
        address: sent.get("adres").to_owned(),
        events: sent
            .all("gebeurtenis")
            .filter_map(WebhookEvent::from_code)
            .collect(),
    };
    match make_webhook(&app, &who.actor, &asked, None).await {
        Ok(made) => {
            let (secret, problem) = (Some(made.secret), None);
            page(&app, &who, NewWebhook::default(), Shown { secret, problem }).await
        }
        Err(WebhookProblem::App(error)) => who.refuse(error),
        Err(problem) => {
            let (secret, problem) = (None, Some(wrong(&problem, &who.page(""))));
            let page = page(&app, &who, asked, Shown { secret, problem }).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}

fn wrong(problem: &WebhookProblem, page: &Page) -> &'static str {
    match problem {
        WebhookProblem::Address => page.t(
            "Geef een adres dat begint met https://, zonder wachtwoord erin en van hooguit 500 tekens.",
            "Give an address that begins with https://, without a password in it and of at most 500 characters.",
        ),
        WebhookProblem::Inside => page.t(
            "Dit adres ligt in een netwerk waarheen wij niets sturen.",
            "This address lies in a network to which we send nothing.",
        ),
        WebhookProblem::Events => page.t(
            "Kies minstens één gebeurtenis.",
            "Choose at least one event.",
        ),
        WebhookProblem::Role => page.t(
            "In de rol die je nu hebt kan dat niet.",
            "That is not possible in the role that you have now.",
        ),
        WebhookProblem::TooMany => page.t(
            "Je hebt al 10 webhooks. Beëindig er eerst een.",
            "You have 10 webhooks already. End one first.",
        ),
        // A page gives its requests no names.
        WebhookProblem::Repeat(_) | WebhookProblem::App(_) => {
            page.t("Probeer het nog eens.", "Try again.")
        }
    }
}

/// One webhook with what it sent.
async fn show(State(app): State<App>, who: SignedIn, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<Uuid>() else {
        return who.refuse(AppError::NotFound);
    };
    let (webhook, sent) = match own_deliveries(&app, &who.actor, id).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let lang = who.locale.lang;
    let page = who.page(choose(lang, "Wat is er verstuurd?", "What was sent?"));
    let page = WebhookPage {
        sent: sent.iter().map(|sent| line(sent, &page)).collect(),
        page,
        webhook,
    };
    render(&page, lang)
}

fn line(sent: &Delivery, page: &Page) -> Line {
    let state = match sent.state {
        DeliveryState::Waiting => page.t("wordt opnieuw geprobeerd", "is tried again"),
        DeliveryState::Delivered => page.t("aangekomen", "arrived"),
        DeliveryState::Failed => page.t("opgegeven", "given up"),
    };
    let answer = match sent.status {
        Some(status) => format!("{} {status}", page.t("antwoord", "answer")),
        None => page.t("geen antwoord", "no answer").to_owned(),
    };
    let tried = sent.tried_at.map(|at| page.moment(&at)).unwrap_or_default();
    let time = match sent.tries {
        1 => page.t("één keer geprobeerd", "tried once").to_owned(),
        count => format!("{count} {}", page.t("keer geprobeerd", "tries")),
    };
    Line {
        event: words(sent.event, page),
        happened: page.moment(&sent.happened_at),
        state,
        last: format!("{answer}, {tried}, {time}"),
    }
}

/// Ends one.
async fn end(State(app): State<App>, who: SignedIn, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<Uuid>() else {
        return who.refuse(AppError::NotFound);
    };
    match end_webhook(&app, &who.actor, id).await {
        Ok(()) => Redirect::to(PLACE).into_response(),
        Err(error) => who.refuse(error),
    }
}
