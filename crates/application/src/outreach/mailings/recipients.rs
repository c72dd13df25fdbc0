//! Who gets a letter, and why others do not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mkbroute_domain::ids::{ContactId, EventId, OrganisationId, PathwayId};
use mkbroute_domain::organisations::Contact;
use mkbroute_domain::outreach::{GuestPart, NotMailed, Stage, may_mail};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptEvent, LeadFilter, LeadLine, OrganisationName};

use super::write::MOST_LETTERS;
use crate::outreach::names::companies;
use crate::{App, AppError};

/// To whom one writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Guests of a meeting.
    Guests(EventId, GuestPart),
    /// Everybody one knows at the companies on the list, or at those in one stage.
    Companies(Option<Stage>),
}

impl Audience {
    /// The meeting that the letter is about.
    pub fn event(self) -> Option<EventId> {
        match self {
            Self::Guests(event, _) => Some(event),
            Self::Companies(_) => None,
        }
    }
}

/// Somebody to write to.
#[derive(Clone, Debug)]
pub struct Recipient {
    pub contact: Contact,
    pub company: OrganisationName,
    /// Why they get no letter; nothing if they do.
    pub why_not: Option<NotMailed>,
}

/// An audience: whom one knows, and where one knows nobody.
#[derive(Clone, Debug, Default)]
pub struct Recipients {
    /// By company and name, also who gets no letter.
    pub known: Vec<Recipient>,
    /// Companies of which nobody is known by name, by theirs.
    pub nobody_at: Vec<(OrganisationId, OrganisationName)>,
}

/// Everybody of an audience. Of one address the first gets the letter, the others are left out.
pub(super) async fn recipients(
    app: &App,
    (pathway, kept): (&Pathway, Option<&KeptEvent>),
    audience: Audience,
) -> Result<Recipients, AppError> {
    let (ids, contacts) = match (audience, kept) {
        (Audience::Guests(_, part), Some(kept)) => guests(app, kept, part).await?,
        (Audience::Guests(..), None) => Default::default(),
        (Audience::Companies(stage), _) => at_companies(app, pathway, stage).await?,
    };
    let mut names = companies(app, &ids).await?;
    let stages = stages(app, pathway.id, &ids).await?;
    let today = app.now().date_naive();
    let mut written = BTreeSet::new();
    let mut found: Vec<Recipient> = Vec::new();
    for contact in contacts {
        let address = contact
            .address
            .as_ref()
            .map(|found| found.as_str().to_lowercase());
        if address.is_some_and(|address| !written.insert(address)) {
            continue;
        }
        let at = stages.get(&contact.organisation);
        let why_not = may_mail(&contact, at.map(Vec::as_slice).unwrap_or_default(), today).err();
        found.push(Recipient {
            company: names
                .get(&contact.organisation)
                .cloned()
                .unwrap_or_default(),
            contact,
            why_not,
        });
    }
    found.sort_by_cached_key(|one| (one.company.name.to_lowercase(), one.contact.name.clone()));
    for recipient in &found {
        names.remove(&recipient.contact.organisation);
    }
    let mut nobody_at: Vec<_> = names.into_iter().collect();
    nobody_at.sort_by_cached_key(|(_, company)| company.name.to_lowercase());
    Ok(Recipients {
        known: found,
        nobody_at,
    })
}

/// The companies of an audience, and whom one knows there.
type Known = (Vec<OrganisationId>, Vec<Contact>);

/// The guests of whom a name is kept, as far as they are of this part.
async fn guests(app: &App, kept: &KeptEvent, part: GuestPart) -> Result<Known, AppError> {
    let ticked = app.store().attendance(kept.event.id).await?;
    let guests = kept.event.guests.iter();
    let guests = guests.filter(|guest| part.holds(guest, ticked.of(guest.id)));
    let (at, named): (BTreeSet<OrganisationId>, BTreeSet<Option<ContactId>>) = guests
        .map(|guest| (guest.organisation, guest.contact))
        .unzip();
    let at = Vec::from_iter(at);
    let mut contacts = app.store().contacts_at(&at).await?;
    contacts.retain(|contact| named.contains(&Some(contact.id)));
    Ok((at, contacts))
}

async fn at_companies(
    app: &App,
    pathway: &Pathway,
    stage: Option<Stage>,
) -> Result<Known, AppError> {
    let filter = LeadFilter {
        stage,
        not_declined: true,
        ..LeadFilter::default()
    };
    // One more than fits tells that it is too many.
    let most = MOST_LETTERS as u64 + 1;
    let leads = app.store().leads(pathway.id, &filter, (0, most)).await?;
    let at: Vec<OrganisationId> = leads.lines.iter().map(|lead| lead.company).collect();
    let contacts = app.store().contacts_at(&at).await?;
    Ok((at, contacts))
}

/// The stage in which each company is at the pathway, and until when one that is put off sleeps.
pub(super) async fn stages(
    app: &App,
    pathway: PathwayId,
    of: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, Vec<(Stage, Option<NaiveDate>)>>, AppError> {
    let mut found: BTreeMap<OrganisationId, Vec<_>> = BTreeMap::new();
    let stage = |lead: &LeadLine| (lead.stage, lead.re_engage_on);
    for lead in app.store().leads_of(pathway, of).await? {
        found.entry(lead.company).or_default().push(stage(&lead));
    }
    Ok(found)
}
