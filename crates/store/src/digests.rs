//! The overview by mail of what waits: who gets it how often, when the next one is due, and the links that
//! end it.

use chrono::{DateTime, NaiveDate, Utc};
use mkbroute_domain::accounts::{DigestFrequency, Person};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use crate::accounts::person;
use crate::entities::{digest_stops, digests, persons};
use crate::error::StoreError;
use crate::parse::code;
use crate::store::Store;
use crate::tx::Tx;

use digests::Column;

impl Store {
    /// How often a person gets the overview; `None` while nothing was chosen for them.
    pub async fn digest_of(&self, person: PersonId) -> Result<Option<DigestFrequency>, StoreError> {
        let row = digests::Entity::find_by_id(person.0).one(self.reader());
        row.await?.map(|row| frequency(&row)).transpose()
    }

    /// Whether anybody's overview is due.
    pub async fn digest_is_due(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let due = digests::Entity::find().filter(Column::NextAt.lte(now));
        Ok(due.one(self.reader()).await?.is_some())
    }

    /// Whose overview a link ends; `None` if there is no such link.
    pub async fn digest_stop(&self, hash: [u8; 32]) -> Result<Option<PersonId>, StoreError> {
        let row = digest_stops::Entity::find_by_id(hash.to_vec()).one(self.reader());
        Ok(row.await?.map(|row| PersonId(row.person_id)))
    }
}

impl Tx {
    /// Sets how often a person gets the overview, and when the next one leaves.
    pub async fn put_digest(
        &self,
        person: PersonId,
        frequency: DigestFrequency,
        next: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        let changed = OnConflict::column(Column::PersonId)
            .update_columns([Column::Frequency, Column::NextAt])
            .to_owned();
        self.insert_digest((person, frequency, next), changed).await
    }

    /// The same for who has no choice yet; a choice stays as it is.
    pub async fn put_first_digest(
        &self,
        person: PersonId,
        frequency: DigestFrequency,
        next: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        let kept = OnConflict::column(Column::PersonId).do_nothing().to_owned();
        self.insert_digest((person, frequency, next), kept).await
    }

    async fn insert_digest(
        &self,
        (person, frequency, next_at): (PersonId, DigestFrequency, Option<DateTime<Utc>>),
        otherwise: OnConflict,
    ) -> Result<(), StoreError> {
        let row = digests::Model {
            person_id: person.0,
            frequency: frequency.code().to_owned(),
            next_at,
        };
        digests::Entity::insert(row.into_active_model())
            .on_conflict(otherwise)
            .exec_without_returning(&self.0)
            .await?;
        Ok(())
    }

    /// Up to `most` persons whose overview is due, of those longest due. They are this transaction's until
    /// it ends: another process sees others.
    pub async fn due_digests(
        &self,
        now: DateTime<Utc>,
        most: u64,
    ) -> Result<Vec<(Person, DigestFrequency)>, StoreError> {
        let rows = digests::Entity::find()
            .filter(Column::NextAt.lte(now))
            .order_by_asc(Column::NextAt)
            .order_by_asc(Column::PersonId)
            .limit(most)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&self.0)
            .await?;
        let whose = rows.iter().map(|row| row.person_id);
        let whose = persons::Entity::find().filter(persons::Column::Id.is_in(whose));
        let mut due = Vec::new();
        for found in whose.all(&self.0).await? {
            let row = rows.iter().find(|row| row.person_id == found.id);
            if let Some(row) = row {
                due.push((person(found)?, frequency(row)?));
            }
        }
        Ok(due)
    }

    /// Sets when the next overview of a person leaves.
    pub async fn set_next_digest(
        &self,
        person: PersonId,
        next: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        digests::Entity::update_many()
            .col_expr(Column::NextAt, Expr::value(next))
            .filter(Column::PersonId.eq(person.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Adds a link that ends the overview of a person.
    pub async fn insert_digest_stop(
        &self,
        hash: [u8; 32],
        person: PersonId,
        today: NaiveDate,
    ) -> Result<(), StoreError> {
        let row = digest_stops::Model {
            token_hash: hash.to_vec(),
            person_id: person.0,
            made_on: today,
        };
        self.insert(row.into_active_model()).await
    }

    /// Takes a link back that reached nobody.
    pub async fn delete_digest_stop(&self, hash: [u8; 32]) -> Result<(), StoreError> {
        digest_stops::Entity::delete_by_id(hash.to_vec())
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Forgets links that were made before a day.
    pub async fn delete_digest_stops_before(&self, day: NaiveDate) -> Result<(), StoreError> {
        digest_stops::Entity::delete_many()
            .filter(digest_stops::Column::MadeOn.lt(day))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn frequency(row: &digests::Model) -> Result<DigestFrequency, StoreError> {
    code(
        "digests.frequency",
        &row.frequency,
        DigestFrequency::from_code,
    )
}
