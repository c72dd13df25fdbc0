//! "Wat vraagt nu om jou": what waits for the signed-in person.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::asks::{Ask, Matter, asks_of};
use mkbroute_application::surveys::{WaveCard, list_waves};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::Role;
use mkbroute_domain::surveys::wave::WaveState;

use crate::asks::{Waiting, told};
use crate::error::render;
use crate::extract::SignedIn;
use crate::page::Page;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    page: Page,
    /// What asks for something, the oldest first.
    waiting: Vec<Waiting>,
    /// What asks for nothing: reports to read, measurements that run.
    to_see: Vec<Waiting>,
    /// Who has no role sees nothing until they have one.
    role: Option<Role>,
}

/// The start page.
pub(crate) async fn show(State(app): State<App>, who: SignedIn) -> Response {
    let page = who.page(mkbroute_report::words::choose(
        who.locale.lang,
        "Wat vraagt nu om jou",
        "What asks for you now",
    ));
    match everything(&app, &who).await {
        Ok((asks, cards)) => {
            let calm = cards.iter().rev().filter(|card| !is_asked(card, &asks));
            let shown = StartPage {
                role: who.actor.role(),
                waiting: asks.iter().map(|ask| told(ask, &page)).collect(),
                to_see: calm.map(|card| seen(card, &page)).collect(),
                page,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// All that waits, the oldest first, and every measurement there is to see, the newest first.
async fn everything(app: &App, who: &SignedIn) -> Result<(Vec<Ask>, Vec<WaveCard>), AppError> {
    let asks = asks_of(app, &who.actor).await?;
    Ok((asks, list_waves(app, &who.actor).await?))
}

/// Whether the measurement as a whole asks for something.
fn is_asked(card: &WaveCard, asks: &[Ask]) -> bool {
    asks.iter().any(|ask| match &ask.matter {
        Matter::OpenWave { wave, .. }
        | Matter::CloseWave { wave, .. }
        | Matter::SeeSilence { wave, .. }
        | Matter::FreezeWave { wave } => wave.slug == card.wave.slug,
        Matter::LetPeopleIn
        | Matter::HandOutLinks { .. }
        | Matter::LookAtLog
        | Matter::AcceptRole { .. }
        | Matter::RoleEnds { .. }
        | Matter::RolesEnd { .. }
        | Matter::OtherRole { .. }
        | Matter::PassOn(_)
        | Matter::MendAddresses { .. }
        | Matter::DecideComments { .. }
        | Matter::LateSteps { .. }
        | Matter::NextStep { .. }
        | Matter::TalkAgain { .. }
        | Matter::AnswerSupport { .. }
        | Matter::ReadSupport { .. }
        | Matter::AnswerMeeting { .. } => false,
    })
}

/// A measurement that asks nothing of who looks.
fn seen(card: &WaveCard, page: &Page) -> Waiting {
    let wave = &card.wave;
    let title = page.text(&wave.title).to_owned();
    let place = format!("/metingen/{}", wave.slug);
    let look = page.t("Bekijk de meting", "See the measurement");
    let (about, action, address) = match wave.state {
        WaveState::Open => {
            let total: u32 = card.responses.iter().map(|(_, count)| count).sum();
            let about = format!(
                "{} {}. {} {}.",
                page.t("De meting loopt tot en met", "The measurement runs until"),
                page.date(&wave.closes),
                total,
                page.t("antwoorden tot nu toe", "responses so far")
            );
            (
                about,
                page.t("Bekijk de respons", "See the response"),
                place,
            )
        }
        WaveState::Closed if wave.dataset_sha256.is_some() => {
            let about = page.t(
                "Het rapport staat klaar, met wat het wel en niet kan dragen.",
                "The report is ready, with what it can and cannot carry.",
            );
            let action = page.t("Lees het rapport", "Read the report");
            (about.to_owned(), action, format!("{place}/rapport"))
        }
        WaveState::Closed => {
            let about = page.t(
                "De meting is gesloten. Het rapport volgt.",
                "The measurement is closed. The report follows.",
            );
            (about.to_owned(), look, place)
        }
        WaveState::Planned => {
            let about = page.t(
                "De meting wordt voorbereid.",
                "The measurement is being prepared.",
            );
            (about.to_owned(), look, place)
        }
    };
    Waiting {
        title,
        about,
        action: action.to_owned(),
        address,
    }
}
