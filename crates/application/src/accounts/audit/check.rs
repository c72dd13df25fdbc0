//! Checking that the log is what was written.

use futures_util::{StreamExt, stream};
use mkbroute_domain::accounts::audit::{Act, Break, Chain, Entry, Head, Object, ObjectKind};
use mkbroute_store::AuditCheck;

use super::{commit, looked};
use crate::accounts::Actor;
use crate::accounts::policy::{Action, Reach, may_everywhere};
use crate::{App, AppError};

/// Entries that are read at once.
const BATCH: usize = 5_000;
/// Batches that are read while one is followed, that one counted too.
const AHEAD: usize = 3;

/// Follows the whole log, also what is written meanwhile. Returns how far it is, or where it breaks and
/// how far it was whole. `kept` is a head that was kept elsewhere.
pub async fn verify(
    app: &App,
    kept: Option<Head>,
) -> Result<Result<Head, (Break, Head)>, AppError> {
    let mut chain = Chain::new(kept);
    loop {
        if let Err(found) = follow_to_end(app, &mut chain).await? {
            return Ok(Err((found, chain.head())));
        }
        // Read after the entries: whatever is written meanwhile only moves it on.
        let own = app.store().audit_head().await?;
        match chain.end(own) {
            Err(Break::CutOff { .. }) if grew(app, chain.head()).await? => {}
            Ok(head) => return Ok(Ok(head)),
            Err(found) => return Ok(Err((found, chain.head()))),
        }
    }
}

/// Follows every entry that is there, and reads the next ones meanwhile.
async fn follow_to_end(app: &App, chain: &mut Chain) -> Result<Result<(), Break>, AppError> {
    let starts = (chain.head().number..).step_by(BATCH);
    let read = |after| {
        let store = app.store().clone();
        tokio::spawn(async move { store.audit_entries_after(after, BATCH as u64).await })
    };
    let mut batches = stream::iter(starts.map(read)).buffered(AHEAD);
    while let Some(records) = batches.next().await {
        let records = records.map_err(AppError::unreadable)??;
        for record in &records {
            if let Err(found) = chain.follow(record) {
                return Ok(Err(found));
            }
        }
        // What later batches hold was written after this one was read.
        if records.len() < BATCH {
            break;
        }
    }
    Ok(Ok(()))
}

/// Whether there is an entry more by now.
async fn grew(app: &App, head: Head) -> Result<bool, AppError> {
    let next = app.store().audit_entries_after(head.number, 1).await?;
    Ok(!next.is_empty())
}

/// Checks the log and keeps what was found for the page. Returns it with the break, if there is one.
///
/// Without a head that was kept elsewhere, the one of the last check serves: it tells whether lines
/// were cut off since, unless it was changed with them.
pub async fn check(app: &App, kept: Option<Head>) -> Result<(AuditCheck, Option<Break>), AppError> {
    let (check, found) = checked(app, kept).await?;
    keep(app, &check).await?;
    Ok((check, found))
}

/// [`check`] as the program does it by itself: a problem that was found before stays on the page until
/// somebody checks.
pub async fn check_again(app: &App) -> Result<Option<Break>, AppError> {
    let last = app.store().audit_check().await?;
    let (check, found) = checked(app, None).await?;
    let stays = last.is_some_and(|last| !last.problem.is_empty());
    if found.is_some() || !stays {
        keep(app, &check).await?;
    }
    Ok(found)
}

async fn keep(app: &App, check: &AuditCheck) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.put_audit_check(check).await?;
    Ok(tx.commit().await?)
}

async fn checked(app: &App, kept: Option<Head>) -> Result<(AuditCheck, Option<Break>), AppError> {
    let last = app.store().audit_check().await?;
    let last = last.filter(|last| last.problem.is_empty());
    let kept = kept.or(last.map(|last| last.head));
    let (head, found) = match verify(app, kept).await? {
        Ok(head) => (head, None),
        Err((found, head)) => (head, Some(found)),
    };
    let problem = found.map_or_else(String::new, |found| found.to_string());
    let at = app.now();
    Ok((AuditCheck { at, head, problem }, found))
}

/// Checks the log for somebody who may read it.
pub async fn check_for(app: &App, actor: &Actor) -> Result<(), AppError> {
    if !may_everywhere(actor, Action::ReadLog) {
        return Err(AppError::Forbidden);
    }
    let (check, _) = checked(app, None).await?;
    let tx = app.store().begin().await?;
    tx.put_audit_check(&check).await?;
    commit(app, tx, &told(actor, Act::LogChecked)).await
}

/// An entry about the log itself.
fn told(actor: &Actor, act: Act) -> Entry {
    let doer = actor.doing(Action::ReadLog, Reach::Everywhere);
    Entry::new(doer, act, Object::all(ObjectKind::Log))
}

/// Tells that somebody reads the log.
pub(super) async fn tell(app: &App, actor: &Actor, act: Act) -> Result<(), AppError> {
    looked(app, &told(actor, act)).await
}
