//! What the development of pathways asks of those who run it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use mkbroute_domain::accounts::Role;
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::pathways::plan::{Plan, PlanStep};

use super::{network, support};
use crate::accounts::Actor;
use crate::accounts::policy::{Action, own_pathways};
use crate::asks::{Ask, Asks, Matter, NamedPathway};
use crate::{App, AppError};

/// A step waits from so many days before it is due.
const AHEAD_DAYS: i64 = 14;

/// The asks of pathways.
pub(crate) struct PathwayAsks;

impl Asks for PathwayAsks {
    async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
        let mut found = support::asks(app, actor).await?;
        found.extend(network::asks(app, actor).await?);
        found.extend(of_own_plans(app, actor).await?);
        Ok(found)
    }
}

/// What the plans of one's own pathways ask.
async fn of_own_plans(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
    // The programme team may change every plan, and is asked by none.
    if actor.role() != Some(Role::Coordinator) {
        return Ok(Vec::new());
    }
    let own = own_pathways(actor, Action::DevelopPathway);
    let steps = app.store().steps_within(&own).await?;
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let pathways = app.store().pathways(&own).await?;
    Ok(of_plans(actor, steps, &pathways, app.now().date_naive()))
}

fn of_plans(
    actor: &Actor,
    steps: BTreeMap<PathwayId, Vec<PlanStep>>,
    pathways: &[Pathway],
    today: NaiveDate,
) -> Vec<Ask> {
    let mut found = Vec::new();
    for (id, steps) in steps {
        let mut named = pathways.iter();
        if let Some(pathway) = named.find(|pathway| pathway.id == id) {
            let plan = Plan {
                begins: today,
                steps,
            };
            found.extend(late(actor, &plan, pathway, today));
            found.extend(next(actor, &plan, pathway, today));
        }
    }
    found
}

/// Whether a step is the actor's to do: theirs, or nobody's yet.
fn is_theirs(actor: &Actor, step: &PlanStep) -> bool {
    step.owner.is_none_or(|owner| owner == actor.person.id)
}

/// The steps whose day is past.
fn late(actor: &Actor, plan: &Plan, pathway: &Pathway, today: NaiveDate) -> Option<Ask> {
    let steps = plan.steps.iter();
    let late = steps.filter(|step| step.is_late(today) && is_theirs(actor, step));
    let late: Vec<&PlanStep> = late.collect();
    let first = late.iter().min_by_key(|step| step.due)?;
    Some(Ask {
        since: first.due?,
        matter: Matter::LateSteps {
            pathway: NamedPathway::from(pathway),
            steps: late.len(),
            first: first.title.clone(),
        },
    })
}

/// The first step that can be taken up and is due soon.
fn next(actor: &Actor, plan: &Plan, pathway: &Pathway, today: NaiveDate) -> Option<Ask> {
    let mut steps = plan.next().into_iter();
    let step = steps.find(|step| !step.is_late(today) && is_theirs(actor, step))?;
    let due = step.due?;
    let since = due - TimeDelta::days(AHEAD_DAYS);
    (since <= today).then(|| Ask {
        since,
        matter: Matter::NextStep {
            pathway: NamedPathway::from(pathway),
            code: step.code.clone(),
            title: step.title.clone(),
            due,
        },
    })
}
