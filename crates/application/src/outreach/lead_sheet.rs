//! One company on its way to a pathway, with all that was said.

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::ids::{LeadId, PersonId};
use mkbroute_domain::outreach::StageChange;
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptConversation, KeptLead, OrganisationName};

use super::names::{Choices, choices, companies, persons};
use crate::accounts::Actor;
use crate::accounts::audit::looked;
use crate::accounts::policy::{Action, Reach, may_on_pathway};
use crate::pathways::find_pathway;
use crate::{App, AppError};

/// A step with the name of who took it.
#[derive(Clone, Debug)]
pub struct ToldStep {
    pub step: StageChange,
    pub by: Option<String>,
}

/// A lead with its history.
#[derive(Clone, Debug)]
pub struct LeadSheet {
    pub pathway: Pathway,
    pub company: OrganisationName,
    pub kept: KeptLead,
    pub owner: Option<String>,
    /// The latest first.
    pub steps: Vec<ToldStep>,
    /// What was said, and by whom, the latest first.
    pub conversations: Vec<(KeptConversation, Option<String>)>,
    pub choices: Choices,
    pub may_work: bool,
}

/// One lead of a pathway.
pub async fn lead_sheet(
    app: &App,
    actor: &Actor,
    slug: &str,
    id: LeadId,
) -> Result<LeadSheet, AppError> {
    let (pathway, kept) = find_lead(app, actor, (slug, id), Action::SeeLeads).await?;
    looked(
        app,
        &told_of(actor, (Action::SeeLeads, Act::LeadSeen), &pathway, id),
    )
    .await?;
    let said = app.store().conversations(id).await?;
    let steps = kept.lead.journey.changes();
    let by = steps.iter().filter_map(|step| step.by);
    let by = by
        .chain(said.iter().map(|kept| kept.said.by))
        .chain(kept.lead.owner);
    let names = persons(app, &by.collect::<Vec<PersonId>>()).await?;
    let name = |id: Option<PersonId>| id.and_then(|id| names.get(&id).cloned());
    let told = steps.iter().rev().map(|step| ToldStep {
        by: name(step.by),
        step: step.clone(),
    });
    let mut companies = companies(app, &[kept.lead.company]).await?;
    Ok(LeadSheet {
        steps: told.collect(),
        owner: name(kept.lead.owner),
        conversations: said
            .into_iter()
            .map(|kept| (name(Some(kept.said.by)), kept))
            .map(|(by, kept)| (kept, by))
            .collect(),
        company: companies.remove(&kept.lead.company).unwrap_or_default(),
        choices: choices(app, &pathway).await?,
        may_work: may_on_pathway(actor, Action::WorkLeads, pathway.id),
        pathway,
        kept,
    })
}

/// A lead of a pathway, if the actor may do the action there.
pub(super) async fn find_lead(
    app: &App,
    actor: &Actor,
    (slug, id): (&str, LeadId),
    action: Action,
) -> Result<(Pathway, KeptLead), AppError> {
    let pathway = find_pathway(app, actor, slug, action).await?;
    let kept = app.store().lead(pathway.id, id).await?;
    Ok((pathway, kept.ok_or(AppError::NotFound)?))
}

/// What the log tells of something done to a lead.
pub(super) fn told_of(
    actor: &Actor,
    (action, act): (Action, Act),
    pathway: &Pathway,
    id: LeadId,
) -> Entry {
    let doer = actor.doing(action, Reach::Pathway(pathway.id));
    let detail = Detail::default().pathway(pathway.id);
    Entry::with(doer, act, Object::lead(id), detail)
}
