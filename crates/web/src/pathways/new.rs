//! Adding a pathway.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::pathways::{
    AddPathwayError, NewPathway, add_pathway, known_hogescholen, may_add_pathways,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::pathways::{Degree, Phase, PhaseProblem, Sector};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::words::{choose, pathway as words};
use serde::Deserialize;

use super::day;
use crate::error::render;
use crate::extract::{Form, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;

/// A pathway as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    naam_nl: String,
    naam_en: String,
    hogeschool: String,
    partner: String,
    sector: String,
    graad: String,
    fase: String,
    sinds: String,
    reden: String,
    wacht_op: String,
}

#[derive(Template)]
#[template(path = "pathways/new.html")]
struct NewPage {
    page: Page,
    form: NewForm,
    hogescholen: Vec<String>,
    sectors: Vec<Choice>,
    degrees: Vec<Choice>,
    phases: Vec<Choice>,
    /// The name of a field and what is wrong with it.
    problem: Option<(&'static str, String)>,
}

impl NewPage {
    /// What is wrong with a field, to be told beside it.
    fn wrong(&self, field: &str) -> Option<&str> {
        let (at, words) = self.problem.as_ref()?;
        (*at == field).then_some(words.as_str())
    }
}

/// The form.
pub(super) async fn form(State(app): State<App>, who: SignedIn) -> Response {
    let form = NewForm {
        fase: Phase::Idea.code().to_owned(),
        sinds: app.now().date_naive().to_string(),
        ..NewForm::default()
    };
    new_page(&who, form, None)
}

/// Adds a pathway; with a problem, the form again as it was typed.
pub(super) async fn add(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<NewForm>,
) -> Response {
    let page = who.page("");
    let wrong = match read(&form, &page) {
        Err(wrong) => wrong,
        Ok(new) => match add_pathway(&app, &who.actor, new).await {
            Ok(slug) => return Redirect::to(&format!("/routes/{slug}")).into_response(),
            Err(AddPathwayError::App(error)) => return who.refuse(error),
            Err(problem) => told(&problem, &page),
        },
    };
    again(new_page(&who, form, Some(wrong)))
}

fn read(form: &NewForm, page: &Page) -> Result<NewPathway, (&'static str, String)> {
    let missing = |field, nl, en| (field, page.t(nl, en).to_owned());
    let sector = Sector::from_code(&form.sector);
    let sector = sector.ok_or_else(|| missing("sector", "Kies een sector.", "Choose a sector."))?;
    let degree = Degree::from_code(&form.graad);
    let degree = degree.ok_or_else(|| missing("graad", "Kies een graad.", "Choose a degree."))?;
    let phase = Phase::from_code(&form.fase);
    let phase = phase.ok_or_else(|| missing("fase", "Kies een fase.", "Choose a phase."))?;
    Ok(NewPathway {
        name: Text::new(form.naam_nl.trim(), form.naam_en.trim()),
        hogeschool: form.hogeschool.clone(),
        partner: form.partner.clone(),
        sector,
        degree,
        phase,
        since: day(&form.sinds, page).map_err(|told| ("sinds", told))?,
        reason: form.reden.clone(),
        waits_for: if phase == Phase::Paused {
            form.wacht_op.clone()
        } else {
            String::new()
        },
    })
}

/// Beside which field a problem is told, and how.
fn told(problem: &AddPathwayError, page: &Page) -> (&'static str, String) {
    let text = |nl, en| page.t(nl, en).to_owned();
    match problem {
        AddPathwayError::NoName(Lang::Nl) => (
            "naam_nl",
            text(
                "Geef de route een naam.",
                "Give the pathway a name in Dutch.",
            ),
        ),
        AddPathwayError::NoName(Lang::En) => (
            "naam_en",
            text(
                "Geef de route ook een naam in het Engels.",
                "Give the pathway a name in English too.",
            ),
        ),
        AddPathwayError::LongName => (
            "naam_nl",
            text("Een naam is te lang.", "A name is too long."),
        ),
        AddPathwayError::NoHogeschool => (
            "hogeschool",
            text(
                "Kies een hogeschool uit de lijst.",
                "Choose a hogeschool from the list.",
            ),
        ),
        AddPathwayError::Phase(problem) => {
            let field = match problem {
                PhaseProblem::NoReason | PhaseProblem::LongReason => "reden",
                PhaseProblem::WaitsForNothing | PhaseProblem::WaitsWithoutPause => "wacht_op",
                PhaseProblem::BeforeLast(_) | PhaseProblem::Future => "sinds",
                PhaseProblem::Same | PhaseProblem::OutOfOrder { .. } => "fase",
            };
            (field, words::phase_problem(*problem, page.lang))
        }
        AddPathwayError::App(_) => ("", text("Dat lukte nu niet.", "That did not work now.")),
    }
}

fn new_page(who: &SignedIn, form: NewForm, problem: Option<(&'static str, String)>) -> Response {
    let lang = who.locale.lang;
    if !may_add_pathways(&who.actor) {
        return who.refuse(AppError::Forbidden);
    }
    let known = match known_hogescholen() {
        Ok(known) => known,
        Err(error) => return who.refuse(error),
    };
    let page = who.page(choose(lang, "Een route toevoegen", "Add a pathway"));
    let degrees = [Degree::Ad, Degree::Bachelor, Degree::Undecided];
    let shown = NewPage {
        hogescholen: known.into_iter().map(|known| known.name).collect(),
        sectors: choices(
            Sector::ALL,
            Sector::code,
            |found| page.sector(found.code()),
            &form.sector,
        ),
        degrees: choices(
            degrees,
            Degree::code,
            |found| page.degree(found),
            &form.graad,
        ),
        phases: choices(
            Phase::ALL,
            Phase::code,
            |found| page.phase(found),
            &form.fase,
        ),
        form,
        problem,
        page,
    };
    render(&shown, lang)
}
