//! Overviews that are due are queued, a few at a time.

use mkbroute_domain::accounts::{AccountMailKind, QueuedAccountMail};

use crate::{App, AppError};

/// So many wait at once at most: whoever asks for a link to sign in does not wait for everybody's overview.
const MOST_WAITING: u64 = 25;

/// Queues overviews that are due; returns how many.
///
/// In one transaction each is queued and its next moment is set, so that of several processes one
/// queues it, once a period, also when a process stops half-way. What it tells is found as it leaves.
pub async fn queue_digests(app: &App) -> Result<u64, AppError> {
    let now = app.now();
    if !app.store().digest_is_due(now).await? {
        return Ok(0);
    }
    let waiting = app.store().count_account_mails(AccountMailKind::Digest);
    let room = MOST_WAITING.saturating_sub(waiting.await?);
    if room == 0 {
        return Ok(0);
    }
    let tx = app.store().begin().await?;
    let due = tx.due_digests(now, room).await?;
    let mut queued = 0;
    for (person, frequency) in due {
        tx.set_next_digest(person.id, frequency.next(now)).await?;
        let Some(address) = person.email else {
            continue;
        };
        let mail = QueuedAccountMail {
            id: app.random_id(),
            person: Some(person.id),
            address,
            lang: person.lang,
            kind: AccountMailKind::Digest,
            detail: String::new(),
            asked_at: now,
            attempts: 0,
        };
        tx.insert_account_mail(&mail).await?;
        queued += 1;
    }
    tx.commit().await?;
    Ok(queued)
}
