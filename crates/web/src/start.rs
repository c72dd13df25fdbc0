//! "Wat vraagt nu om jou": what waits for the signed-in person.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::accounts::policy::{Action, may};
use mkbroute_application::surveys::{WaveCard, list_waves};
use mkbroute_domain::surveys::wave::WaveState;

use crate::error::render;
use crate::extract::SignedIn;
use crate::page::Page;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    page: Page,
    waiting: Vec<Waiting>,
}

/// Something that waits, one press from doing it.
struct Waiting {
    title: String,
    about: String,
    action: String,
    address: String,
}

/// The start page.
pub(crate) async fn show(State(app): State<App>, who: SignedIn) -> Response {
    let page = who.page(mkbroute_report::words::choose(
        who.locale.lang,
        "Wat vraagt nu om jou",
        "What asks for you now",
    ));
    match list_waves(&app, &who.actor).await {
        Ok(cards) => {
            let mut waiting: Vec<Waiting> = cards
                .iter()
                .rev()
                .map(|card| waiting(card, &who, &page))
                .collect();
            if page.administers {
                waiting.insert(0, people(&page));
            }
            render(&StartPage { page, waiting }, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// What an administrator does first.
fn people(page: &Page) -> Waiting {
    Waiting {
        title: page.t("Laat mensen toe", "Let people in").to_owned(),
        about: page
            .t(
                "Voeg onderzoekers en coördinatoren toe en geef hun een link.",
                "Add researchers and coordinators and give them a link.",
            )
            .to_owned(),
        action: page.t("Naar de personen", "To the persons").to_owned(),
        address: "/personen".to_owned(),
    }
}

fn waiting(card: &WaveCard, who: &SignedIn, page: &Page) -> Waiting {
    let wave = &card.wave;
    let title = page.text(&wave.title).to_owned();
    let total: u32 = card.responses.iter().map(|(_, count)| count).sum();
    let place = format!("/metingen/{}", wave.slug);
    match wave.state {
        WaveState::Open => Waiting {
            about: format!(
                "{} {}. {} {}.",
                page.t("De meting loopt tot en met", "The measurement runs until"),
                page.date(&wave.closes),
                total,
                page.t("antwoorden tot nu toe", "responses so far")
            ),
            title: format!("{} {title}", page.t("Volg de", "Follow the")),
            action: page.t("Bekijk de respons", "See the response").to_owned(),
            address: place,
        },
        WaveState::Closed if wave.dataset_sha256.is_none() => Waiting {
            about: page
                .t(
                    "De meting is gesloten. Bevries haar om te publiceren.",
                    "The measurement is closed. Freeze it to publish.",
                )
                .to_owned(),
            title: format!("{} {title}", page.t("Maak klaar:", "Make ready:")),
            action: if may(&who.actor, Action::FreezeWave, wave.id) {
                page.t("Ga naar bevriezen", "Go to freezing").to_owned()
            } else {
                page.t("Bekijk de meting", "See the measurement").to_owned()
            },
            address: place,
        },
        WaveState::Closed => Waiting {
            about: page
                .t(
                    "Het rapport staat klaar, met wat het wel en niet kan dragen.",
                    "The report is ready, with what it can and cannot carry.",
                )
                .to_owned(),
            title: format!("{} {title}", page.t("Lees:", "Read:")),
            action: page.t("Lees het rapport", "Read the report").to_owned(),
            address: format!("{place}/rapport"),
        },
        WaveState::Planned => Waiting {
            about: page
                .t(
                    "De meting wordt voorbereid.",
                    "The measurement is being prepared.",
                )
                .to_owned(),
            title,
            action: page.t("Bekijk de meting", "See the measurement").to_owned(),
            address: place,
        },
    }
}
