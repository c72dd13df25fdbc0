//! After a meeting: who came is noted on the list of the pathway, in one go.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::LeadId;
use mkbroute_domain::outreach::{Event, Stage, StageChange};
use mkbroute_store::KeptLead;

use super::list::named;
use super::{AtEvent, NamedGuest, find_event, told_of};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::outreach::LeadError;
use crate::{App, AppError};

/// The leads of the companies that came and are not that far yet.
pub(super) fn waiting(guests: &[NamedGuest]) -> BTreeSet<LeadId> {
    let to_follow_up = guests.iter().filter(|guest| guest.is_to_follow_up());
    to_follow_up
        .filter_map(|guest| Some(guest.lead?.id))
        .collect()
}

/// Notes of every company that came that it was there. Gives how many were noted.
pub async fn follow_up(app: &App, actor: &Actor, at: AtEvent<'_>) -> Result<usize, LeadError> {
    let (pathway, kept) = find_event(app, actor, at).await?;
    let ticked = app.store().attendance(at.1).await?;
    let guests = named(app, (&pathway, &kept), &ticked).await?;
    let leads = waiting(&guests);
    let today = app.now().date_naive();
    let tx = app.store().begin().await?;
    for id in &leads {
        let before = app.store().lead(pathway.id, *id).await?;
        let before = before.ok_or(AppError::NotFound)?;
        let after = attended(actor, &before, (&kept.event, today))?;
        if !tx.change_lead(&before.lead, &after).await? {
            return Err(LeadError::ChangedMeanwhile);
        }
    }
    if !leads.is_empty() {
        let entry = told_of(actor, Act::MeetingFollowedUp, &pathway, at.1);
        commit(app, tx, &entry).await?;
    }
    Ok(leads.len())
}

/// The lead as it is after the meeting. What was noted of it since stays in order.
fn attended(
    actor: &Actor,
    before: &KeptLead,
    (event, today): (&Event, NaiveDate),
) -> Result<KeptLead, LeadError> {
    let mut after = before.clone();
    let last = before.lead.journey.changes().last().map(|step| step.on);
    let on = last.map_or(event.on, |last| last.max(event.on)).min(today);
    let step = StageChange {
        to: Stage::Attended,
        on,
        by: Some(actor.person.id),
        note: String::new(),
        reasons: Vec::new(),
        re_engage_on: None,
    };
    after.lead.journey.add(step, today)?;
    after.lead.event = after.lead.event.or(Some(event.id));
    after.quiet_since = after.quiet_since.max(on);
    after.revision += 1;
    Ok(after)
}
