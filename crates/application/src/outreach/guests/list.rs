//! The list of guests with their names, what they said and whether they came.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{ContactId, OrganisationId};
use mkbroute_domain::outreach::event::EventStanding;
use mkbroute_domain::outreach::{Attendance, Guest};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptEvent, LeadLine, OrganisationName};

use super::{AtEvent, find_event, told_of};
use crate::accounts::Actor;
use crate::accounts::audit::looked;
use crate::outreach::names::companies;
use crate::{App, AppError};

/// A guest with the names that the ids stand for.
#[derive(Clone, Debug)]
pub struct NamedGuest {
    pub guest: Guest,
    pub company: OrganisationName,
    /// `None` if no name is kept.
    pub contact: Option<String>,
    /// `None` if nobody ticked them.
    pub came: Option<bool>,
    /// Where the company stands at the pathway.
    pub lead: Option<LeadLine>,
}

/// The guests of a meeting.
#[derive(Clone, Debug)]
pub struct GuestList {
    pub pathway: Pathway,
    pub kept: KeptEvent,
    /// By company and name.
    pub guests: Vec<NamedGuest>,
    pub standing: EventStanding,
    /// Companies that came and are not noted as such on the list of the pathway yet.
    pub to_follow_up: usize,
}

impl GuestList {
    /// How many said that they come.
    pub fn signed_up(&self) -> usize {
        let said = |named: &&NamedGuest| named.guest.signed_up == Some(true);
        self.guests.iter().filter(said).count()
    }

    /// How many came.
    pub fn came(&self) -> usize {
        let came = |named: &&NamedGuest| named.came == Some(true);
        self.guests.iter().filter(came).count()
    }
}

/// The guests of a meeting, for who talks with the companies of a pathway for which it is held.
pub async fn guest_list(app: &App, actor: &Actor, at: AtEvent<'_>) -> Result<GuestList, AppError> {
    let (pathway, kept) = find_event(app, actor, at).await?;
    looked(app, &told_of(actor, Act::GuestsSeen, &pathway, at.1)).await?;
    let ticked = app.store().attendance(at.1).await?;
    let ticked = ticked.of_guests(&kept.event.guests);
    let guests = named(app, (&pathway, &kept), &ticked).await?;
    let today = app.now().date_naive();
    Ok(GuestList {
        standing: kept.event.standing(&ticked, today),
        to_follow_up: super::follow_up::waiting(&guests).len(),
        guests,
        pathway,
        kept,
    })
}

/// Gives guests their names, with one question for each kind of name.
pub(super) async fn named(
    app: &App,
    (pathway, kept): (&Pathway, &KeptEvent),
    ticked: &Attendance,
) -> Result<Vec<NamedGuest>, AppError> {
    let guests = &kept.event.guests;
    let ids: Vec<OrganisationId> = guests.iter().map(|guest| guest.organisation).collect();
    let companies = companies(app, &ids).await?;
    let leads = app.store().leads_of(pathway.id, &ids).await?;
    let contacts = app.store().contacts_at(&ids).await?.into_iter();
    let mut contacts: BTreeMap<ContactId, String> =
        contacts.map(|found| (found.id, found.name)).collect();
    let named = guests.iter().map(|guest| NamedGuest {
        guest: *guest,
        company: companies
            .get(&guest.organisation)
            .cloned()
            .unwrap_or_default(),
        contact: guest.contact.and_then(|id| contacts.remove(&id)),
        came: ticked.of(guest.id),
        lead: leads
            .iter()
            .find(|lead| lead.company == guest.organisation)
            .copied(),
    });
    let mut named: Vec<NamedGuest> = named.collect();
    named.sort_by_cached_key(|one| (one.company.name.to_lowercase(), one.contact.clone()));
    Ok(named)
}

impl NamedGuest {
    /// Whether the company came and its lead has not come as far as that.
    pub(super) fn is_to_follow_up(&self) -> bool {
        let grows = |lead: &LeadLine| lead.stage.grows_by_attending();
        self.came == Some(true) && self.lead.as_ref().is_some_and(grows)
    }
}
