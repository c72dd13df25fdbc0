//! What is kept of a company besides its stages: how it was found, what moves it, who talks with it.

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{EventId, LeadId, PersonId};
use mkbroute_domain::outreach::{LeadSource, Motive};

use super::lead_sheet::find_lead;
use super::move_lead::{LeadError, Said, next, save};
use super::names::choices;
use crate::App;
use crate::accounts::Actor;
use crate::accounts::policy::Action;

/// What somebody fills in about a lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadChange {
    pub source: LeadSource,
    pub event: Option<EventId>,
    pub motives: Vec<Motive>,
    pub owner: Option<PersonId>,
}

/// Changes what is kept of a lead. `revision` is that of the lead on the page where it was done.
pub async fn change_lead(
    app: &App,
    actor: &Actor,
    at: (&str, LeadId),
    revision: u32,
    change: LeadChange,
) -> Result<(), LeadError> {
    let (pathway, before) = find_lead(app, actor, at, Action::WorkLeads).await?;
    let mut after = next(&before, revision)?;
    let choices = choices(app, &pathway).await?;
    let stays = change.owner == before.lead.owner;
    if !stays && change.owner.is_some_and(|id| !choices.may_own(id)) {
        return Err(LeadError::NotAnOwner);
    }
    after.lead.source = change.source;
    after.lead.event = change.event.filter(|id| choices.has_event(*id));
    after.lead.motives = change.motives;
    after.lead.owner = change.owner;
    save(
        app,
        actor,
        &pathway,
        (&before, &after),
        (Act::LeadChanged, Said::Nothing),
    )
    .await
}
