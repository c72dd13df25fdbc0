//! Passkeys of persons, and what was asked of a browser and is answered once.

use chrono::{DateTime, NaiveDate, Utc};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entities::{ceremonies, passkeys};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

use passkeys::Column;

/// A passkey as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPasskey {
    /// By which its owner renames and removes it; no secret.
    pub id: Uuid,
    pub person: PersonId,
    /// By which an authenticator names it.
    pub credential_id: Vec<u8>,
    /// As its owner calls it.
    pub name: String,
    /// Public key and counter, as JSON.
    pub body: String,
    pub added_on: NaiveDate,
    pub used_on: Option<NaiveDate>,
}

/// What was asked of a browser, until it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony {
    /// What for: an answer counts for nothing else.
    pub purpose: String,
    /// Who was asked, if that is known.
    pub person: Option<PersonId>,
    /// What the answer is compared with.
    pub state: String,
    pub expires_at: DateTime<Utc>,
}

impl Store {
    /// The passkeys of a person, the oldest first.
    pub async fn passkeys_of(&self, person: PersonId) -> Result<Vec<StoredPasskey>, StoreError> {
        let rows = passkeys::Entity::find()
            .filter(Column::PersonId.eq(person.0))
            .order_by_asc(Column::AddedOn)
            .order_by_asc(Column::Id);
        let rows = rows.all(self.reader()).await?;
        Ok(rows.into_iter().map(passkey).collect())
    }

    /// The passkey that an authenticator names.
    pub async fn passkey(&self, credential_id: &[u8]) -> Result<Option<StoredPasskey>, StoreError> {
        let same = Column::CredentialId.eq(credential_id);
        let row = passkeys::Entity::find().filter(same);
        Ok(row.one(self.reader()).await?.map(passkey))
    }
}

impl Tx {
    /// Adds a passkey.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the credential is there already.
    pub async fn insert_passkey(&self, new: StoredPasskey) -> Result<(), StoreError> {
        let row = passkeys::Model {
            id: new.id,
            person_id: new.person.0,
            credential_id: new.credential_id,
            name: new.name,
            body: new.body,
            added_on: new.added_on,
            used_on: new.used_on,
        };
        self.insert(row.into_active_model()).await
    }

    /// Notes that a passkey was used, with its counter as it is now.
    pub async fn note_passkey(
        &self,
        id: Uuid,
        body: String,
        today: NaiveDate,
    ) -> Result<(), StoreError> {
        passkeys::Entity::update_many()
            .col_expr(Column::Body, Expr::value(body))
            .col_expr(Column::UsedOn, Expr::value(today))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Gives a passkey of a person another name; `false` if the person has no such passkey.
    pub async fn rename_passkey(
        &self,
        person: PersonId,
        id: Uuid,
        name: &str,
    ) -> Result<bool, StoreError> {
        let renamed = passkeys::Entity::update_many()
            .col_expr(Column::Name, Expr::value(name))
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(renamed.rows_affected > 0)
    }

    /// Removes a passkey of a person; `false` if the person has no such passkey.
    pub async fn delete_passkey(&self, person: PersonId, id: Uuid) -> Result<bool, StoreError> {
        let removed = passkeys::Entity::delete_many()
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(removed.rows_affected > 0)
    }

    /// Removes every passkey of a person; returns how many.
    pub async fn delete_passkeys_of(&self, person: PersonId) -> Result<u64, StoreError> {
        let removed = passkeys::Entity::delete_many()
            .filter(Column::PersonId.eq(person.0))
            .exec(&self.0)
            .await?;
        Ok(removed.rows_affected)
    }

    /// Keeps what was asked of a browser.
    pub async fn insert_ceremony(
        &self,
        id_hash: [u8; 32],
        ceremony: Ceremony,
    ) -> Result<(), StoreError> {
        let row = ceremonies::Model {
            id_hash: id_hash.to_vec(),
            purpose: ceremony.purpose,
            person_id: ceremony.person.map(|id| id.0),
            state: ceremony.state,
            expires_at: ceremony.expires_at,
        };
        self.insert(row.into_active_model()).await
    }

    /// Takes out what was asked: of several answers one is heard. `None` if it is gone or too old.
    pub async fn take_ceremony(
        &self,
        id_hash: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Ceremony>, StoreError> {
        let found = ceremonies::Entity::find_by_id(id_hash.to_vec())
            .one(&self.0)
            .await?;
        let Some(row) = found else { return Ok(None) };
        let taken = ceremonies::Entity::delete_by_id(id_hash.to_vec())
            .exec(&self.0)
            .await?;
        let valid = taken.rows_affected == 1 && now < row.expires_at;
        Ok(valid.then_some(Ceremony {
            purpose: row.purpose,
            person: row.person_id.map(PersonId),
            state: row.state,
            expires_at: row.expires_at,
        }))
    }

    /// Forgets what was asked and never answered.
    pub async fn delete_expired_ceremonies(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        ceremonies::Entity::delete_many()
            .filter(ceremonies::Column::ExpiresAt.lte(now))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn passkey(row: passkeys::Model) -> StoredPasskey {
    StoredPasskey {
        id: row.id,
        person: PersonId(row.person_id),
        credential_id: row.credential_id,
        name: row.name,
        body: row.body,
        added_on: row.added_on,
        used_on: row.used_on,
    }
}
