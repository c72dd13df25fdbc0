//! The plan of a pathway as somebody sees it.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::{Role, Scope};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_store::KeptPlan;

use super::super::find::find_pathway;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_everywhere, may_on_pathway, own_pathways, waves_for};
use crate::{App, AppError};

/// A plan with what its page needs.
#[derive(Clone, Debug)]
pub struct PlanSheet {
    pub pathway: Pathway,
    /// `None` before it was begun.
    pub kept: Option<KeptPlan>,
    /// Who may do a step: those who coordinate the pathway.
    pub owners: BTreeMap<PersonId, String>,
    /// Names of who does a step, as far as they are still here.
    pub names: BTreeMap<PersonId, String>,
    pub may_develop: bool,
    /// Other pathways whose plan can be copied; only before it was begun.
    pub others: Vec<Pathway>,
    /// Measurements that ask employers here what they need, the newest first.
    pub needs_surveys: Vec<Wave>,
    /// Whether whoever looks may have such a measurement held.
    pub may_survey: bool,
}

/// The plan of a pathway, for those who work with it.
pub async fn plan_sheet(app: &App, actor: &Actor, slug: &str) -> Result<PlanSheet, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::SeeDevelopment).await?;
    let may_develop = may_on_pathway(actor, Action::DevelopPathway, pathway.id);
    let kept = app.store().plan(pathway.id).await?;
    let others = if kept.is_none() && may_develop {
        let seen = own_pathways(actor, Action::SeeDevelopment);
        app.store().planned_pathways(&seen).await?
    } else {
        Vec::new()
    };
    let steps = kept.iter().flat_map(|kept| &kept.plan.steps);
    let doing: Vec<PersonId> = steps.filter_map(|step| step.owner).collect();
    let seen = waves_for(actor, Action::SeeWave);
    let employers = (RespondentGroup::Employers, pathway.id);
    Ok(PlanSheet {
        needs_surveys: app.store().waves_asking(&seen, employers).await?,
        may_survey: may_everywhere(actor, Action::SetUpWave),
        names: app.store().names_of(&doing).await?,
        owners: owners(app, &pathway).await?,
        pathway,
        kept,
        may_develop,
        others,
    })
}

/// Who coordinates a pathway, also with all others of its hogeschool.
pub(super) async fn owners(
    app: &App,
    pathway: &Pathway,
) -> Result<BTreeMap<PersonId, String>, AppError> {
    let mut found = BTreeMap::new();
    for scope in [
        Scope::Pathway(pathway.id),
        Scope::Hogeschool(pathway.hogeschool_id),
    ] {
        let held = app.store().holders(Role::Coordinator, scope, app.now());
        let held = held.await?.into_iter();
        found.extend(held.map(|person| (person.id, person.name)));
    }
    Ok(found)
}
