//! Invitations and reminders leave, batch by batch.

use chrono::{DateTime, TimeDelta, Utc};
use mkbroute_domain::surveys::invitation::{
    Invitation, InvitationFacts, InvitationState, MailFailure,
};
use mkbroute_domain::surveys::wave::WaveLink;
use mkbroute_store::{Ballot, Claimed, LinkCount, Tx};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha20Rng;

use super::{Mail, MailError, MailKind, Mailer, facts, fresh_message_id, through};
use crate::surveys::Token;
use crate::{App, AppError};

/// The most mails in a batch.
pub const MOST_AT_ONCE: u64 = 50;
/// So long nobody else takes what a batch claimed. Whatever stopped half-way leaves after it.
const CLAIM: TimeDelta = TimeDelta::minutes(20);
/// A batch that takes longer ends, so that its claim never runs out while a mail leaves.
const LONGEST: TimeDelta = TimeDelta::minutes(10);
/// After a first failure; each further one doubles the wait.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(5);
/// The longest wait between two tries.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(6);
/// The most characters of what a server says.
const LONGEST_REASON: usize = 300;

/// What became of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    pub sent: usize,
    pub refused: usize,
    /// Another try follows.
    pub waiting: usize,
}

/// A claimed invitation with the link that leaves in its mail; a reminder has none.
struct Outgoing {
    claimed: Claimed,
    link: Option<String>,
}

/// What a batch has in common.
struct Batch {
    facts: InvitationFacts,
    link: WaveLink,
    began: DateTime<Utc>,
}

/// Lets a batch of mails of one group at one pathway leave, as far as `go_on` holds before each.
///
/// The hashes of all tokens are stored in one transaction before the first mail leaves; which token
/// went where is known to this call alone. A mail that did not leave gets a fresh token next time.
pub async fn deliver_mail<M: Mailer>(
    app: &App,
    mailer: &M,
    origin: &str,
    go_on: impl Fn() -> bool + Send,
) -> Result<Delivered, AppError> {
    let began = app.now();
    let mut done = Delivered::default();
    if !app.store().mail_waits(began).await? {
        return Ok(done);
    }
    let claimed = app
        .store()
        .claim_mail(began, began + CLAIM, MOST_AT_ONCE)
        .await?;
    let Some(batch) = batch(app, &claimed, began).await? else {
        return Ok(done);
    };
    if let Err(error) = mailer.ready().await {
        done.waiting = claimed.len();
        all_wait(app, claimed.iter(), &error).await?;
        return Ok(done);
    }
    let outgoing = with_links(app, &batch, claimed, origin).await?;
    let mut rest = outgoing.iter();
    while let Some(one) = rest.next() {
        if !go_on() || app.now() > batch.began + LONGEST {
            break;
        }
        let mail = mail(app, mailer, &batch, one);
        match mailer.send(&mail).await {
            Ok(()) => {
                sent(app, &batch, &one.claimed, &mail.message_id).await?;
                done.sent += 1;
            }
            Err(MailError::Refused(failure)) => {
                refused(app, &one.claimed.invitation, &failure).await?;
                done.refused += 1;
            }
            Err(error @ MailError::Later(_)) => {
                all_wait(app, [&one.claimed], &error).await?;
                done.waiting += 1;
            }
            Err(error @ MailError::Unreachable(_)) => {
                let left: Vec<&Claimed> = std::iter::once(one)
                    .chain(rest)
                    .map(|one| &one.claimed)
                    .collect();
                done.waiting += left.len();
                all_wait(app, left, &error).await?;
                break;
            }
        }
    }
    Ok(done)
}

/// What the claimed have in common; nothing if their link is gone.
async fn batch(
    app: &App,
    claimed: &[Claimed],
    began: DateTime<Utc>,
) -> Result<Option<Batch>, AppError> {
    let Some(Claimed { invitation, .. }) = claimed.first() else {
        return Ok(None);
    };
    let wave = app.store().wave(invitation.wave).await?;
    let wave = wave.ok_or(AppError::NotFound)?;
    let mut links = app.store().wave_links(wave.id).await?.into_iter();
    let Some(link) = links.find(|link| through(invitation, link)) else {
        return Ok(None);
    };
    Ok(Some(Batch {
        facts: facts(app, &wave, &link).await?,
        link,
        began,
    }))
}

/// Stores a ballot for each invitation, and gives each a link by chance, in an order by chance.
async fn with_links(
    app: &App,
    batch: &Batch,
    mut claimed: Vec<Claimed>,
    origin: &str,
) -> Result<Vec<Outgoing>, AppError> {
    claimed.shuffle(&mut ChaCha20Rng::from_seed(app.random_bytes()));
    let mut hashes = Vec::new();
    let mut outgoing = Vec::new();
    for claimed in claimed {
        let link = (!claimed.reminder).then(|| {
            let token = Token::fresh(app);
            hashes.push(token.ballot_hash());
            format!("{origin}/a/{token}")
        });
        outgoing.push(Outgoing { claimed, link });
    }
    if let Some(one) = outgoing.first() {
        let ballot = Ballot {
            wave: one.claimed.invitation.wave,
            group: batch.link.group,
            pathway: batch.link.pathway,
        };
        let tx = app.store().begin().await?;
        tx.insert_ballots(hashes, ballot).await?;
        tx.commit().await?;
    }
    Ok(outgoing)
}

fn mail<'a, M: Mailer>(app: &App, mailer: &M, batch: &'a Batch, one: &'a Outgoing) -> Mail<'a> {
    let invitation = &one.claimed.invitation;
    let kind = match &one.link {
        Some(link) => MailKind::Invitation { link: link.clone() },
        None => MailKind::Reminder {
            follows: invitation.message_id.clone().unwrap_or_default(),
        },
    };
    Mail {
        to: &invitation.address,
        lang: invitation.lang,
        facts: &batch.facts,
        message_id: fresh_message_id(app, mailer),
        kind,
    }
}

/// The server has the mail. An address counts as invited once, however often its mail leaves.
async fn sent(
    app: &App,
    batch: &Batch,
    claimed: &Claimed,
    message_id: &str,
) -> Result<(), AppError> {
    let invitation = &claimed.invitation;
    let tx = app.store().begin().await?;
    if claimed.reminder {
        tx.reminder_sent(invitation.id).await?;
    } else {
        tx.invitation_sent(invitation.id, message_id, app.now().date_naive())
            .await?;
        if invitation.message_id.is_none() {
            tx.add_to_link(&batch.link.code, LinkCount::Invited, 1)
                .await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn refused(
    app: &App,
    invitation: &Invitation,
    failure: &MailFailure,
) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.invitation_failed(
        invitation.id,
        InvitationState::Refused,
        Some(&short(failure)),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Another try follows, later after each failure.
async fn all_wait<'a>(
    app: &App,
    claimed: impl IntoIterator<Item = &'a Claimed>,
    error: &MailError,
) -> Result<(), AppError> {
    let (MailError::Refused(failure) | MailError::Later(failure) | MailError::Unreachable(failure)) =
        error;
    let failure = short(failure);
    let tx = app.store().begin().await?;
    for Claimed { invitation, .. } in claimed {
        put_off(&tx, app.now(), invitation, &failure).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn put_off(
    tx: &Tx,
    now: DateTime<Utc>,
    invitation: &Invitation,
    failure: &MailFailure,
) -> Result<(), AppError> {
    let wait = FIRST_WAIT * (1 << invitation.attempts.min(10));
    tx.invitation_waits(invitation.id, failure, now + wait.min(LONGEST_WAIT))
        .await?;
    Ok(())
}

/// The failure with what the server says on one line.
fn short(failure: &MailFailure) -> MailFailure {
    let words: Vec<&str> = failure.said.split_whitespace().collect();
    let line = words.join(" ");
    let line = line.chars().filter(|found| !found.is_control());
    MailFailure {
        kind: failure.kind,
        said: line.take(LONGEST_REASON).collect(),
    }
}
