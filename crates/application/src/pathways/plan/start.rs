//! A plan begins: from the template of a degree, or as a copy.

use chrono::{NaiveDate, TimeDelta};
use mkbroute_domain::accounts::audit::{Act, Detail, Entry};
use mkbroute_domain::pathways::plan::{Agreed, Plan, PlanTemplates};
use mkbroute_domain::pathways::{Degree, Pathway};

use super::super::find::{find_pathway, told};
use super::PlanError;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

const TEMPLATES: &str = include_str!("../../../../../data/plan-templates.toml");

/// Students begin at most so many days before or after today.
const FARTHEST_DAYS: i64 = 3_653;

/// From what a plan begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanSource {
    /// The steps towards a degree.
    Template(Degree),
    /// The plan of the pathway with this readable name.
    Pathway(String),
}

/// Begins the plan of a pathway for students who begin on a day.
pub async fn start_plan(
    app: &App,
    actor: &Actor,
    slug: &str,
    (source, begins): (PlanSource, NaiveDate),
) -> Result<(), PlanError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    check_begins(begins, app.now().date_naive())?;
    let (plan, how) = match source {
        PlanSource::Template(degree) => (from_template(degree, begins)?, "template"),
        PlanSource::Pathway(other) => (copied(app, actor, &other, begins).await?, "copy"),
    };
    let plan = plan.caught_up(app.now().date_naive());
    let tx = app.store().begin().await?;
    let empty = Agreed::default();
    if !tx.save_plan(pathway.id, 0, (&plan, &empty)).await? {
        return Err(PlanError::ChangedMeanwhile);
    }
    Ok(commit(app, tx, &entry(actor, &pathway, how)).await?)
}

/// Whether students may begin on a day.
pub(super) fn check_begins(begins: NaiveDate, today: NaiveDate) -> Result<(), PlanError> {
    let far = (begins - today).abs() > TimeDelta::days(FARTHEST_DAYS);
    if far { Err(PlanError::Begins) } else { Ok(()) }
}

/// The steps towards each degree.
pub(crate) fn plan_templates() -> Result<PlanTemplates, AppError> {
    PlanTemplates::from_toml(TEMPLATES).map_err(AppError::unreadable)
}

fn from_template(degree: Degree, begins: NaiveDate) -> Result<Plan, PlanError> {
    let templates = plan_templates()?;
    let template = templates.of(degree).ok_or(PlanError::NoDegree)?;
    Ok(template.plan(begins))
}

async fn copied(
    app: &App,
    actor: &Actor,
    slug: &str,
    begins: NaiveDate,
) -> Result<Plan, PlanError> {
    let other = find_pathway(app, actor, slug, Action::SeeDevelopment).await?;
    let kept = app.store().plan(other.id).await?;
    let kept = kept.ok_or(AppError::NotFound)?;
    Ok(kept.plan.copy(begins))
}

/// What the log tells of a change of the plan.
pub(super) fn entry(actor: &Actor, pathway: &Pathway, how: &'static str) -> Entry {
    let entry = told(actor, Action::DevelopPathway, Act::PlanChanged, pathway);
    Entry {
        detail: Detail::default().how(how),
        ..entry
    }
}
