//! Somebody notes what was said with a company.

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::LeadId;
use mkbroute_domain::outreach::Conversation;
use mkbroute_store::KeptConversation;

use super::lead_sheet::find_lead;
use super::move_lead::{LeadError, Said, check_note, next, save};
use crate::App;
use crate::accounts::Actor;
use crate::accounts::policy::Action;

/// Keeps what was said. Motives that came up are those of the company from then on, and silence begins
/// anew. `revision` is that of the lead on the page where it was done.
pub async fn converse(
    app: &App,
    actor: &Actor,
    at: (&str, LeadId),
    revision: u32,
    said: Conversation,
) -> Result<(), LeadError> {
    if said.note.trim().is_empty() {
        return Err(LeadError::NoNote);
    }
    check_note(&said.note)?;
    if said.on > app.now().date_naive() {
        return Err(LeadError::Future);
    }
    let (pathway, before) = find_lead(app, actor, at, Action::WorkLeads).await?;
    let mut after = next(&before, revision)?;
    after.quiet_since = after.quiet_since.max(said.on);
    for motive in &said.motives {
        if !after.lead.motives.contains(motive) {
            after.lead.motives.push(*motive);
        }
    }
    let kept = KeptConversation {
        id: app.fresh_id(),
        said: Conversation {
            by: actor.person.id,
            ..said
        },
    };
    let told = (Act::ConversationKept, Said::Kept(&kept));
    save(app, actor, &pathway, (&before, &after), told).await
}
