//! Letters to many leave, a few at a time. Whether somebody may be written to is looked at as theirs leaves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use mkbroute_domain::accounts::Person;
use mkbroute_domain::ids::MailingId;
use mkbroute_domain::organisations::Contact;
use mkbroute_domain::outreach::{LetterState, NotMailed, Particulars, may_mail};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{KeptEvent, KeptLetter, Mailing};

use super::mail::LetterMail;
use super::recipients::stages;
use super::write::meeting;
use crate::outreach::names::companies;
use crate::surveys::Token;
use crate::surveys::invitations::{Delivered, MailError, Mailer, fresh_message_id};
use crate::{App, AppError};

/// The most letters in a batch.
const MOST_AT_ONCE: u64 = 20;
/// So long nobody else takes what a batch claimed.
const CLAIM: TimeDelta = TimeDelta::minutes(5);
/// A batch that takes longer ends, so that its claim never runs out while a letter leaves.
const LONGEST: TimeDelta = TimeDelta::minutes(3);
/// After a first failure; each further one doubles the wait.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);
/// After so many tries in vain a letter is given up: what it tells is no news any more.
const MOST_TRIES: u32 = 12;

/// What the letters of one mailing share.
struct Shared {
    mailing: Mailing,
    pathway: Pathway,
    event: Option<KeptEvent>,
    sender: Option<Person>,
}

/// A letter that may leave, and to whom.
struct Outgoing {
    contact: Contact,
    particulars: Particulars,
}

/// Lets a batch of letters leave, as far as `go_on` holds before each.
pub async fn deliver_letters<M: Mailer>(
    app: &App,
    mailer: &M,
    origin: &str,
    go_on: impl Fn() -> bool + Send,
) -> Result<Delivered, AppError> {
    let began = app.now();
    let mut done = Delivered::default();
    let store = app.store();
    let claimed = store.claim_letters(began, began + CLAIM, MOST_AT_ONCE);
    let claimed = claimed.await?;
    let known = shared(app, &claimed).await?;
    for letter in claimed {
        if !go_on() || app.now() > began + LONGEST {
            break;
        }
        // A mailing that is gone took its letters along.
        let Some(shared) = known.get(&letter.mailing) else {
            continue;
        };
        match prepared(app, shared, &letter).await? {
            Ok(outgoing) => {
                let sent = try_one(app, mailer, origin, (shared, &letter, &outgoing)).await?;
                note(&mut done, sent);
            }
            Err(why) => {
                let dropped = KeptLetter {
                    state: LetterState::Dropped,
                    why,
                    next_try: None,
                    ..letter
                };
                save(app, &dropped).await?;
            }
        }
    }
    Ok(done)
}

fn note(done: &mut Delivered, state: LetterState) {
    match state {
        LetterState::Sent => done.sent += 1,
        LetterState::Refused => done.refused += 1,
        LetterState::Waiting | LetterState::Dropped => done.waiting += 1,
    }
}

/// What the letters of each mailing share.
async fn shared(
    app: &App,
    letters: &[KeptLetter],
) -> Result<BTreeMap<MailingId, Shared>, AppError> {
    let mailings: BTreeSet<MailingId> = letters.iter().map(|letter| letter.mailing).collect();
    let mut known = BTreeMap::new();
    for id in mailings {
        if let Some(found) = shared_by(app, id).await? {
            known.insert(id, found);
        }
    }
    Ok(known)
}

async fn shared_by(app: &App, id: MailingId) -> Result<Option<Shared>, AppError> {
    let Some(mailing) = app.store().mailing(id).await? else {
        return Ok(None);
    };
    let pathway = app.store().pathways_named(&[mailing.pathway]).await?.pop();
    let event = match mailing.event {
        Some(event) => app.store().event(event).await?,
        None => None,
    };
    let sender = app.store().person(mailing.sent_by).await?;
    Ok(pathway.map(|pathway| Shared {
        mailing,
        pathway,
        event,
        sender,
    }))
}

/// The letter with its particulars, or why it does not leave after all: nothing of who is known no more.
async fn prepared(
    app: &App,
    shared: &Shared,
    letter: &KeptLetter,
) -> Result<Result<Outgoing, Option<NotMailed>>, AppError> {
    let Some(kept) = app.store().contact(letter.contact).await? else {
        return Ok(Err(None));
    };
    let contact = kept.contact;
    let at = contact.organisation;
    let stages = stages(app, shared.pathway.id, &[at]).await?;
    let stages = stages.get(&at).map(Vec::as_slice).unwrap_or_default();
    if let Err(why) = may_mail(&contact, stages, app.now().date_naive()) {
        return Ok(Err(Some(why)));
    }
    let company = companies(app, &[at]).await?.remove(&at).unwrap_or_default();
    let sender = shared.sender.as_ref().map(|found| found.name.clone());
    let particulars = Particulars {
        name: contact.name.clone(),
        company: company.name,
        pathway: shared.pathway.name.clone(),
        meeting: shared.event.as_ref().map(meeting),
        sender: sender.unwrap_or_default(),
    };
    Ok(Ok(Outgoing {
        contact,
        particulars,
    }))
}

/// Tries to hand a letter over, and keeps what became of it. The hash of its link is kept first: whoever is quick
/// finds a link that works.
async fn try_one<M: Mailer>(
    app: &App,
    mailer: &M,
    origin: &str,
    (shared, letter, outgoing): (&Shared, &KeptLetter, &Outgoing),
) -> Result<LetterState, AppError> {
    let token = Token::fresh(app);
    let mut kept = KeptLetter {
        link_hash: Some(token.letter_hash()),
        ..letter.clone()
    };
    save(app, &kept).await?;
    let Some(to) = &outgoing.contact.address else {
        return Ok(LetterState::Waiting);
    };
    let sender = shared.sender.as_ref();
    let today = app.now().date_naive();
    let coming = shared.event.as_ref().filter(|kept| kept.event.on >= today);
    let mail = LetterMail {
        to,
        reply_to: sender.and_then(|sender| sender.email.as_ref()),
        message_id: fresh_message_id(app, mailer),
        template: &shared.mailing.template,
        particulars: &outgoing.particulars,
        link: format!("{origin}/bericht/{token}"),
        asks_answer: coming.is_some(),
    };
    let sent = match mailer.ready().await {
        Ok(()) => mailer.send_letter(&mail).await,
        Err(error) => Err(error),
    };
    kept.attempts += 1;
    let given_up = kept.attempts >= MOST_TRIES;
    let wait = FIRST_WAIT * (1 << letter.attempts.min(8));
    (kept.state, kept.next_try) = match sent {
        Ok(()) => (LetterState::Sent, None),
        Err(MailError::Refused(_)) => (LetterState::Refused, None),
        Err(_) if given_up => (LetterState::Refused, None),
        Err(_) => (LetterState::Waiting, Some(app.now() + wait)),
    };
    save(app, &kept).await?;
    Ok(kept.state)
}

async fn save(app: &App, letter: &KeptLetter) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.save_letter(letter).await?;
    Ok(tx.commit().await?)
}
