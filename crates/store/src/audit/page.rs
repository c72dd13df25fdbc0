//! A page of the log: the newest first, by who, what, which and when.

use chrono::{NaiveDate, NaiveTime};
use mkbroute_domain::accounts::audit::{Act, ObjectKind, Record};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{record, signed};
use crate::entities::audit_entries::{Column, Entity};
use crate::error::StoreError;
use crate::store::Store;

/// Which entries are wanted: those that fit everything that is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    pub person: Option<PersonId>,
    /// Only what nobody did who was signed in: the name of such a doer.
    pub machine: Option<&'static str>,
    pub act: Option<Act>,
    pub kind: Option<ObjectKind>,
    /// How the name of the object begins; empty for any.
    pub object: String,
    /// The first day, UTC.
    pub from: Option<NaiveDate>,
    /// The last day, UTC.
    pub to: Option<NaiveDate>,
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// At the newest entry.
    Newest,
    /// With entries before this number.
    Before(u64),
    /// With entries after this number.
    After(u64),
}

/// Entries, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditPage {
    pub records: Vec<Record>,
    /// There are newer ones that fit.
    pub newer: bool,
    /// There are older ones that fit.
    pub older: bool,
}

impl Store {
    /// At most `limit` entries that fit.
    pub async fn audit_page(
        &self,
        filter: &AuditFilter,
        from: Direction,
        limit: u64,
    ) -> Result<AuditPage, StoreError> {
        let fitting = fitting(filter);
        let ascending = matches!(from, Direction::After(_));
        let rows = match from {
            Direction::Newest => fitting.clone().order_by_desc(Column::Number),
            Direction::Before(number) => fitting
                .clone()
                .filter(Column::Number.lt(signed(number)?))
                .order_by_desc(Column::Number),
            Direction::After(number) => fitting
                .clone()
                .filter(Column::Number.gt(signed(number)?))
                .order_by_asc(Column::Number),
        };
        // One more than asked for tells whether there is more.
        let rows = rows.limit(limit + 1).all(self.reader()).await?;
        let more = rows.len() as u64 > limit;
        let shown = usize::try_from(limit).unwrap_or(usize::MAX);
        let records = rows.into_iter().take(shown).map(record);
        let mut records = records.collect::<Result<Vec<_>, _>>()?;
        if ascending {
            records.reverse();
        }
        let back = !records.is_empty() && from != Direction::Newest;
        Ok(AuditPage {
            records,
            newer: if ascending { more } else { back },
            older: if ascending { back } else { more },
        })
    }
}

fn fitting(filter: &AuditFilter) -> Select<Entity> {
    let mut rows = Entity::find().filter(Column::Number.gt(0));
    if let Some(person) = filter.person {
        rows = rows.filter(Column::PersonId.eq(person.0));
    }
    if let Some(doer) = filter.machine {
        rows = rows.filter(Column::Doer.eq(doer));
    }
    if let Some(act) = filter.act {
        rows = rows.filter(Column::Act.eq(act.code()));
    }
    if let Some(kind) = filter.kind {
        rows = rows.filter(Column::ObjectKind.eq(kind.code()));
    }
    if !filter.object.is_empty() {
        let escaped = filter.object.replace('\\', "\\\\");
        let escaped = escaped.replace('%', "\\%").replace('_', "\\_");
        let begins = LikeExpr::new(format!("{escaped}%")).escape('\\');
        rows = rows.filter(Column::Object.like(begins));
    }
    if let Some(from) = filter.from {
        rows = rows.filter(Column::At.gte(start_of(from)));
    }
    if let Some(next) = filter.to.and_then(|to| to.succ_opt()) {
        rows = rows.filter(Column::At.lt(start_of(next)));
    }
    rows
}

fn start_of(day: NaiveDate) -> i64 {
    day.and_time(NaiveTime::MIN).and_utc().timestamp()
}
