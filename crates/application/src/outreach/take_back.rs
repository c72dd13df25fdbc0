//! What was noted of a company by mistake is taken back.

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::LeadId;
use mkbroute_store::{KeptConversation, KeptLead};
use uuid::Uuid;

use super::lead_sheet::find_lead;
use super::move_lead::{LeadError, Said, next, save};
use crate::accounts::Actor;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// Takes back the last step of a company, as it stands on the page with this revision. The first step stays.
pub async fn take_back_step(
    app: &App,
    actor: &Actor,
    at: (&str, LeadId),
    revision: u32,
) -> Result<(), LeadError> {
    let (pathway, before) = find_lead(app, actor, at, Action::WorkLeads).await?;
    let mut after = next(&before, revision)?;
    after.lead.journey.take_back().ok_or(AppError::NotFound)?;
    let said = app.store().conversations(at.1).await?;
    after.quiet_since = last_heard(&after, &said);
    let act = (Act::LeadMovedBack, Said::Nothing);
    save(app, actor, &pathway, (&before, &after), act).await
}

/// Takes off what was said with a company. Reasons to take part that came up then stay until somebody changes them.
pub async fn remove_conversation(
    app: &App,
    actor: &Actor,
    at: (&str, LeadId),
    revision: u32,
    conversation: Uuid,
) -> Result<(), LeadError> {
    let (pathway, before) = find_lead(app, actor, at, Action::WorkLeads).await?;
    let mut after = next(&before, revision)?;
    let mut said = app.store().conversations(at.1).await?;
    let place = said.iter().position(|kept| kept.id == conversation);
    said.remove(place.ok_or(AppError::NotFound)?);
    after.quiet_since = last_heard(&after, &said);
    let act = (Act::ConversationRemoved, Said::Gone(conversation));
    save(app, actor, &pathway, (&before, &after), act).await
}

/// The last day on which anything was said or changed, by what is left.
fn last_heard(kept: &KeptLead, said: &[KeptConversation]) -> NaiveDate {
    let steps = kept.lead.journey.changes().iter().map(|step| step.on);
    let days = steps.chain(said.iter().map(|kept| kept.said.on));
    days.max().unwrap_or(kept.quiet_since)
}
