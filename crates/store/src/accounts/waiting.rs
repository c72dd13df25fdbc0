//! Persons and roles that wait for somebody who manages them.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::{Grant, GrantStatus, Managed, Person, Role};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::fitting::{By, along, managed, manages_all};
use super::grants::grant;
use super::person;
use crate::entities::{external_subjects, grants, known_devices, passkeys, persons, sign_in_links};
use crate::error::StoreError;
use crate::store::Store;

/// Persons who cannot sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockedOut {
    /// At least one.
    pub persons: u32,
    /// When the first of those who were found was added.
    pub since: DateTime<Utc>,
}

impl Store {
    /// Whether anybody but administrators has a role.
    pub async fn others_take_part(&self) -> Result<bool, StoreError> {
        let found = grants::Entity::find()
            .filter(grants::Column::Role.ne(Role::Administrator.code()))
            .filter(grants::Column::Status.ne(GrantStatus::Revoked.code()));
        Ok(found.one(self.reader()).await?.is_some())
    }

    /// Persons whom no mail can reach and who have nothing else to sign in with: no link that works at
    /// `now`, no passkey, no account at an institution, and no browser that knows them. Only those of whom
    /// somebody manages every role that lives, and never oneself: others let them in. So many are found at most.
    pub async fn locked_out(
        &self,
        (seen, oneself): (&Managed, PersonId),
        most: u64,
        now: DateTime<Utc>,
    ) -> Result<Option<LockedOut>, StoreError> {
        let mut link = of_person(sign_in_links::Entity, sign_in_links::Column::PersonId);
        link.and_where(sign_in_links::Column::ExpiresAt.gt(now));
        let ways = [
            link,
            of_person(passkeys::Entity, passkeys::Column::PersonId),
            of_person(
                external_subjects::Entity,
                external_subjects::Column::PersonId,
            ),
            of_person(known_devices::Entity, known_devices::Column::PersonId),
        ];
        let role = |which: Condition| {
            let mut found = of_person(grants::Entity, grants::Column::PersonId);
            found.cond_where(living(now).add(which));
            Expr::exists(found)
        };
        let mut stuck = persons::Entity::find()
            .select_only()
            .column(persons::Column::CreatedAt)
            .filter(persons::Column::Email.is_null())
            .filter(persons::Column::Id.ne(oneself.0))
            .filter(role(managed(seen, By::Person)));
        if !manages_all(seen) {
            stuck = stuck.filter(role(managed(seen, By::Person).not()).not());
        }
        for way in ways {
            stuck = stuck.filter(Expr::exists(way).not());
        }
        let found = stuck.limit(most).into_tuple::<DateTime<Utc>>();
        let found = found.all(self.reader()).await?;
        let persons = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let since = found.into_iter().min();
        Ok(since.map(|since| LockedOut { persons, since }))
    }

    /// The roles in force that somebody manages and that end after `now` and before `until`, the first to
    /// end first, each with its holder; so many of them at most.
    pub async fn grants_that_end(
        &self,
        seen: &Managed,
        (now, until): (DateTime<Utc>, DateTime<Utc>),
        most: u64,
    ) -> Result<Vec<(Grant, Person)>, StoreError> {
        let rows = grants::Entity::find()
            .filter(grants::Column::Status.eq(GrantStatus::Confirmed.code()))
            .filter(grants::Column::ExpiresAt.gt(now))
            .filter(grants::Column::ExpiresAt.lt(until))
            .filter(managed(seen, along(seen)))
            .order_by_asc(grants::Column::ExpiresAt)
            .order_by_asc(grants::Column::Id)
            .limit(most)
            .all(self.reader())
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let holders = rows.iter().map(|row| row.person_id);
        let holders = persons::Entity::find().filter(persons::Column::Id.is_in(holders));
        let holders = holders.all(self.reader()).await?;
        let mut found = Vec::new();
        for row in &rows {
            let holder = holders.iter().find(|holder| holder.id == row.person_id);
            if let Some(holder) = holder {
                found.push((grant(row)?, person(holder.clone())?));
            }
        }
        Ok(found)
    }
}

/// Grants that count, or will once they are accepted.
fn living(now: DateTime<Utc>) -> Condition {
    let lasts = Condition::any()
        .add(grants::Column::ExpiresAt.is_null())
        .add(grants::Column::ExpiresAt.gt(now));
    Condition::all()
        .add(grants::Column::Status.ne(GrantStatus::Revoked.code()))
        .add(lasts)
}

/// Rows of a person.
fn of_person(table: impl EntityTrait, person: impl ColumnTrait) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(table.table_ref())
        .and_where(
            Expr::col(person.as_column_ref()).eq(Expr::col(persons::Column::Id.as_column_ref())),
        )
        .to_owned()
}
