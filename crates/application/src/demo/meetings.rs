//! Meetings with the made-up companies of the demonstration: one that was held, and one to come with its guests.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use mkbroute_domain::ids::{ContactId, EventId, GuestId, OrganisationId};
use mkbroute_domain::organisations::{Contact, ContactRole, Organisation, Wishes};
use mkbroute_domain::outreach::event::Mark;
use mkbroute_domain::outreach::{Attendance, Event, Guest};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::Tx;

use super::SeedError;
use crate::{App, AppError};

/// Days from now on which the next meeting is.
const COMING: i64 = 12;

/// Whom one knows at a company, and whether they agreed to mailings; what they said about the next meeting,
/// if they are invited.
struct Known {
    company: &'static str,
    name: &'static str,
    role: ContactRole,
    mailbox: &'static str,
    agreed: bool,
    invited: bool,
    comes: Option<bool>,
}

const KNOWN: [Known; 6] = [
    Known {
        company: "Installatiebureau Noord",
        name: "Petra Noord",
        role: ContactRole::Director,
        mailbox: "petra",
        agreed: true,
        invited: true,
        comes: Some(true),
    },
    Known {
        company: "Renovatie Baks",
        name: "Joost Baks",
        role: ContactRole::Director,
        mailbox: "joost",
        agreed: true,
        invited: true,
        comes: None,
    },
    Known {
        company: "Prefab Moerdijk",
        name: "Nadia el Amrani",
        role: ContactRole::Hr,
        mailbox: "nadia",
        agreed: true,
        invited: true,
        comes: Some(true),
    },
    Known {
        company: "Bouwgroep Mark en Dintel",
        name: "Ton Verhulst",
        role: ContactRole::Foreman,
        mailbox: "ton",
        agreed: false,
        invited: true,
        comes: Some(false),
    },
    Known {
        company: "Houtskeletbouw Vos",
        name: "Mirjam Vos",
        role: ContactRole::Director,
        mailbox: "mirjam",
        agreed: true,
        invited: true,
        comes: None,
    },
    Known {
        company: "Klusbedrijf Mertens",
        name: "Rik Mertens",
        role: ContactRole::Director,
        mailbox: "rik",
        agreed: false,
        invited: false,
        comes: None,
    },
];

/// The meeting that was held.
pub(super) fn held(app: &App, pathway: &Pathway, on: NaiveDate) -> Event {
    let name = "Informatiebijeenkomst voor bedrijven";
    meeting(app, pathway, (name, "Breda", on))
}

fn meeting(app: &App, pathway: &Pathway, (name, place, on): (&str, &str, NaiveDate)) -> Event {
    Event {
        id: EventId(app.fresh_id()),
        name: name.to_owned(),
        on,
        place: place.to_owned(),
        pathways: vec![pathway.id],
        guests: Vec::new(),
    }
}

/// The companies that came, ticked at the door.
pub(super) async fn fill_held(
    app: &App,
    tx: &Tx,
    held: &Event,
    came: &[OrganisationId],
) -> Result<(), SeedError> {
    let mark = Mark {
        at: held.on.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(18),
        device: app.random_id(),
        came: true,
    };
    let mut ticked = Attendance::default();
    for company in came {
        let guest = Guest {
            id: GuestId(app.fresh_id()),
            organisation: *company,
            contact: None,
            invited_on: Some(held.on - TimeDelta::days(30)),
            signed_up: Some(true),
        };
        tx.insert_guest(held.id, &guest).await?;
        ticked.mark(guest.id, mark);
    }
    tx.merge_attendance(held.id, &ticked).await?;
    Ok(())
}

/// The next meeting, with people who are invited and what they said.
pub(super) async fn fill_coming(
    app: &App,
    tx: &Tx,
    pathway: &Pathway,
    companies: &[Organisation],
) -> Result<(), SeedError> {
    let today = app.now().date_naive();
    let on = today + TimeDelta::days(COMING);
    let coming = meeting(app, pathway, ("Ontbijt met bouwbedrijven", "Tilburg", on));
    tx.insert_event(&coming).await?;
    for known in KNOWN {
        let company = companies.iter().find(|found| found.name == known.company);
        let Some(company) = company else { continue };
        let contact = contact(app, company, &known)?;
        tx.insert_contact(&contact).await?;
        if known.invited {
            let guest = Guest {
                id: GuestId(app.fresh_id()),
                organisation: company.id,
                contact: Some(contact.id),
                invited_on: Some(today - TimeDelta::days(5)),
                signed_up: known.comes,
            };
            tx.insert_guest(coming.id, &guest).await?;
        }
    }
    Ok(())
}

fn contact(app: &App, company: &Organisation, known: &Known) -> Result<Contact, AppError> {
    let address = format!("{}@bedrijf.example", known.mailbox);
    let address = address.parse().map_err(AppError::unreadable)?;
    let today = app.now().date_naive();
    Ok(Contact {
        id: ContactId(app.fresh_id()),
        organisation: company.id,
        name: known.name.to_owned(),
        roles: vec![known.role],
        address: Some(address),
        phone: String::new(),
        wishes: Wishes {
            consented_on: known.agreed.then(|| today - TimeDelta::days(40)),
            refused_on: None,
        },
    })
}
