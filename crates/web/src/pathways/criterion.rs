//! Judging how far a pathway meets a criterion.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::pathways::{
    JudgeError, Judgement, PathwaySheet, PlanSheet, Work, judge_criterion, plan_sheet,
    work_on_pathway,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::pathways::criteria::{
    Assessment, AssessmentProblem, Evidence, EvidenceKind, Judged, Level,
};
use mkbroute_domain::pathways::plan::CurriculumTalk;
use mkbroute_report::words::pathway as words;
use serde::Deserialize;

use super::day;
use super::words::{criterion, level_class};
use crate::error::render;
use crate::extract::{Form, Path, Query, SignedIn};
use crate::forms;
use crate::forms::{Choice, choices};
use crate::page::Page;

/// A judgement as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct JudgeForm {
    niveau: String,
    op: String,
    soort: String,
    bewijs: String,
    plek: String,
    gezien: usize,
}

/// The field of the form that something is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Level,
    Day,
    Evidence,
    None,
}

#[derive(Template)]
#[template(path = "pathways/criterion.html")]
struct CriterionPage {
    /// Whether data count before what is judged here.
    data_decide: bool,
    page: Page,
    found: PathwaySheet,
    code: String,
    /// Earlier judgements, the last one first.
    earlier: Vec<Earlier>,
    form: JudgeForm,
    levels: Vec<Choice>,
    kinds: Vec<Choice>,
    problem: Option<(Field, String)>,
}

struct Earlier {
    level: &'static str,
    class: &'static str,
    judged: Judged,
    by: Option<String>,
}

impl CriterionPage {
    /// What is wrong with a field, to be told beside it.
    fn wrong(&self, field: &str) -> Option<&str> {
        let (at, words) = self.problem.as_ref()?;
        let name = match at {
            Field::Level => "niveau",
            Field::Day => "op",
            Field::Evidence => "bewijs",
            Field::None => "",
        };
        (name == field).then_some(words.as_str())
    }
}

/// A talk about the curriculum that is to be the evidence: its place in the plan, counted from 0.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    gesprek: Option<usize>,
}

/// The form, with what was judged before.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    let form = match asked.gesprek {
        None => JudgeForm::default(),
        Some(talk) => match plan_sheet(&app, &who.actor, &slug).await {
            Ok(plan) => resting_on(&plan, talk),
            Err(error) => return who.refuse(error),
        },
    };
    criterion_page(&app, &who, (&slug, code), (form, None)).await
}

/// A form that rests on a talk of the plan; an empty one if that talk decided nothing.
fn resting_on(plan: &PlanSheet, talk: usize) -> JudgeForm {
    let talks = plan.kept.as_ref().map(|kept| &kept.agreed.talks);
    let talk = talks.and_then(|talks| talks.get(talk));
    let evidence = talk.and_then(CurriculumTalk::evidence);
    evidence.map_or_else(JudgeForm::default, |evidence| JudgeForm {
        soort: evidence.kind.code().to_owned(),
        bewijs: evidence.note,
        ..JudgeForm::default()
    })
}

/// Keeps a judgement; with a problem, the form again as it was typed.
pub(super) async fn judge(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    Form(form): Form<JudgeForm>,
) -> Response {
    let page = who.page("");
    let judgement = match read(&form, &code, &page) {
        Ok(judgement) => judgement,
        Err(wrong) => return again(&app, &who, (&slug, code), form, wrong).await,
    };
    match judge_criterion(&app, &who.actor, &slug, judgement).await {
        Ok(()) => Redirect::to(&format!("/routes/{slug}")).into_response(),
        Err(JudgeError::App(error)) => who.refuse(error),
        Err(JudgeError::Assessment(problem)) => {
            let told = words::assessment_problem(problem, page.lang).to_owned();
            again(&app, &who, (&slug, code), form, (field(problem), told)).await
        }
        Err(JudgeError::ChangedMeanwhile) => {
            let told = page.t(
                "Iemand anders beoordeelde dit intussen. Het nieuwe oordeel staat onderaan. Kijk of jouw oordeel nog klopt en bewaar opnieuw.",
                "Somebody else judged this meanwhile. The new judgement stands below. See whether yours still holds and keep it again.",
            );
            let wrong = (Field::None, told.to_owned());
            again(&app, &who, (&slug, code), form, wrong).await
        }
    }
}

fn read(form: &JudgeForm, code: &str, page: &Page) -> Result<Judgement, (Field, String)> {
    let level = Level::from_code(&form.niveau).ok_or_else(|| {
        let told = page.t(
            "Kies hoe ver de route voldoet.",
            "Choose how far the pathway meets it.",
        );
        (Field::Level, told.to_owned())
    })?;
    let typed = [&form.bewijs, &form.plek].map(|text| text.trim().to_owned());
    let [note, place] = typed;
    let nothing = note.is_empty() && place.is_empty();
    let evidence = Evidence {
        kind: EvidenceKind::from_code(&form.soort).unwrap_or(EvidenceKind::Document),
        note,
        place,
        on: None,
    };
    Ok(Judgement {
        criterion: code.to_owned(),
        level,
        on: day(&form.op, page).map_err(|told| (Field::Day, told))?,
        evidence: (!nothing).then_some(evidence).into_iter().collect(),
        known: form.gezien,
    })
}

/// Beside which field a problem is told.
fn field(problem: AssessmentProblem) -> Field {
    match problem {
        AssessmentProblem::NoEvidence | AssessmentProblem::EmptyEvidence => Field::Evidence,
        AssessmentProblem::Future => Field::Day,
    }
}

async fn again(
    app: &App,
    who: &SignedIn,
    at: (&str, String),
    form: JudgeForm,
    wrong: (Field, String),
) -> Response {
    forms::again(criterion_page(app, who, at, (form, Some(wrong))).await)
}

async fn criterion_page(
    app: &App,
    who: &SignedIn,
    (slug, code): (&str, String),
    (form, problem): (JudgeForm, Option<(Field, String)>),
) -> Response {
    let lang = who.locale.lang;
    let (found, work) = match work_on_pathway(app, &who.actor, slug).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let sets = [&found.sets.0, &found.sets.1];
    if sets.iter().all(|set| set.criterion(&code).is_none()) {
        return who.refuse(AppError::NotFound);
    }
    let page = who.page(&criterion(&code, &sets, &who.page("")));
    let earlier = earlier(&work, &code, &page);
    let mut assessed = found.verdicts.first.assessments.iter();
    let assessed = assessed.find(|assessed| assessed.criterion == code);
    let data_decide = assessed.is_some_and(Assessment::is_decided_by_data);
    let mut form = JudgeForm {
        gezien: earlier.len(),
        ..form
    };
    if form.op.is_empty() {
        form.op = app.now().date_naive().to_string();
    }
    let shown = CriterionPage {
        data_decide,
        levels: choices(
            Level::ALL,
            Level::code,
            |level| page.level(level),
            &form.niveau,
        ),
        kinds: choices(
            EvidenceKind::ALL,
            EvidenceKind::code,
            |kind| words::evidence_kind(*kind, lang),
            &form.soort,
        ),
        page,
        found,
        code,
        earlier,
        form,
        problem,
    };
    render(&shown, lang)
}

fn earlier(work: &Work, code: &str, page: &Page) -> Vec<Earlier> {
    let judged = work.development.judged(code);
    let shown = judged.map(|judged| Earlier {
        level: page.level(&judged.level),
        class: level_class(judged.level),
        by: judged.by.and_then(|by| work.names.get(&by).cloned()),
        judged: judged.clone(),
    });
    shown.collect()
}
