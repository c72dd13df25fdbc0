//! "Wat vraagt nu om jou": what waits for the signed-in person.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_application::accounts::policy::{Action, may, may_at};
use mkbroute_application::accounts::waiting_invitations;
use mkbroute_application::surveys::editor::{WaitingComments, waiting_comments};
use mkbroute_application::surveys::{WaveCard, list_waves};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::{Grant, Role};
use mkbroute_domain::surveys::wave::{Distribution, WaveState};
use mkbroute_domain::text::Lang;
use mkbroute_report::words::group as group_words;

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
    match everything(&app, &who, &page).await {
        Ok((waiting, to_see)) => {
            let role = who.actor.role();
            let shown = StartPage {
                page,
                waiting,
                to_see,
                role,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// All that waits, the oldest first: a measurement from its first day, comments from the first one. And
/// what there is to see, in the same order.
async fn everything(
    app: &App,
    who: &SignedIn,
    page: &Page,
) -> Result<(Vec<Waiting>, Vec<Waiting>), AppError> {
    let today = app.now().date_naive();
    let mut dated: Vec<(NaiveDate, Waiting)> = Vec::new();
    let mut to_see = Vec::new();
    for card in list_waves(app, &who.actor).await?.iter().rev() {
        let mut items = to_pass_on(card, who, page);
        match to_do(card, today, who, page) {
            Some(item) => items.push(item),
            None => to_see.push(seen(card, page)),
        }
        dated.extend(items.into_iter().map(|item| (card.wave.opens, item)));
    }
    for found in waiting_comments(app, &who.actor).await? {
        dated.push((found.since.date_naive(), to_decide(&found, page)));
    }
    dated.sort_by_key(|(since, _)| *since);
    let waiting = dated.into_iter().map(|(_, item)| item);
    let first = page.opens("/privacy/register").then(|| people(page));
    let invited = waiting_invitations(app, &who.actor).await?;
    let invited = invited.first().map(|found| to_accept(found, page));
    Ok((
        invited.into_iter().chain(first).chain(waiting).collect(),
        to_see,
    ))
}

/// Comments from the field about which somebody has to decide.
fn to_decide(found: &WaitingComments, page: &Page) -> Waiting {
    let waits = match (found.comments, page.lang) {
        (1, Lang::Nl) => "Eén opmerking wacht op een beslissing".to_owned(),
        (1, Lang::En) => "One comment waits for a decision".to_owned(),
        (count, Lang::Nl) => format!("{count} opmerkingen wachten op een beslissing"),
        (count, Lang::En) => format!("{count} comments wait for a decision"),
    };
    Waiting {
        title: format!(
            "{} {}",
            page.t("Beslis over commentaar:", "Decide about comments:"),
            page.text(&found.draft.title)
        ),
        about: format!(
            "{waits}. {} {}.",
            page.t("De oudste is van", "The oldest is of"),
            page.day(&found.since)
        ),
        action: page.t("Naar het commentaar", "To the comments").to_owned(),
        address: format!("/vragenlijsten/concepten/{}/commentaar", found.draft.slug),
    }
}

/// An invitation to a role.
fn to_accept(found: &Grant, page: &Page) -> Waiting {
    Waiting {
        title: format!(
            "{} {}",
            page.t("Je bent uitgenodigd als", "You are invited as"),
            page.role(&found.role)
        ),
        about: page
            .t(
                "Neem de rol aan of wijs haar af. Daarna kun je ermee aan het werk.",
                "Accept the role or decline it. After that you can start.",
            )
            .to_owned(),
        action: page.t("Naar je rollen", "To your roles").to_owned(),
        address: "/mijn/rollen".to_owned(),
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

/// What a measurement asks of those who may do it.
fn to_do(card: &WaveCard, today: NaiveDate, who: &SignedIn, page: &Page) -> Option<Waiting> {
    let wave = &card.wave;
    let title = page.text(&wave.title);
    let place = format!("/metingen/{}", wave.slug);
    match wave.state {
        WaveState::Open => to_follow(card, today, who, page),
        WaveState::Closed => {
            let open = wave.dataset_sha256.is_none();
            (open && may(&who.actor, Action::FreezeWave, wave.id)).then(|| Waiting {
                about: page
                    .t(
                        "De meting is gesloten. Bevries haar om te publiceren.",
                        "The measurement is closed. Freeze it to publish.",
                    )
                    .to_owned(),
                title: format!("{} {title}", page.t("Maak klaar:", "Make ready:")),
                action: page.t("Ga naar bevriezen", "Go to freezing").to_owned(),
                address: place,
            })
        }
        WaveState::Planned => may(&who.actor, Action::SetUpWave, wave.id).then(|| Waiting {
            about: format!(
                "{} {}.",
                page.t("Zij zou openen op", "It should open on"),
                page.date(&wave.opens)
            ),
            title: format!("{} {title}", page.t("Bereid voor:", "Prepare:")),
            action: page.t("Ga verder", "Continue").to_owned(),
            address: format!("{place}/openen"),
        }),
    }
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
