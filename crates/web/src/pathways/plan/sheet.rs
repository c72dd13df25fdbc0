//! The plan on one page: what is next, what is late, and what was agreed; and beginning it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::pathways::{
    PlanChange, PlanError, PlanSheet, PlanSource, change_plan, plan_sheet, start_plan,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::pathways::Degree;
use mkbroute_domain::pathways::plan::{Agreed, Progress, Promised, SchoolDay};
use mkbroute_report::words::{capital, plan as words};
use serde::Deserialize;

use super::super::day;
use super::told;
use super::view::{MethodView, StepView, methods};
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::forms::{Choice, again};
use crate::page::Page;

/// Before the name of a pathway among the sources of a plan.
const COPY: &str = "route:";

#[derive(Template)]
#[template(path = "pathways/plan.html")]
struct PlanPage {
    page: Page,
    found: PlanSheet,
    shown: Option<Shown>,
    start: StartForm,
    degrees: Vec<Choice>,
    problems: Vec<String>,
}

/// A plan that was begun.
struct Shown {
    begins: String,
    /// The first day in the form that moves it.
    first_day: String,
    revision: u32,
    progress: Progress,
    next: Vec<StepView>,
    steps: Vec<StepView>,
    methods: Vec<MethodView>,
    used: usize,
    agreed: Agreed,
    promised: Promised,
}

/// How a plan begins, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StartForm {
    /// A degree, or a pathway after [`COPY`].
    uit: String,
    begin: String,
}

/// How many steps are shown as next.
const NEXT: usize = 3;

/// The page of a plan.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    plan_page(&app, &who, &slug, (StartForm::default(), Vec::new())).await
}

/// Begins a plan; with a problem, the form again as it was typed.
pub(super) async fn start(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(form): Form<StartForm>,
) -> Response {
    let page = who.page("");
    let source = match form.uit.strip_prefix(COPY) {
        Some(other) => PlanSource::Pathway(other.to_owned()),
        None => PlanSource::Template(Degree::from_code(&form.uit).unwrap_or(Degree::Undecided)),
    };
    let problems = match day(&form.begin, &page) {
        Err(told) => vec![told],
        Ok(begins) => match start_plan(&app, &who.actor, &slug, (source, begins)).await {
            // Somebody else began it: the page shows theirs.
            Ok(()) | Err(PlanError::ChangedMeanwhile) => {
                return Redirect::to(&format!("/routes/{slug}/plan")).into_response();
            }
            Err(PlanError::App(error)) => return who.refuse(error),
            Err(problem) => told(&problem, &page),
        },
    };
    again(plan_page(&app, &who, &slug, (form, problems)).await)
}

/// Another first day of students, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FirstDay {
    begin: String,
    revisie: u32,
}

/// Moves the plan to another first day; with a problem, the form again as it was typed.
pub(super) async fn begin_on(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(typed): Form<FirstDay>,
) -> Response {
    let page = who.page("");
    let problems = match day(&typed.begin, &page) {
        Err(told) => vec![told],
        Ok(begins) => {
            let change = (typed.revisie, PlanChange::Begins(begins));
            match change_plan(&app, &who.actor, &slug, change).await {
                Ok(()) => return Redirect::to(&format!("/routes/{slug}/plan")).into_response(),
                Err(PlanError::App(error)) => return who.refuse(error),
                Err(problem) => told(&problem, &page),
            }
        }
    };
    let form = StartForm {
        begin: typed.begin,
        ..StartForm::default()
    };
    again(plan_page(&app, &who, &slug, (form, problems)).await)
}

async fn plan_page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    (mut start, problems): (StartForm, Vec<String>),
) -> Response {
    let page = who.page("");
    let found = match plan_sheet(app, &who.actor, slug).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    // Only who may begin a plan is told what is wrong with its beginning.
    if !problems.is_empty() && !found.may_develop {
        return who.refuse(AppError::Forbidden);
    }
    if start.uit.is_empty() {
        found.pathway.degree.code().clone_into(&mut start.uit);
    }
    let degrees = [Degree::Ad, Degree::Bachelor].map(|degree| {
        let code = degree.code();
        let words = capital(page.degree(&degree));
        (code.to_owned(), words, start.uit == code)
    });
    let shown = PlanPage {
        shown: Shown::of(&found, (&page, &start), app.now().date_naive()),
        page: who.page(page.t("Ontwikkelplan", "Development plan")),
        degrees: degrees.into(),
        found,
        start,
        problems,
    };
    render(&shown, who.locale.lang)
}

impl Shown {
    fn of(
        found: &PlanSheet,
        (page, start): (&Page, &StartForm),
        today: chrono::NaiveDate,
    ) -> Option<Self> {
        let kept = found.kept.as_ref()?;
        let plan = &kept.plan;
        let view = |step| StepView::of(step, (plan, found), page, today);
        let next = plan.next();
        Some(Self {
            begins: page.date(&plan.begins),
            first_day: match start.begin.as_str() {
                "" => plan.begins.to_string(),
                typed => typed.to_owned(),
            },
            revision: kept.revision,
            progress: plan.progress(today),
            next: next.into_iter().take(NEXT).map(view).collect(),
            steps: plan.steps.iter().map(view).collect(),
            methods: methods(plan, page),
            used: plan.needs_methods(),
            promised: kept.agreed.promised(),
            agreed: kept.agreed.clone(),
        })
    }
}

impl Page {
    /// The days of a study calendar in a row.
    pub(super) fn school_days(&self, days: &[SchoolDay]) -> String {
        let words = days.iter().map(|day| words::school_day(*day, self.lang));
        words.collect::<Vec<_>>().join(", ")
    }
}
