//! One step of a plan: how far it is, who does it, and what shows it; or a step of one's own.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::pathways::{PlanChange, PlanError, PlanSheet, change_plan, plan_sheet};
use mkbroute_application::{App, AppError};
use mkbroute_domain::pathways::criteria::{Evidence, EvidenceKind};
use mkbroute_domain::pathways::plan::{Plan, PlanStep, StepKind, StepState};
use mkbroute_domain::text::Text;
use mkbroute_report::words::{pathway, plan as words};

use super::super::day;
use super::told;
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::{Choice, again, choices};
use crate::page::Page;

/// The code in the address of a step that is not there yet.
const NEW: &str = "nieuw";

/// Empty rows below the evidence that is there.
const EMPTY_ROWS: usize = 1;

#[derive(Template)]
#[template(path = "pathways/step.html")]
struct StepPage {
    page: Page,
    found: PlanSheet,
    code: String,
    step: PlanStep,
    revision: u32,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    /// Id, name, and whether they do it.
    owners: Vec<(String, String, bool)>,
    evidence: Vec<EvidenceRow>,
    /// Code and title of every other step, and whether it comes first.
    others: Vec<(String, String, bool)>,
    problems: Vec<String>,
    /// What somebody else made of the step meanwhile.
    meanwhile: Vec<String>,
}

struct EvidenceRow {
    kinds: Vec<Choice>,
    note: String,
    place: String,
    on: String,
}

/// A form with problems.
struct Typed {
    step: PlanStep,
    problems: Vec<String>,
    meanwhile: bool,
}

/// The form of a step.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Response {
    step_page(&app, &who, (&slug, code), None).await
}

/// Keeps a step; with a problem, the form again as it was typed.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let page = who.page("");
    let (step, unreadable) = read(&posted, &code, &page);
    let mut typed = Typed {
        step: step.clone(),
        problems: unreadable,
        meanwhile: false,
    };
    if typed.problems.is_empty() {
        let known = posted.get("revisie").parse().unwrap_or_default();
        let change = if code == NEW {
            PlanChange::NewStep(step)
        } else {
            PlanChange::Step(step)
        };
        match change_plan(&app, &who.actor, &slug, (known, change)).await {
            Ok(()) => return Redirect::to(&format!("/routes/{slug}/plan#stappen")).into_response(),
            Err(PlanError::App(error)) => return who.refuse(error),
            Err(problem) => {
                typed.meanwhile = matches!(problem, PlanError::ChangedMeanwhile);
                typed.problems = told(&problem, &page);
            }
        }
    }
    again(step_page(&app, &who, (&slug, code), Some(typed)).await)
}

/// What was typed, and what of it could not be read.
fn read(posted: &Posted, code: &str, page: &Page) -> (PlanStep, Vec<String>) {
    let mut wrong = Vec::new();
    let mut date = |typed: &str| match typed.trim() {
        "" => None,
        typed => day(typed, page).map_err(|told| wrong.push(told)).ok(),
    };
    let due = date(posted.get("klaar_op"));
    let mut evidence = Vec::new();
    for (row, note) in posted.all("bewijs").enumerate() {
        let cell = |name| posted.all(name).nth(row).unwrap_or_default().trim();
        let (place, on) = (cell("bewijs_plek"), cell("bewijs_op"));
        if note.trim().is_empty() && place.is_empty() && on.is_empty() {
            continue;
        }
        let kind = EvidenceKind::from_code(cell("bewijs_soort"));
        evidence.push(Evidence {
            kind: kind.unwrap_or(EvidenceKind::Document),
            note: note.trim().to_owned(),
            place: place.to_owned(),
            on: date(on),
        });
    }
    let owner = posted.get("wie").parse().ok();
    let step = PlanStep {
        code: code.to_owned(),
        kind: StepKind::from_code(posted.get("soort")).unwrap_or(StepKind::Other),
        title: Text::new(posted.get("titel_nl").trim(), posted.get("titel_en").trim()),
        state: StepState::from_code(posted.get("staat")).unwrap_or(StepState::Open),
        owner: owner.map(mkbroute_domain::ids::PersonId),
        due,
        evidence,
        note: posted.get("notitie").trim().to_owned(),
        after: posted.all("na").map(str::to_owned).collect(),
    };
    (step, wrong)
}

/// A step that is not there yet.
fn fresh() -> PlanStep {
    PlanStep {
        code: NEW.to_owned(),
        kind: StepKind::Other,
        title: Text::default(),
        state: StepState::Open,
        owner: None,
        due: None,
        evidence: Vec::new(),
        note: String::new(),
        after: Vec::new(),
    }
}

async fn step_page(
    app: &App,
    who: &SignedIn,
    (slug, code): (&str, String),
    typed: Option<Typed>,
) -> Response {
    let found = match plan_sheet(app, &who.actor, slug).await {
        Ok(found) if found.may_develop => found,
        Ok(_) => return who.refuse(AppError::Forbidden),
        Err(error) => return who.refuse(error),
    };
    let Some(kept) = found.kept.clone() else {
        // Without a plan there are no steps: its page is where one is begun.
        return Redirect::to(&format!("/routes/{slug}/plan")).into_response();
    };
    let now = match kept.plan.step(&code) {
        Some(step) => step.clone(),
        None if code == NEW => fresh(),
        None => return who.refuse(AppError::NotFound),
    };
    let title = who.page("").t("Stap van het plan", "Step of the plan");
    let page = who.page(title);
    let meanwhile = typed.as_ref().is_some_and(|typed| typed.meanwhile);
    let meanwhile = if meanwhile && code != NEW {
        lines(&now, &found, &page)
    } else {
        Vec::new()
    };
    let (step, problems) = typed.map_or((now, Vec::new()), |typed| (typed.step, typed.problems));
    let shown = StepPage {
        kinds: kinds(&step, &page),
        states: states(&step, &page),
        owners: owners(&step, &found),
        evidence: evidence(&step, &page),
        others: others(&step, &kept.plan, &page),
        revision: kept.revision,
        found,
        code,
        step,
        problems,
        meanwhile,
        page,
    };
    render(&shown, who.locale.lang)
}

/// What a step is now, for who typed something else meanwhile.
fn lines(step: &PlanStep, found: &PlanSheet, page: &Page) -> Vec<String> {
    let owner = step.owner.and_then(|owner| found.names.get(&owner));
    let due = step.due.map(|due| page.date(&due));
    let line = |what: &str, value: &str| format!("{what}: {value}");
    let mut lines = vec![
        page.text(&step.title).to_owned(),
        line(
            page.t("Staat", "State"),
            words::step_state(step.state, page.lang),
        ),
    ];
    lines.extend(due.map(|due| line(page.t("Klaar op", "Due on"), &due)));
    lines.extend(owner.map(|owner| line(page.t("Wie", "Who"), owner)));
    if !step.note.is_empty() {
        lines.push(line(page.t("Notitie", "Note"), &step.note));
    }
    let shown = step.evidence.iter();
    lines.extend(shown.map(|found| line(page.evidence(found), &found.note)));
    lines
}

fn kinds(step: &PlanStep, page: &Page) -> Vec<Choice> {
    let words = |kind: &StepKind| words::step_kind(*kind, page.lang);
    choices(StepKind::ALL, StepKind::code, words, step.kind.code())
}

fn states(step: &PlanStep, page: &Page) -> Vec<Choice> {
    let words = |state: &StepState| words::step_state(*state, page.lang);
    choices(StepState::ALL, StepState::code, words, step.state.code())
}

/// Who may do the step, and who does it now though they coordinate it no longer.
fn owners(step: &PlanStep, found: &PlanSheet) -> Vec<(String, String, bool)> {
    let now = step.owner.into_iter();
    let now = now.filter_map(|owner| Some((owner, found.names.get(&owner)?)));
    let former = now.filter(|(owner, _)| !found.owners.contains_key(owner));
    let all = found.owners.iter().map(|(id, name)| (*id, name));
    let shown = all.chain(former).map(|(id, name)| {
        let chosen = step.owner == Some(id);
        (id.to_string(), name.clone(), chosen)
    });
    shown.collect()
}

fn evidence(step: &PlanStep, page: &Page) -> Vec<EvidenceRow> {
    let row = |at: usize| {
        let found = step.evidence.get(at);
        let kind = found.map_or("document", |found| found.kind.code());
        let words = |kind: &EvidenceKind| pathway::evidence_kind(*kind, page.lang);
        let on = found.and_then(|found| found.on);
        EvidenceRow {
            kinds: choices(EvidenceKind::ALL, EvidenceKind::code, words, kind),
            note: found.map_or_else(String::new, |found| found.note.clone()),
            place: found.map_or_else(String::new, |found| found.place.clone()),
            on: on.map_or_else(String::new, |day| day.to_string()),
        }
    };
    let rows = step.evidence.len() + EMPTY_ROWS;
    (0..rows).map(row).collect()
}

fn others(step: &PlanStep, plan: &Plan, page: &Page) -> Vec<(String, String, bool)> {
    let others = plan.steps.iter().filter(|other| other.code != step.code);
    let shown = others.map(|other| {
        let first = step.after.contains(&other.code);
        (
            other.code.clone(),
            page.text(&other.title).to_owned(),
            first,
        )
    });
    shown.collect()
}
