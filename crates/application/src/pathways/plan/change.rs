//! A plan changes: a step, a step of one's own, the first day, what was agreed.

use chrono::NaiveDate;
use mkbroute_domain::pathways::plan::{Agreed, PlanStep};
use mkbroute_store::KeptPlan;

use super::super::find::find_pathway;
use super::PlanError;
use super::sheet::owners;
use super::start::{check_begins, entry};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// What changes in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanChange {
    /// A step becomes this one, which has the same code.
    Step(PlanStep),
    /// A step comes behind the others; it gets a code.
    NewStep(PlanStep),
    /// Students begin on this day, and what is left to do moves along.
    Begins(NaiveDate),
    /// What was agreed becomes this.
    Agreed(Agreed),
}

/// Changes the plan of a pathway, of which the page showed revision `known`.
pub async fn change_plan(
    app: &App,
    actor: &Actor,
    slug: &str,
    (known, change): (u32, PlanChange),
) -> Result<(), PlanError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let owners = owners(app, &pathway).await?;
    let tx = app.store().begin().await?;
    let kept = tx.plan(pathway.id).await?.ok_or(AppError::NotFound)?;
    if kept.revision != known {
        return Err(PlanError::ChangedMeanwhile);
    }
    if let PlanChange::Step(step) | PlanChange::NewStep(step) = &change {
        let before = kept.plan.step(&step.code).and_then(|step| step.owner);
        let stays = step.owner == before;
        if step
            .owner
            .is_some_and(|to| !stays && !owners.contains_key(&to))
        {
            return Err(PlanError::Owner);
        }
    }
    let (kept, how) = changed(kept, change, app.now().date_naive())?;
    let saved = tx.save_plan(pathway.id, known, (&kept.plan, &kept.agreed));
    if !saved.await? {
        return Err(PlanError::ChangedMeanwhile);
    }
    Ok(commit(app, tx, &entry(actor, &pathway, how)).await?)
}

fn changed(
    mut kept: KeptPlan,
    change: PlanChange,
    today: NaiveDate,
) -> Result<(KeptPlan, &'static str), PlanError> {
    let how = match change {
        PlanChange::Step(step) => {
            kept.plan.change(step)?;
            "step"
        }
        PlanChange::NewStep(step) => {
            kept.plan.add(step)?;
            "new-step"
        }
        PlanChange::Begins(begins) => {
            check_begins(begins, today)?;
            kept.plan.begin_on(begins);
            "first-day"
        }
        PlanChange::Agreed(agreed) => {
            let problems = agreed.problems(today);
            if !problems.is_empty() {
                return Err(PlanError::Agreed(problems));
            }
            kept.agreed = agreed;
            "agreed"
        }
    };
    Ok((kept, how))
}
