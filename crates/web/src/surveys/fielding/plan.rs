//! A measurement is described: title, period, questionnaires, pathways, privacy.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use mkbroute_application::accounts::policy::Action;
use mkbroute_application::surveys::fielding::{
    Choices, PlanError, change_wave, choices, copy_wave, delete_wave, may_plan, plan_of, plan_wave,
};
use mkbroute_application::surveys::find_wave;
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{WavePlan, WaveState};
use mkbroute_domain::text::Text;
use mkbroute_report::words::choose;
use serde::Deserialize;

use super::plan_form::PlanForm;
use super::words;
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::forms::problem_page;
use crate::page::Page;

/// The usual length of a measurement.
const USUAL_DAYS: i64 = 42;

#[derive(Template)]
#[template(path = "surveys/fielding/plan.html")]
struct PlanPage {
    page: Page,
    /// Where the form goes.
    action: String,
    /// The wave, when it exists.
    slug: Option<String>,
    form: PlanForm,
    choices: Choices,
    problems: Vec<(&'static str, &'static str)>,
}

impl PlanPage {
    /// The groups for which there is a questionnaire.
    fn groups(&self) -> Vec<RespondentGroup> {
        let has = |group: &RespondentGroup| {
            let mut known = self.choices.instruments.iter();
            known.any(|instrument| instrument.group == *group)
        };
        RespondentGroup::ALL.into_iter().filter(has).collect()
    }

    fn problem(&self, field: &str) -> Option<&'static str> {
        let found = self.problems.iter().find(|problem| problem.0 == field);
        found.map(|problem| problem.1)
    }
}

/// What a new measurement is for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Purpose {
    /// The pathway for which employers are asked what they need.
    behoefte: String,
}

/// Whom the series of measurements asks.
const SERIES: [RespondentGroup; 3] = [
    RespondentGroup::Companies,
    RespondentGroup::Students,
    RespondentGroup::Teachers,
];

/// The empty form, two weeks from now, for six weeks: the newest questionnaires and the registered pathways, or the
/// needs survey of one pathway.
pub(crate) async fn new(
    State(app): State<App>,
    who: SignedIn,
    Query(purpose): Query<Purpose>,
) -> Response {
    if !may_plan(&who.actor) {
        return who.refuse(AppError::Forbidden);
    }
    let choices = match choices(&app, &who.actor).await {
        Ok(choices) => choices,
        Err(error) => return who.refuse(error),
    };
    let opens = app.now().date_naive() + TimeDelta::days(14);
    let mut plan = WavePlan {
        opens,
        closes: opens + TimeDelta::days(USUAL_DAYS),
        ..WavePlan::default()
    };
    let mut all = choices.pathways.iter();
    let groups = if let Some(needed) = all.find(|pathway| pathway.slug == purpose.behoefte) {
        plan.title = needs_title(&needed.name);
        plan.pathways = vec![needed.id];
        &[RespondentGroup::Employers][..]
    } else {
        plan.pathways = choices.registered.iter().copied().collect();
        &SERIES
    };
    let mut form = PlanForm::of(&plan, &choices);
    for group in groups.iter().copied() {
        let mut of_group = choices.instruments.iter().filter(|i| i.group == group);
        if let Some(newest) = of_group.next() {
            let named = format!("{}@{}", newest.id, newest.version);
            form.instruments.push((group.code().to_owned(), named));
        }
    }
    plan_page(&who, None, form, choices, Vec::new())
}

/// What the needs survey of a pathway is called until somebody calls it otherwise.
fn needs_title(pathway: &Text) -> Text {
    Text::new(
        format!("Behoeftepeiling {}", pathway.nl),
        format!("Needs survey {}", pathway.en),
    )
}

/// Prepares a new measurement.
pub(crate) async fn create(State(app): State<App>, who: SignedIn, sent: Posted) -> Response {
    let form = PlanForm::read(&sent);
    let choices = match choices(&app, &who.actor).await {
        Ok(choices) => choices,
        Err(error) => return who.refuse(error),
    };
    let Ok(plan) = form.plan(&choices) else {
        return without_days(&who, None, form, choices);
    };
    match plan_wave(&app, &who.actor, plan).await {
        Ok(slug) => Redirect::to(&format!("/metingen/{slug}/openen")).into_response(),
        Err(error) => again(&who, None, form, choices, error),
    }
}

/// The plan of a measurement that is being prepared.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    let found = async {
        let wave = find_wave(&app, &who.actor, &slug, Action::SetUpWave).await?;
        if wave.state != WaveState::Planned {
            return Err(AppError::NotPlanned(slug.clone()));
        }
        let choices = choices(&app, &who.actor).await?;
        Ok((plan_of(&app, &wave).await?, choices))
    };
    match found.await {
        Ok((plan, choices)) => {
            let form = PlanForm::of(&plan, &choices);
            plan_page(&who, Some(slug), form, choices, Vec::new())
        }
        Err(error) => who.refuse(error),
    }
}

/// Writes the plan anew.
pub(crate) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let form = PlanForm::read(&sent);
    let choices = match choices(&app, &who.actor).await {
        Ok(choices) => choices,
        Err(error) => return who.refuse(error),
    };
    let Ok(plan) = form.plan(&choices) else {
        return without_days(&who, Some(slug), form, choices);
    };
    match change_wave(&app, &who.actor, &slug, plan).await {
        Ok(()) => Redirect::to(&format!("/metingen/{slug}/openen")).into_response(),
        Err(error) => again(&who, Some(slug), form, choices, error),
    }
}

/// Drops a measurement that was never opened.
pub(crate) async fn delete(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    match delete_wave(&app, &who.actor, &slug).await {
        Ok(()) => Redirect::to("/metingen").into_response(),
        Err(error) => who.refuse(error),
    }
}

/// Prepares a follow-up with the same questions.
pub(crate) async fn copy(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    match copy_wave(&app, &who.actor, &slug).await {
        Ok(slug) => Redirect::to(&format!("/metingen/{slug}/plan")).into_response(),
        Err(error) => who.refuse(error),
    }
}

fn again(
    who: &SignedIn,
    slug: Option<String>,
    form: PlanForm,
    choices: Choices,
    error: PlanError,
) -> Response {
    match error {
        PlanError::App(error) => who.refuse(error),
        PlanError::Problems(problems) => {
            let lang = who.locale.lang;
            let told = problems
                .into_iter()
                .map(|found| words::plan_problem(found, lang));
            let page = plan_page(who, slug, form, choices, told.collect());
            problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
    }
}

/// The form again when its days cannot be read.
fn without_days(
    who: &SignedIn,
    slug: Option<String>,
    form: PlanForm,
    choices: Choices,
) -> Response {
    let problems = vec![words::no_day(who.locale.lang)];
    let page = plan_page(who, slug, form, choices, problems);
    problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
}

fn plan_page(
    who: &SignedIn,
    slug: Option<String>,
    form: PlanForm,
    choices: Choices,
    problems: Vec<(&'static str, &'static str)>,
) -> Response {
    let lang = who.locale.lang;
    let (title, action) = match &slug {
        None => (
            choose(lang, "Een meting voorbereiden", "Prepare a measurement"),
            "/metingen/nieuw".to_owned(),
        ),
        Some(slug) => (
            choose(lang, "De voorbereiding aanpassen", "Change the preparation"),
            format!("/metingen/{slug}/plan"),
        ),
    };
    let page = PlanPage {
        page: who.page(title),
        action,
        slug,
        form,
        choices,
        problems,
    };
    render(&page, lang)
}
