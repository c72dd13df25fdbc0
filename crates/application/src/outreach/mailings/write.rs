//! Somebody writes to many: a page that shows who gets the letter and how it reads, and sending it.

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::ids::MailingId;
use mkbroute_domain::outreach::{
    LetterState, MeetingParticulars, Particulars, Template, TemplateProblem,
};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptEvent, KeptLetter, Mailing, StoreError};
use thiserror::Error;

use super::recipients::{Audience, Recipient, Recipients, recipients};
use crate::accounts::Actor;
use crate::accounts::audit::{commit, looked};
use crate::accounts::policy::{Action, Reach};
use crate::outreach::event_to_change;
use crate::{App, AppError};

/// The most letters at once.
pub const MOST_LETTERS: usize = 500;

/// What one sees who writes to many.
#[derive(Clone, Debug)]
pub struct WritePage {
    pub pathway: Pathway,
    /// The meeting that the letter is about, if one.
    pub kept: Option<KeptEvent>,
    /// Everybody of the audience, also who gets no letter.
    pub recipients: Recipients,
    /// What the letter of the first says of them; nothing if nobody gets one.
    pub preview: Option<Preview>,
}

/// The first letter, as far as it differs from the others.
#[derive(Clone, Debug)]
pub struct Preview {
    pub to: String,
    pub particulars: Particulars,
}

impl WritePage {
    /// How many get a letter.
    pub fn count(&self) -> usize {
        let gets = |found: &&Recipient| found.why_not.is_none();
        self.recipients.known.iter().filter(gets).count()
    }
}

/// Why nothing was sent.
#[derive(Debug, Error)]
pub enum SendError {
    #[error(transparent)]
    Template(#[from] TemplateProblem),
    #[error("nobody gets the letter")]
    Nobody,
    #[error("at most {MOST_LETTERS} letters leave at once")]
    TooMany,
    /// Somebody agreed, refused or answered meanwhile.
    #[error("the letter would go to {0} people now")]
    OtherCount(usize),
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for SendError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Who of an audience gets a letter. The log tells who looked.
pub async fn write_page(
    app: &App,
    actor: &Actor,
    slug: &str,
    audience: Audience,
) -> Result<WritePage, AppError> {
    let page = found(app, actor, slug, audience).await?;
    let doer = actor.doing(Action::SeeLeads, Reach::Pathway(page.pathway.id));
    let detail = Detail::default().pathway(page.pathway.id);
    let seen = Object::pathway(&page.pathway.slug);
    looked(app, &Entry::with(doer, Act::GuestsSeen, seen, detail)).await?;
    Ok(page)
}

async fn found(
    app: &App,
    actor: &Actor,
    slug: &str,
    audience: Audience,
) -> Result<WritePage, AppError> {
    let (pathway, kept) = event_to_change(app, actor, (slug, audience.event())).await?;
    let recipients = recipients(app, (&pathway, kept.as_ref()), audience).await?;
    let first = recipients
        .known
        .iter()
        .find(|found| found.why_not.is_none());
    let preview = first.map(|first| Preview {
        to: first.contact.name.clone(),
        particulars: Particulars {
            name: first.contact.name.clone(),
            company: first.company.name.clone(),
            pathway: pathway.name.clone(),
            meeting: kept.as_ref().map(meeting),
            sender: actor.person.name.clone(),
        },
    });
    Ok(WritePage {
        pathway,
        kept,
        recipients,
        preview,
    })
}

/// What letters say of a meeting.
pub(super) fn meeting(kept: &KeptEvent) -> MeetingParticulars {
    MeetingParticulars {
        name: kept.event.name.clone(),
        on: kept.event.on,
        place: kept.event.place.clone(),
    }
}

/// Sends a letter to everybody of an audience who may be written to, if they are as many as whoever sends it saw.
pub async fn send_letters(
    app: &App,
    actor: &Actor,
    (slug, audience): (&str, Audience),
    (template, seen): (Template, usize),
) -> Result<MailingId, SendError> {
    let page = found(app, actor, slug, audience).await?;
    if let Some(problem) = template.problems(page.kept.is_some()).into_iter().next() {
        return Err(problem.into());
    }
    match page.count() {
        0 => return Err(SendError::Nobody),
        count if count > MOST_LETTERS => return Err(SendError::TooMany),
        count if count != seen => return Err(SendError::OtherCount(count)),
        _ => {}
    }
    let now = app.now();
    let mailing = Mailing {
        id: MailingId(app.fresh_id()),
        pathway: page.pathway.id,
        event: audience.event(),
        template,
        sent_by: actor.person.id,
        sent_at: now,
    };
    let to = page
        .recipients
        .known
        .iter()
        .filter(|found| found.why_not.is_none());
    let letters = to.map(|recipient| KeptLetter {
        id: app.random_id(),
        mailing: mailing.id,
        contact: recipient.contact.id,
        state: LetterState::Waiting,
        why: None,
        next_try: Some(now),
        attempts: 0,
        link_hash: None,
    });
    let letters: Vec<KeptLetter> = letters.collect();
    let tx = app.store().begin().await?;
    tx.insert_mailing(&mailing, &letters).await?;
    let doer = actor.doing(Action::WorkLeads, Reach::Pathway(page.pathway.id));
    let detail = Detail::default().pathway(page.pathway.id);
    let object = Object::pathway(&page.pathway.slug);
    commit(
        app,
        tx,
        &Entry::with(doer, Act::LettersSent, object, detail),
    )
    .await?;
    Ok(mailing.id)
}
