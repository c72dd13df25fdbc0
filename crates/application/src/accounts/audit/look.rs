//! Looking the log through.

use mkbroute_domain::accounts::Managed;
use mkbroute_domain::accounts::Person;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::accounts::audit::{Act, Head};
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{AuditCheck, AuditFilter, AuditPage, Direction};

use super::check::tell;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_everywhere};
use crate::{App, AppError};

/// Entries on a page.
const PAGE: u64 = 50;
/// The most entries in a file.
pub const MOST_IN_FILE: u64 = 50_000;

/// A part of the log with what is needed to read it.
#[derive(Clone, Debug)]
pub struct Log {
    pub page: AuditPage,
    /// The last entry.
    pub head: Head,
    pub check: Option<AuditCheck>,
    /// Every person there is, by name: the log itself knows ids.
    pub persons: Vec<Person>,
    pub pathways: Vec<Pathway>,
}

/// Whether somebody may read the log.
pub fn may_read_log(actor: &Actor) -> bool {
    may_everywhere(actor, Action::ReadLog)
}

/// A page of what fits. The look itself is in the log from now on, and not on the page yet.
pub async fn log(
    app: &App,
    actor: &Actor,
    filter: &AuditFilter,
    from: Direction,
) -> Result<Log, AppError> {
    read(app, actor, (filter, from, PAGE), Act::LogSeen).await
}

/// Everything that fits for a file, the newest [`MOST_IN_FILE`].
pub async fn log_file(app: &App, actor: &Actor, filter: &AuditFilter) -> Result<Log, AppError> {
    let wanted = (filter, Direction::Newest, MOST_IN_FILE);
    read(app, actor, wanted, Act::LogExported).await
}

async fn read(
    app: &App,
    actor: &Actor,
    (filter, from, most): (&AuditFilter, Direction, u64),
    act: Act,
) -> Result<Log, AppError> {
    if !may_read_log(actor) {
        return Err(AppError::Forbidden);
    }
    let page = app.store().audit_page(filter, from, most).await?;
    let mut persons = app.store().persons(&Managed::everything()).await?;
    persons.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let log = Log {
        page,
        head: app.store().audit_head().await?,
        check: app.store().audit_check().await?,
        persons,
        pathways: app.store().pathways(&Visible::Everything).await?,
    };
    tell(app, actor, act).await?;
    Ok(log)
}
