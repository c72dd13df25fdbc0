//! Making backups, and when they must go.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta};
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object, ObjectKind};
use mkbroute_domain::surveys::wave::WaveState;
use mkbroute_store::backup::{Backup, OpenWave};
use mkbroute_store::{AuditFilter, Direction};

use super::{BackupError, Contents, Header, ledger, read_header};
use crate::accounts::audit::{commit, looked};
use crate::{App, AppError};

/// Days after the closing of a wave after which a backup from before must be gone: it holds answers under the keys
/// of respondents' links, which closing took away.
const AFTER_CLOSING: TimeDelta = TimeDelta::days(30);
/// How the name of a backup ends.
const ENDING: &str = "mkb";

/// Writes a backup while others work. The audit log tells of it first, so that the backup holds that too.
pub async fn back_up(app: &App, path: &Path, key: &[u8; 32]) -> Result<Contents, BackupError> {
    // With a full disk or a database that takes no writes a backup is needed most.
    if let Err(error) = looked(app, &told(Act::BackupMade)).await {
        tracing::error!(%error, "the audit log does not tell of this backup");
    }
    let backup = Backup {
        path,
        key,
        nonce: app.random_bytes(),
        now: app.now(),
        data_dir: app.data_dir(),
        // Counted before the moment that the backup shows: what is erased meanwhile follows.
        erasures: ledger::length(app.backups_dir())?,
    };
    app.store().back_up(&backup).await
}

/// Tells the log of a restored database where it came from.
pub async fn tell_restored(app: &App) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    commit(app, tx, &told(Act::BackupRestored)).await
}

fn told(act: Act) -> Entry {
    Entry::new(Doer::Operator, act, Object::all(ObjectKind::Database))
}

/// A backup that lies in a folder.
#[derive(Clone, Debug)]
pub struct Kept {
    pub path: PathBuf,
    pub header: Header,
    pub expiry: Expiry,
}

/// Whether a backup may stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expiry {
    Stays,
    /// A wave that was open in it closed so long ago.
    WaveClosed {
        wave: String,
        on: NaiveDate,
    },
    /// It is older than backups are kept.
    Old,
}

/// The backups of a folder, oldest first, each with whether it may stay. `keep` is how many days backups are kept; the
/// newest stays in any case, unless a wave that was open in it closed.
pub async fn kept_backups(
    app: &App,
    folder: &Path,
    keep: Option<u32>,
) -> Result<Vec<Kept>, AppError> {
    let mut kept = Vec::new();
    for path in files(folder)? {
        let header = read_header(&path);
        let header =
            header.map_err(|error| AppError::Unreadable(format!("{}: {error}", path.display())))?;
        let expiry = expiry(app, &header).await?;
        kept.push(Kept {
            path,
            header,
            expiry,
        });
    }
    kept.sort_by_key(|backup| backup.header.created_at);
    let count = kept.len();
    if let Some(days) = keep {
        let first = app.now() - TimeDelta::days(days.into());
        for backup in kept.iter_mut().take(count.saturating_sub(1)) {
            if backup.expiry == Expiry::Stays && backup.header.created_at < first {
                backup.expiry = Expiry::Old;
            }
        }
    }
    Ok(kept)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, AppError> {
    let told = |error| AppError::Unreadable(format!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        if path.is_file() && path.extension().is_some_and(|end| end == ENDING) {
            found.push(path);
        }
    }
    Ok(found)
}

async fn expiry(app: &App, header: &Header) -> Result<Expiry, AppError> {
    let today = app.now().date_naive();
    for wave in &header.open_waves {
        if let Some(on) = closed_on(app, wave).await?
            && on + AFTER_CLOSING <= today
        {
            let wave = wave.slug.clone();
            return Ok(Expiry::WaveClosed { wave, on });
        }
    }
    Ok(Expiry::Stays)
}

/// The day on which a wave closed, by the audit log, or else its last day. A wave that is not known is left alone.
async fn closed_on(app: &App, wave: &OpenWave) -> Result<Option<NaiveDate>, AppError> {
    let waves = app.store().waves(&Visible::Everything).await?;
    let Some(found) = waves.into_iter().find(|found| found.id.0 == wave.id) else {
        return Ok(None);
    };
    if found.state != WaveState::Closed {
        return Ok(None);
    }
    let filter = AuditFilter {
        act: Some(Act::WaveClosed),
        object: found.slug.clone(),
        ..AuditFilter::default()
    };
    let told = app
        .store()
        .audit_page(&filter, Direction::Newest, 100)
        .await?;
    let told = told.records.iter().find(|told| told.object == found.slug);
    let day = told.and_then(|told| DateTime::from_timestamp(told.at, 0));
    Ok(Some(day.map_or(found.closes, |day| day.date_naive())))
}
