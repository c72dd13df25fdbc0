//! The letters to many of a pathway, and what became of each.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::ids::{MailingId, OrganisationId, PersonId};
use mkbroute_domain::organisations::Contact;
use mkbroute_domain::outreach::LetterState;
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptEvent, KeptLetter, LetterCounts, Mailing, OrganisationName};

use crate::accounts::Actor;
use crate::accounts::audit::looked;
use crate::accounts::policy::{Action, Reach};
use crate::outreach::names::{companies, persons};
use crate::pathways::find_pathway;
use crate::{App, AppError};

/// A letter to many in a list.
#[derive(Clone, Debug)]
pub struct MailingLine {
    pub mailing: Mailing,
    /// Who sent it, if they are still known.
    pub sender: Option<String>,
    pub counts: LetterCounts,
}

impl MailingLine {
    /// How many letters are in a state.
    pub fn number(&self, state: LetterState) -> u32 {
        self.counts.get(&state).copied().unwrap_or_default()
    }
}

/// The letters to many of a pathway.
#[derive(Clone, Debug)]
pub struct MailingList {
    pub pathway: Pathway,
    /// The latest first.
    pub mailings: Vec<MailingLine>,
}

/// The letter of somebody.
#[derive(Clone, Debug)]
pub struct NamedLetter {
    pub letter: KeptLetter,
    pub contact: String,
    pub company: OrganisationName,
}

/// A letter to many with what became of each.
#[derive(Clone, Debug)]
pub struct MailingSheet {
    pub pathway: Pathway,
    pub line: MailingLine,
    pub event: Option<KeptEvent>,
    /// By company and name.
    pub letters: Vec<NamedLetter>,
}

/// The letters to many of a pathway.
pub async fn mailings(app: &App, actor: &Actor, slug: &str) -> Result<MailingList, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::WorkLeads).await?;
    let found = app.store().mailings_of(pathway.id).await?;
    Ok(MailingList {
        mailings: lines(app, found).await?,
        pathway,
    })
}

async fn lines(app: &App, found: Vec<Mailing>) -> Result<Vec<MailingLine>, AppError> {
    let ids: Vec<MailingId> = found.iter().map(|mailing| mailing.id).collect();
    let mut counts = app.store().letter_counts(&ids).await?;
    let senders: Vec<PersonId> = found.iter().map(|mailing| mailing.sent_by).collect();
    let names = persons(app, &senders).await?;
    let lines = found.into_iter().map(|mailing| MailingLine {
        sender: names.get(&mailing.sent_by).cloned(),
        counts: counts.remove(&mailing.id).unwrap_or_default(),
        mailing,
    });
    Ok(lines.collect())
}

/// One letter to many. The log tells who looked at the names.
pub async fn mailing_sheet(
    app: &App,
    actor: &Actor,
    (slug, id): (&str, MailingId),
) -> Result<MailingSheet, AppError> {
    let pathway = find_pathway(app, actor, slug, Action::WorkLeads).await?;
    let found = app.store().mailing(id).await?;
    let here = found.filter(|mailing| mailing.pathway == pathway.id);
    let mailing = here.ok_or(AppError::NotFound)?;
    let doer = actor.doing(Action::SeeLeads, Reach::Pathway(pathway.id));
    let detail = Detail::default().pathway(pathway.id);
    let seen = Object::pathway(&pathway.slug);
    looked(app, &Entry::with(doer, Act::GuestsSeen, seen, detail)).await?;
    let event = match mailing.event {
        Some(event) => app.store().event(event).await?,
        None => None,
    };
    let letters = named(app, app.store().letters(id).await?).await?;
    let line = lines(app, vec![mailing]).await?.pop();
    Ok(MailingSheet {
        line: line.ok_or(AppError::NotFound)?,
        pathway,
        event,
        letters,
    })
}

async fn named(app: &App, letters: Vec<KeptLetter>) -> Result<Vec<NamedLetter>, AppError> {
    let ids: Vec<_> = letters.iter().map(|letter| letter.contact).collect();
    let contacts = app.store().contacts_named(&ids).await?.into_iter();
    let contacts: BTreeMap<_, Contact> = contacts.map(|found| (found.id, found)).collect();
    let at: Vec<OrganisationId> = contacts.values().map(|found| found.organisation).collect();
    let places = companies(app, &at).await?;
    let known = letters.into_iter().filter_map(|letter| {
        let contact = contacts.get(&letter.contact)?;
        Some(NamedLetter {
            contact: contact.name.clone(),
            company: places
                .get(&contact.organisation)
                .cloned()
                .unwrap_or_default(),
            letter,
        })
    });
    let mut found: Vec<NamedLetter> = known.collect();
    found.sort_by_cached_key(|one| (one.company.name.to_lowercase(), one.contact.clone()));
    Ok(found)
}
