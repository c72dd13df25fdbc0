//! Before opening: how many people there are, and what may be published of them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_analysis::release::forecast::Outlook;
use mkbroute_application::App;
use mkbroute_application::surveys::LinkLine;
use mkbroute_application::surveys::fielding::{
    OpenError, Proposal, Readiness, SetPopulationsError, open_wave, readiness, set_populations,
};
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::{capital, choose, group as group_words};
use serde::Deserialize;

use super::words;
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::forms::problem_page;
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/fielding/opening.html")]
struct OpeningPage {
    page: Page,
    wave: Wave,
    groups: Vec<GroupView>,
    /// Whether fields show a proposal that nobody has kept yet.
    proposes: bool,
    /// Whether a field is empty of which the program knows a number.
    may_fill: bool,
    pasted: String,
    problems: Vec<String>,
}

/// A respondent group with its pathways.
struct GroupView {
    name: String,
    rows: Vec<Row>,
    /// What the numbers mean for all pathways together.
    note: Option<&'static str>,
}

/// A pathway: its number as it stands in the field, and what it allows.
struct Row {
    code: String,
    pathway: String,
    number: String,
    /// What the program knows of the number, and from where.
    proposal: Option<String>,
    outlook: String,
}

/// What the page shows in the fields.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    /// Whether fields without a number show the proposal.
    voorstel: bool,
}

/// The numbers and what they allow.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Query(shown): Query<Shown>,
) -> Response {
    let nothing = (&Posted::default(), shown.voorstel);
    opening_page(&app, &who, &slug, nothing, Vec::new()).await
}

/// Keeps the numbers.
pub(crate) async fn populations(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let typed: Vec<(String, String)> = sent
        .0
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("n.")?.to_owned(), value.clone())))
        .collect();
    let pasted = sent.get("plak");
    let lang = who.locale.lang;
    match set_populations(&app, &who.actor, &slug, &typed, pasted).await {
        Ok(()) => Redirect::to(&format!("/metingen/{slug}/openen")).into_response(),
        Err(SetPopulationsError::App(error)) => who.refuse(error),
        Err(SetPopulationsError::Closed) => {
            who.refuse(mkbroute_application::AppError::NotOpen(slug))
        }
        Err(SetPopulationsError::Problems(found)) => {
            let told = found
                .iter()
                .map(|problem| words::population_problem(problem, lang));
            let page = opening_page(&app, &who, &slug, (&sent, false), told.collect()).await;
            problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
    }
}

/// Opens the measurement.
pub(crate) async fn open(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    let lang = who.locale.lang;
    let told = match open_wave(&app, &who.actor, &slug).await {
        Ok(()) => return Redirect::to(&format!("/metingen/{slug}")).into_response(),
        Err(OpenError::App(error)) => return who.refuse(error),
        Err(OpenError::Past) => choose(
            lang,
            "De laatste dag is al voorbij. Pas de periode aan.",
            "The last day has passed. Change the period.",
        ),
        Err(OpenError::NothingToAsk) => choose(
            lang,
            "Kies eerst een vragenlijst en een route.",
            "First choose a questionnaire and a pathway.",
        ),
    };
    let told = vec![told.to_owned()];
    let nothing = (&Posted::default(), false);
    let page = opening_page(&app, &who, &slug, nothing, told).await;
    problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
}

async fn opening_page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    (typed, with_proposals): (&Posted, bool),
    problems: Vec<String>,
) -> Response {
    let lang = who.locale.lang;
    let (wave, groups) = match readiness(app, &who.actor, slug).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let title = choose(lang, "Klaar om te openen?", "Ready to open?");
    let fills = groups.iter().any(may_fill);
    let page = OpeningPage {
        page: who.page(title),
        wave,
        proposes: fills && with_proposals,
        may_fill: fills && !with_proposals,
        groups: groups
            .iter()
            .map(|group| view(group, (typed, with_proposals), lang))
            .collect(),
        pasted: typed.get("plak").to_owned(),
        problems,
    };
    render(&page, lang)
}

/// Whether the program knows a number that nobody has filled in.
fn may_fill(group: &Readiness) -> bool {
    let mut lines = group.lines.iter().zip(&group.proposals);
    lines.any(|(line, proposal)| line.link.population.is_none() && proposal.is_some())
}

fn view(group: &Readiness, shown: (&Posted, bool), lang: Lang) -> GroupView {
    let lines = group.lines.iter().zip(&group.proposals);
    let lines = lines.zip(&group.forecast.pathways);
    GroupView {
        name: capital(group_words(group.group, lang)),
        rows: lines
            .map(|(known, outlook)| row(known, *outlook, shown, lang))
            .collect(),
        note: note(group, lang),
    }
}

fn row(
    (line, proposal): (&LinkLine, &Option<Proposal>),
    found: Outlook,
    (typed, with_proposals): (&Posted, bool),
    lang: Lang,
) -> Row {
    let field = format!("n.{}", line.link.code);
    let proposed = proposal.filter(|_| with_proposals).map(Proposal::number);
    let kept = line.link.population.or(proposed);
    let kept = kept.map(|n| n.to_string()).unwrap_or_default();
    let typed = typed.0.iter().find(|(name, _)| *name == field);
    Row {
        code: line.link.code.clone(),
        pathway: format!(
            "{}, {}",
            line.pathway.hogeschool,
            line.pathway.name.get(lang)
        ),
        number: typed.map_or(kept, |(_, value)| value.clone()),
        proposal: proposal.map(|found| words::proposal(found, lang)),
        outlook: outlook(found, lang),
    }
}

fn outlook(found: Outlook, lang: Lang) -> String {
    match found {
        Outlook::Unknown => choose(
            lang,
            "Populatie onbekend: komt niet apart in beeld.",
            "Population unknown: not shown apart.",
        )
        .to_owned(),
        Outlook::NeverApart => choose(
            lang,
            "Met minder dan tien mensen komt deze route nooit apart in beeld.",
            "With fewer than ten people this pathway is never shown apart.",
        )
        .to_owned(),
        Outlook::Apart { share_needed } => {
            let per_cent = (share_needed * 100.0).ceil();
            match lang {
                Lang::Nl => {
                    format!("Kan apart in beeld als ten minste {per_cent}% antwoordt.")
                }
                Lang::En => format!("Can be shown apart if at least {per_cent}% answers."),
            }
        }
    }
}

/// Only of several pathways of which numbers are known.
fn note(group: &Readiness, lang: Lang) -> Option<&'static str> {
    let known = group
        .lines
        .iter()
        .filter(|line| line.link.population.is_some());
    let tells = known.count() > 1 && group.forecast.rest_too_small;
    tells.then(|| {
        choose(
            lang,
            "De kleine routes zijn ook samen met minder dan tien. Dan toont het rapport één grotere \
             route minder apart, of geen enkele.",
            "The small pathways are fewer than ten even together. Then the report shows one larger \
             pathway less apart, or none.",
        )
    })
}
