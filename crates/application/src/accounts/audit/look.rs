//! Looking the log through.

use std::collections::{BTreeMap, BTreeSet};

use mkbroute_domain::accounts::audit::{Act, Head, ObjectKind, Record};
use mkbroute_domain::accounts::{Managed, Person, Visible};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::{AuditCheck, AuditFilter, AuditPage, Direction, PersonFilter};

use super::check::tell;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, may_everywhere};
use crate::{App, AppError};

/// Entries on a page.
const PAGE: u64 = 50;
/// So many persons are all there to choose from; of more only those of the page.
const MOST_LISTED: u64 = 200;
/// The most entries in a file.
pub const MOST_IN_FILE: u64 = 50_000;

/// A part of the log with what is needed to read it.
#[derive(Clone, Debug)]
pub struct Log {
    pub page: AuditPage,
    /// The last entry.
    pub head: Head,
    pub check: Option<AuditCheck>,
    /// Whom one can choose, by name.
    pub persons: Vec<Person>,
    /// The names of the persons in these entries: the log itself knows ids.
    pub names: BTreeMap<PersonId, String>,
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
    let mut ids: BTreeSet<PersonId> = page.records.iter().flat_map(persons_in).collect();
    ids.extend(filter.person);
    let ids: Vec<PersonId> = ids.into_iter().collect();
    let of_page = app.store().persons_with(&ids).await?;
    let names = of_page
        .iter()
        .map(|person| (person.id, person.name.clone()));
    let log = Log {
        names: names.collect(),
        page,
        head: app.store().audit_head().await?,
        check: app.store().audit_check().await?,
        persons: choices(app, of_page).await?,
        pathways: app.store().pathways(&Visible::Everything).await?,
    };
    tell(app, actor, act).await?;
    Ok(log)
}

/// The persons of whom an entry tells.
fn persons_in(record: &Record) -> impl Iterator<Item = PersonId> {
    let of_person = record.object_kind == ObjectKind::Person.code();
    let object = record.object.parse().ok().filter(|_| of_person);
    record.person.into_iter().chain(object.map(PersonId))
}

/// Everybody, if they are few; else who is on the page.
async fn choices(app: &App, of_page: Vec<Person>) -> Result<Vec<Person>, AppError> {
    let everybody = (Managed::everything(), PersonFilter::default());
    let wanted = (0, MOST_LISTED);
    let all = app
        .store()
        .people(&everybody.0, &everybody.1, wanted, app.now())
        .await?;
    let mut persons = if all.more { of_page } else { all.persons };
    persons.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(persons)
}
