//! Companies on the list of a pathway become guests of a meeting.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{ContactId, GuestId, OrganisationId};
use mkbroute_domain::organisations::{Contact, Reach};
use mkbroute_domain::outreach::event::Mark;
use mkbroute_domain::outreach::{Attendance, Event, Guest, Stage};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptEvent, LeadFilter, LeadLine, OrganisationName, StoreError};
use thiserror::Error;

use super::{AtEvent, find_event, told_of};
use crate::accounts::Actor;
use crate::accounts::audit::{commit, looked};
use crate::outreach::names::companies;
use crate::outreach::{LEADS_A_PAGE, companies as found_companies};
use crate::{App, AppError};

/// The most guests of one meeting.
pub const GUESTS_A_MEETING: usize = 1_000;

/// A company that can be invited.
#[derive(Clone, Debug)]
pub struct Invitable {
    pub lead: LeadLine,
    pub company: OrganisationName,
    /// Who can be invited by name: those who did not ask to be left alone.
    pub contacts: Vec<Contact>,
}

/// What one chooses from to invite somebody.
#[derive(Clone, Debug)]
pub struct InvitePage {
    pub pathway: Pathway,
    pub kept: KeptEvent,
    /// Those in their stage longest first, or the nearest to what is sought.
    pub companies: Vec<Invitable>,
    /// Whether there are more than are shown.
    pub more: bool,
    /// Whether somebody can be noted who came without invitation: on the day itself and later.
    pub has_begun: bool,
}

/// Why nobody is put on the list.
#[derive(Debug, Error)]
pub enum InviteError {
    #[error("nobody is chosen")]
    Nobody,
    #[error("a meeting has at most {GUESTS_A_MEETING} guests")]
    Full,
    /// The meeting is over, or has yet to begin.
    #[error("it is too late to invite, or too early to have come")]
    Day,
    #[error("this company is not invited for the pathway")]
    NotInvitable(OrganisationId),
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for InviteError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// The companies of a pathway that can be invited, with these words in their name and in this stage.
pub async fn invite_page(
    app: &App,
    actor: &Actor,
    at: AtEvent<'_>,
    (words, stage): (&str, Option<Stage>),
) -> Result<InvitePage, AppError> {
    let (pathway, kept) = find_event(app, actor, at).await?;
    looked(app, &told_of(actor, Act::GuestsSeen, &pathway, at.1)).await?;
    let (leads, more) = leads(app, &pathway, (words, stage)).await?;
    let has_begun = kept.event.on <= app.now().date_naive();
    Ok(InvitePage {
        companies: invitable(app, leads).await?,
        pathway,
        kept,
        more,
        has_begun,
    })
}

async fn leads(
    app: &App,
    pathway: &Pathway,
    (words, stage): (&str, Option<Stage>),
) -> Result<(Vec<LeadLine>, bool), AppError> {
    if words.trim().is_empty() {
        let filter = LeadFilter {
            stage,
            not_declined: true,
            ..LeadFilter::default()
        };
        let wanted = (0, LEADS_A_PAGE);
        let found = app.store().leads(pathway.id, &filter, wanted).await?;
        return Ok((found.lines, found.count > LEADS_A_PAGE));
    }
    let found = found_companies::find(app, words).await?;
    let ids: Vec<OrganisationId> = found.iter().map(|company| company.id).collect();
    let leads = app.store().leads_of(pathway.id, &ids).await?;
    let in_order = ids
        .iter()
        .filter_map(|id| leads.iter().find(|lead| lead.company == *id))
        .filter(|lead| may_be_invited(lead) && stage.is_none_or(|stage| lead.stage == stage));
    Ok((in_order.copied().collect(), false))
}

fn may_be_invited(lead: &LeadLine) -> bool {
    lead.stage != Stage::Declined
}

async fn invitable(app: &App, leads: Vec<LeadLine>) -> Result<Vec<Invitable>, AppError> {
    let ids: Vec<OrganisationId> = leads.iter().map(|lead| lead.company).collect();
    let names = companies(app, &ids).await?;
    let mut contacts = contacts(app, &ids).await?;
    let invitable = leads.into_iter().map(|lead| Invitable {
        company: names.get(&lead.company).cloned().unwrap_or_default(),
        contacts: contacts.remove(&lead.company).unwrap_or_default(),
        lead,
    });
    Ok(invitable.collect())
}

/// Who can be invited by name at each company.
async fn contacts(
    app: &App,
    at: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, Vec<Contact>>, AppError> {
    let today = app.now().date_naive();
    let mut found: BTreeMap<OrganisationId, Vec<Contact>> = BTreeMap::new();
    for contact in app.store().contacts_at(at).await? {
        if contact.wishes.reach(today) != Reach::Nothing {
            found.entry(contact.organisation).or_default().push(contact);
        }
    }
    Ok(found)
}

/// Puts companies on the list of a meeting, by name or not; those who stand on it stay as they are. Who `came`
/// without invitation is ticked as well. Gives how many were put on it.
pub async fn invite(
    app: &App,
    actor: &Actor,
    at: AtEvent<'_>,
    (chosen, came): (&[(OrganisationId, Option<ContactId>)], bool),
) -> Result<usize, InviteError> {
    let (pathway, kept) = find_event(app, actor, at).await?;
    let event = &kept.event;
    let today = app.now().date_naive();
    if chosen.is_empty() {
        return Err(InviteError::Nobody);
    }
    if came && today < event.on || !came && today > event.on {
        return Err(InviteError::Day);
    }
    check(app, &pathway, chosen).await?;
    let guests = new_guests(app, event, chosen, (!came).then_some(today));
    if event.guests.len() + guests.len() > GUESTS_A_MEETING {
        return Err(InviteError::Full);
    }
    let tx = app.store().begin().await?;
    for guest in &guests {
        tx.insert_guest(event.id, guest).await?;
    }
    if came {
        let ticked = all_came(app, event, (chosen, &guests));
        tx.merge_attendance(event.id, &ticked).await?;
    }
    commit(app, tx, &told_of(actor, Act::GuestsKept, &pathway, at.1)).await?;
    Ok(guests.len())
}

/// Whether everybody who is chosen belongs to a company on the list that did not decline, and may be spoken to.
async fn check(
    app: &App,
    pathway: &Pathway,
    chosen: &[(OrganisationId, Option<ContactId>)],
) -> Result<(), InviteError> {
    let ids: Vec<OrganisationId> = chosen.iter().map(|(company, _)| *company).collect();
    let leads = app.store().leads_of(pathway.id, &ids).await?;
    let contacts = contacts(app, &ids).await?;
    for (company, contact) in chosen {
        let open = |lead: &LeadLine| lead.company == *company && may_be_invited(lead);
        let here = contacts.get(company).map(Vec::as_slice).unwrap_or_default();
        let known = contact.is_none_or(|id| here.iter().any(|found| found.id == id));
        if !known || !leads.iter().any(open) {
            return Err(InviteError::NotInvitable(*company));
        }
    }
    Ok(())
}

/// Whether somebody is the guest that was chosen.
fn is(guest: &Guest, (company, contact): (OrganisationId, Option<ContactId>)) -> bool {
    guest.contact == contact && (contact.is_some() || guest.organisation == company)
}

fn new_guests(
    app: &App,
    event: &Event,
    chosen: &[(OrganisationId, Option<ContactId>)],
    invited_on: Option<NaiveDate>,
) -> Vec<Guest> {
    let mut new: Vec<Guest> = Vec::new();
    for one in chosen {
        let mut listed = event.guests.iter().chain(&new);
        if listed.any(|guest| is(guest, *one)) {
            continue;
        }
        new.push(Guest {
            id: GuestId(app.fresh_id()),
            organisation: one.0,
            contact: one.1,
            invited_on,
            signed_up: None,
        });
    }
    new
}

/// Everybody who was chosen ticked, whether they are new on the list or stood on it.
fn all_came(
    app: &App,
    event: &Event,
    (chosen, new): (&[(OrganisationId, Option<ContactId>)], &[Guest]),
) -> Attendance {
    let mark = Mark {
        at: app.now(),
        device: app.random_id(),
        came: true,
    };
    let mut ticked = Attendance::default();
    for guest in event.guests.iter().chain(new) {
        if chosen.iter().any(|one| is(guest, *one)) {
            ticked.mark(guest.id, mark);
        }
    }
    ticked
}

/// Notes what a guest said: that they come, that they do not, or nothing yet.
pub async fn answer_for_guest(
    app: &App,
    actor: &Actor,
    at: AtEvent<'_>,
    (guest, comes): (GuestId, Option<bool>),
) -> Result<(), AppError> {
    let (pathway, _) = find_event(app, actor, at).await?;
    let tx = app.store().begin().await?;
    if !tx.sign_guest_up(at.1, guest, comes).await? {
        return Err(AppError::NotFound);
    }
    commit(app, tx, &told_of(actor, Act::GuestsKept, &pathway, at.1)).await
}

/// Takes a guest off the list, also if they were ticked.
pub async fn take_off_list(
    app: &App,
    actor: &Actor,
    at: AtEvent<'_>,
    guest: GuestId,
) -> Result<(), AppError> {
    let (pathway, _) = find_event(app, actor, at).await?;
    let tx = app.store().begin().await?;
    if !tx.delete_guest(at.1, guest).await? {
        return Err(AppError::NotFound);
    }
    commit(app, tx, &told_of(actor, Act::GuestsKept, &pathway, at.1)).await
}
