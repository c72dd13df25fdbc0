//! Bringing a pathway into another phase.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::pathways::{
    ChangePhaseError, PathwaySheet, PhaseStep, Work, change_phase, work_on_pathway,
};
use mkbroute_domain::pathways::{Phase, PhaseProblem};
use mkbroute_report::words::{choose, pathway as words};
use serde::Deserialize;

use super::day;
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::forms;
use crate::page::Page;

/// A change of phase as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PhaseForm {
    fase: String,
    op: String,
    reden: String,
    wacht_op: String,
    gezien: usize,
}

/// The field of the form that something is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Phase,
    Day,
    Reason,
    WaitsFor,
    None,
}

#[derive(Template)]
#[template(path = "pathways/phase.html")]
struct PhasePage {
    page: Page,
    found: PathwaySheet,
    work: Work,
    form: PhaseForm,
    next: Vec<Phase>,
    problem: Option<(Field, String)>,
}

impl PhasePage {
    /// What is wrong with a field, to be told beside it.
    fn wrong(&self, field: &str) -> Option<&str> {
        let (at, words) = self.problem.as_ref()?;
        let name = match at {
            Field::Phase => "fase",
            Field::Day => "op",
            Field::Reason => "reden",
            Field::WaitsFor => "wacht_op",
            Field::None => "",
        };
        (name == field).then_some(words.as_str())
    }
}

/// The form.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    phase_page(&app, &who, &slug, None).await
}

/// Changes the phase; with a problem, the form again as it was typed.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(form): Form<PhaseForm>,
) -> Response {
    let page = who.page("");
    let step = match read(&form, &page) {
        Ok(step) => step,
        Err(wrong) => return again(&app, &who, &slug, form, wrong).await,
    };
    match change_phase(&app, &who.actor, &slug, step).await {
        Ok(()) => Redirect::to(&format!("/routes/{slug}")).into_response(),
        Err(ChangePhaseError::App(error)) => who.refuse(error),
        Err(ChangePhaseError::Phase(problem)) => {
            let told = words::phase_problem(problem, page.lang);
            again(&app, &who, &slug, form, (field(problem), told)).await
        }
        Err(ChangePhaseError::ChangedMeanwhile) => {
            let told = page.t(
                "Iemand anders wijzigde de fase intussen. Hieronder zie je hoe zij nu is. Kijk of je wijziging nog klopt en bewaar opnieuw.",
                "Somebody else changed the phase meanwhile. Below you see how it is now. See whether your change still holds and keep it again.",
            );
            again(&app, &who, &slug, form, (Field::None, told.to_owned())).await
        }
    }
}

fn read(form: &PhaseForm, page: &Page) -> Result<PhaseStep, (Field, String)> {
    let to = Phase::from_code(&form.fase).ok_or_else(|| {
        let told = page.t("Kies een fase.", "Choose a phase.");
        (Field::Phase, told.to_owned())
    })?;
    Ok(PhaseStep {
        to,
        on: day(&form.op, page).map_err(|told| (Field::Day, told))?,
        reason: form.reden.clone(),
        waits_for: if to == Phase::Paused {
            form.wacht_op.clone()
        } else {
            String::new()
        },
        known: form.gezien,
    })
}

/// Beside which field a problem is told.
fn field(problem: PhaseProblem) -> Field {
    match problem {
        PhaseProblem::NoReason | PhaseProblem::LongReason => Field::Reason,
        PhaseProblem::WaitsForNothing | PhaseProblem::WaitsWithoutPause => Field::WaitsFor,
        PhaseProblem::BeforeLast(_) | PhaseProblem::Future => Field::Day,
        PhaseProblem::Same | PhaseProblem::OutOfOrder { .. } => Field::Phase,
    }
}

async fn again(
    app: &App,
    who: &SignedIn,
    slug: &str,
    form: PhaseForm,
    wrong: (Field, String),
) -> Response {
    forms::again(phase_page(app, who, slug, Some((form, wrong))).await)
}

async fn phase_page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    typed: Option<(PhaseForm, (Field, String))>,
) -> Response {
    let lang = who.locale.lang;
    let (found, work) = match work_on_pathway(app, &who.actor, slug).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let (form, problem) = match typed {
        Some((form, problem)) => (form, Some(problem)),
        None => (PhaseForm::default(), None),
    };
    let phases = &work.development.phases;
    let mut form = PhaseForm {
        gezien: phases.changes().len(),
        ..form
    };
    if form.op.is_empty() {
        form.op = app.now().date_naive().to_string();
    }
    let shown = PhasePage {
        page: who.page(choose(lang, "Wijzig de fase", "Change the phase")),
        next: phases.next(),
        found,
        work,
        form,
        problem,
    };
    render(&shown, lang)
}
