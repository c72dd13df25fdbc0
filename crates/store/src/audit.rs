//! The audit log. An entry is appended in the transaction of the change that it tells of, as its last
//! step: the row of the head is locked from there to the commit, so that writers take turns.

mod page;

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::audit::{Entry, Hash, Head, Record};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::{audit_checks, audit_entries, audit_head};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

pub use page::{AuditFilter, AuditPage, Direction};

/// The only row of the tables that have one.
const ONLY: i32 = 1;

/// What a check of the log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditCheck {
    pub at: DateTime<Utc>,
    /// How far the log was whole.
    pub head: Head,
    /// What was wrong after that, in the words of the program; empty if nothing.
    pub problem: String,
}

impl Store {
    /// The last entry as the log itself has it.
    pub async fn audit_head(&self) -> Result<Head, StoreError> {
        let row = audit_head::Entity::find_by_id(ONLY).one(self.reader());
        head(row.await?)
    }

    /// At most `limit` entries after a number, in the order of their numbers.
    pub async fn audit_entries_after(
        &self,
        number: u64,
        limit: u64,
    ) -> Result<Vec<Record>, StoreError> {
        let rows = audit_entries::Entity::find()
            .filter(audit_entries::Column::Number.gt(signed(number)?))
            .order_by_asc(audit_entries::Column::Number)
            .limit(limit);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(record).collect()
    }

    /// What the last check found, if there ever was one.
    pub async fn audit_check(&self) -> Result<Option<AuditCheck>, StoreError> {
        let row = audit_checks::Entity::find_by_id(ONLY).one(self.reader());
        let Some(row) = row.await? else {
            return Ok(None);
        };
        let at = DateTime::from_timestamp(row.at, 0);
        Ok(Some(AuditCheck {
            at: at.ok_or_else(|| StoreError::Data("audit_checks.at".to_owned()))?,
            head: Head {
                number: unsigned(row.number)?,
                hash: hash(&row.hash),
            },
            problem: row.problem,
        }))
    }
}

impl Tx {
    /// Appends an entry. To be called last before the commit: others wait from here.
    pub async fn append_audit(&self, entry: &Entry, at: DateTime<Utc>) -> Result<Head, StoreError> {
        // SQLite has one writer, and knows no lock on a row.
        let locked = audit_head::Entity::find_by_id(ONLY).lock_exclusive();
        let record = head(locked.one(&self.0).await?)?.seal(entry, at);
        let (number, hash) = (record.number, record.hash);
        self.insert(row(record)?.into_active_model()).await?;
        audit_head::Entity::update_many()
            .col_expr(audit_head::Column::Number, Expr::value(signed(number)?))
            .col_expr(audit_head::Column::Hash, Expr::value(hash.0.to_vec()))
            .filter(audit_head::Column::Id.eq(ONLY))
            .exec(&self.0)
            .await?;
        Ok(Head { number, hash })
    }

    /// Keeps what a check found, in the place of the one before it.
    pub async fn put_audit_check(&self, check: &AuditCheck) -> Result<(), StoreError> {
        let old = audit_checks::Entity::delete_by_id(ONLY);
        old.exec(&self.0).await?;
        let row = audit_checks::Model {
            id: ONLY,
            at: check.at.timestamp(),
            number: signed(check.head.number)?,
            hash: check.head.hash.0.to_vec(),
            problem: check.problem.clone(),
        };
        self.insert(row.into_active_model()).await
    }
}

fn head(row: Option<audit_head::Model>) -> Result<Head, StoreError> {
    let row = row.ok_or_else(|| StoreError::Data("audit_head is empty".to_owned()))?;
    Ok(Head {
        number: unsigned(row.number)?,
        hash: hash(&row.hash),
    })
}

fn row(record: Record) -> Result<audit_entries::Model, StoreError> {
    Ok(audit_entries::Model {
        number: signed(record.number)?,
        at: record.at,
        doer: record.doer,
        person_id: record.person.map(|person| person.0),
        role: record.role,
        act: record.act,
        object_kind: record.object_kind,
        object: record.object,
        detail: record.detail,
        hash: record.hash.0.to_vec(),
    })
}

fn record(row: audit_entries::Model) -> Result<Record, StoreError> {
    Ok(Record {
        number: unsigned(row.number)?,
        at: row.at,
        doer: row.doer,
        person: row.person_id.map(PersonId),
        role: row.role,
        act: row.act,
        object_kind: row.object_kind,
        object: row.object,
        detail: row.detail,
        hash: hash(&row.hash),
    })
}

/// A hash of another length is none: it reads as one that fits nothing, so that a check names it.
fn hash(bytes: &[u8]) -> Hash {
    Hash(bytes.try_into().unwrap_or_default())
}

fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Data(format!("{number} is too large")))
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Data(format!("{number} is no number")))
}
