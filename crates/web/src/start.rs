//! "Wat vraagt nu om jou": what waits for the signed-in person.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::accounts::policy::{Action, may, may_at};
use mkbroute_application::surveys::{WaveCard, list_waves};
use mkbroute_domain::surveys::wave::{Distribution, WaveState};
use mkbroute_report::words::group as group_words;

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
            let today = app.now().date_naive();
            let mut waiting: Vec<Waiting> = cards
                .iter()
                .rev()
                .flat_map(|card| {
                    let mut items = to_pass_on(card, &who, &page);
                    items.push(waiting(card, today, &who, &page));
                    items
                })
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

/// What a coordinator passes on: each group of their pathway that has not been reported yet.
fn to_pass_on(card: &WaveCard, who: &SignedIn, page: &Page) -> Vec<Waiting> {
    let wave = &card.wave;
    if may(&who.actor, Action::SetUpWave, wave.id) {
        return Vec::new();
    }
    let lines = card.lines.iter().filter(|line| {
        let unknown = line.link.distribution == Distribution::Unknown;
        unknown && may_at(&who.actor, Action::Distribute, wave.id, line.link.pathway)
    });
    lines
        .map(|line| Waiting {
            title: format!(
                "{} {}",
                page.t("Stuur de vragenlijst door:", "Pass the questionnaire on:"),
                group_words(line.link.group, who.locale.lang)
            ),
            about: format!(
                "{}, {}. {}",
                page.text(&wave.title),
                page.text(&line.pathway.name),
                page.t(
                    "De mail met de link staat klaar.",
                    "The mail with the link is ready."
                )
            ),
            action: page.t("Naar de mail", "To the mail").to_owned(),
            address: format!("/metingen/{}/uitzetten/{}", wave.slug, line.link.code),
        })
        .collect()
}

/// An open measurement for those who set it up: past its end, or with pathways that stay silent.
fn to_follow(card: &WaveCard, today: NaiveDate, who: &SignedIn, page: &Page) -> Option<Waiting> {
    let wave = &card.wave;
    if !may(&who.actor, Action::SetUpWave, wave.id) {
        return None;
    }
    let title = page.text(&wave.title);
    if today > wave.closes {
        return Some(Waiting {
            title: format!(
                "{} {title}",
                page.t("Sluit of verleng:", "Close or extend:")
            ),
            about: format!(
                "{} {}.",
                page.t("De laatste dag was", "The last day was"),
                page.date(&wave.closes)
            ),
            action: page.t("Sluiten of verlengen", "Close or extend").to_owned(),
            address: format!("/metingen/{}/sluiten", wave.slug),
        });
    }
    let silent = card
        .lines
        .iter()
        .filter(|line| line.silence.is_some())
        .count();
    (silent > 0).then(|| Waiting {
        title: format!(
            "{} {title}",
            page.t("Kijk wie stil blijft:", "See who stays silent:")
        ),
        about: format!(
            "{silent} {}",
            page.t(
                "keer blijft een groep bij een route stil.",
                "times a group at a pathway stays silent."
            )
        ),
        action: page.t("Bekijk per route", "See by pathway").to_owned(),
        address: format!("/metingen/{}#routes", wave.slug),
    })
}

fn waiting(card: &WaveCard, today: NaiveDate, who: &SignedIn, page: &Page) -> Waiting {
    if let (WaveState::Open, Some(found)) = (card.wave.state, to_follow(card, today, who, page)) {
        return found;
    }
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
        WaveState::Planned if may(&who.actor, Action::SetUpWave, wave.id) => Waiting {
            about: format!(
                "{} {}.",
                page.t("Zij zou openen op", "It should open on"),
                page.date(&wave.opens)
            ),
            title: format!("{} {title}", page.t("Bereid voor:", "Prepare:")),
            action: page.t("Ga verder", "Continue").to_owned(),
            address: format!("{place}/openen"),
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
