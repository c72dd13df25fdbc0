//! One pathway: what anybody may know of it, and what those see who work with it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::accounts::{Role, Scope};
use mkbroute_domain::ids::{OrganisationId, PersonId};
use mkbroute_domain::pathways::criteria::{CriteriaSet, SideBySide, side_by_side};
use mkbroute_domain::pathways::{Development, Pathway, Phase};

use super::criteria::{both, criteria_sets};
use super::facts::facts_of;
use super::find::find_pathway;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_everywhere, may_on_pathway};
use crate::{App, AppError};

/// A pathway and what it is by definition.
#[derive(Clone, Debug)]
pub struct PathwaySheet {
    pub pathway: Pathway,
    /// The definition that counts and a later one.
    pub sets: (CriteriaSet, CriteriaSet),
    pub verdicts: SideBySide,
    /// Since when it is in each phase it was in, the earliest first.
    pub phases: Vec<(Phase, NaiveDate)>,
    pub registered_on: Option<NaiveDate>,
    /// Whether they see which companies may join it.
    pub sees_companies: bool,
    /// Only for those who work with it.
    pub work: Option<Work>,
}

/// How a pathway is developed.
#[derive(Clone, Debug)]
pub struct Work {
    pub development: Development,
    /// Names of who is named in it, as far as they are still here.
    pub names: BTreeMap<PersonId, String>,
    /// Names of the organisations that take part.
    pub organisations: BTreeMap<OrganisationId, String>,
    /// Who coordinates it.
    pub coordinators: Vec<String>,
    pub may_develop: bool,
    pub may_register: bool,
}

/// A pathway as `actor`, or somebody unknown, may see it.
pub async fn pathway_sheet(
    app: &App,
    actor: Option<&Actor>,
    slug: &str,
) -> Result<PathwaySheet, AppError> {
    let found = app.store().pathway_by_slug(slug).await?;
    let pathway = found.ok_or(AppError::NotFound)?;
    let sets = criteria_sets()?;
    let (first, second) = both(&sets)?;
    let development = app.store().development(pathway.id).await?;
    let today = app.now().date_naive();
    let facts = facts_of(app, pathway.id).await?;
    let verdicts = side_by_side((first, second), &development.judgements, &facts, today);
    let changes = development.phases.changes().iter();
    let phases = changes.map(|change| (change.to, change.on)).collect();
    let registered_on = development.profile.registered_on;
    let works = |actor: &&Actor| may_on_pathway(actor, Action::SeeDevelopment, pathway.id);
    let talks = |actor: &Actor| may_on_pathway(actor, Action::SeeLeads, pathway.id);
    let sees_companies = actor.is_some_and(talks);
    let work = match actor.filter(works) {
        Some(actor) => Some(work(app, actor, &pathway, development).await?),
        None => None,
    };
    Ok(PathwaySheet {
        sets: (first.clone(), second.clone()),
        pathway,
        verdicts,
        phases,
        registered_on,
        sees_companies,
        work,
    })
}

/// A pathway and how it is developed, for whoever may change that.
pub async fn work_on_pathway(
    app: &App,
    actor: &Actor,
    slug: &str,
) -> Result<(PathwaySheet, Work), AppError> {
    find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let mut sheet = pathway_sheet(app, Some(actor), slug).await?;
    let work = sheet.work.take().ok_or(AppError::Forbidden)?;
    Ok((sheet, work))
}

async fn work(
    app: &App,
    actor: &Actor,
    pathway: &Pathway,
    development: Development,
) -> Result<Work, AppError> {
    let changes = development.phases.changes().iter();
    let by = changes
        .filter_map(|change| change.by)
        .chain(development.judgements.iter().filter_map(|judged| judged.by));
    let by: Vec<PersonId> = by.collect();
    let names = app.store().names_of(&by).await?;
    let partners = development.profile.partners.iter();
    let partners = partners.map(|partner| partner.organisation);
    let partners = app.store().organisations_named(partners).await?.into_iter();
    let scope = Scope::Pathway(pathway.id);
    let held = app.store().holders(Role::Coordinator, scope, app.now());
    let coordinators = held.await?.into_iter().map(|person| person.name).collect();
    Ok(Work {
        development,
        names,
        organisations: partners.map(|found| (found.id, found.name)).collect(),
        coordinators,
        may_develop: may_on_pathway(actor, Action::DevelopPathway, pathway.id),
        may_register: may_everywhere(actor, Action::RegisterPathway),
    })
}
