//! Signed-in browsers, and browsers that were signed in before.

use chrono::{DateTime, NaiveDate, Utc};
use mkbroute_domain::accounts::{Device, Role, Session, SignInMethod};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entities::{known_devices, sessions};
use crate::error::StoreError;
use crate::parse::code;
use crate::store::Store;
use crate::tx::Tx;

use sessions::Column;

impl Store {
    /// The session with this hash that has not expired.
    pub async fn session(
        &self,
        id_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Session>, StoreError> {
        let row = sessions::Entity::find_by_id(id_hash.to_vec())
            .one(self.reader())
            .await?;
        let session = row.map(|row| session(&row)).transpose()?;
        Ok(session.filter(|session| session.lives(now)))
    }

    /// The sessions of a person that have not expired, the last used first.
    pub async fn sessions_of(
        &self,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<Vec<Session>, StoreError> {
        let rows = sessions::Entity::find()
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::ExpiresAt.gt(now))
            .order_by_desc(Column::UsedAt)
            .order_by_asc(Column::Id);
        let rows = rows.all(self.reader()).await?;
        rows.iter().map(session).collect()
    }
}

impl Tx {
    /// Signs a browser in.
    pub async fn insert_session(
        &self,
        id_hash: [u8; 32],
        session: &Session,
    ) -> Result<(), StoreError> {
        let row = sessions::Model {
            id_hash: id_hash.to_vec(),
            id: session.id,
            person_id: session.person.0,
            method: session.method.code().to_owned(),
            device: session.device.code(),
            began_at: session.began_at,
            used_at: session.used_at,
            proved_at: session.proved_at,
            expires_at: session.expires_at(),
            role: session.role.map(|role| role.code().to_owned()),
        };
        self.insert(row.into_active_model()).await
    }

    /// Notes that a session was used.
    pub async fn note_session(&self, session: &Session) -> Result<(), StoreError> {
        sessions::Entity::update_many()
            .col_expr(Column::UsedAt, Expr::value(session.used_at))
            .col_expr(Column::ExpiresAt, Expr::value(session.expires_at()))
            .filter(Column::Id.eq(session.id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Notes that the person of a session showed again who they are.
    pub async fn note_proof(&self, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
        sessions::Entity::update_many()
            .col_expr(Column::ProvedAt, Expr::value(now))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Goes on in another role under another hash: whoever has the old one has nothing. Says whether the
    /// session was still there.
    pub async fn renew_session(
        &self,
        old: [u8; 32],
        new: [u8; 32],
        role: Role,
    ) -> Result<bool, StoreError> {
        let renewed = sessions::Entity::update_many()
            .col_expr(Column::IdHash, Expr::value(new.to_vec()))
            .col_expr(Column::Role, Expr::value(role.code()))
            .filter(Column::IdHash.eq(old.to_vec()))
            .exec(&self.0)
            .await?;
        Ok(renewed.rows_affected == 1)
    }

    /// Ends a session by its hash.
    pub async fn delete_session(&self, id_hash: [u8; 32]) -> Result<(), StoreError> {
        sessions::Entity::delete_by_id(id_hash.to_vec())
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Ends one session of a person; `false` if the person has no such session.
    pub async fn end_session_of(&self, person: PersonId, id: Uuid) -> Result<bool, StoreError> {
        let ended = sessions::Entity::delete_many()
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(ended.rows_affected > 0)
    }

    /// Ends every session of a person but one; returns how many.
    pub async fn end_other_sessions(
        &self,
        person: PersonId,
        kept: Uuid,
    ) -> Result<u64, StoreError> {
        let ended = sessions::Entity::delete_many()
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::Id.ne(kept))
            .exec(&self.0)
            .await?;
        Ok(ended.rows_affected)
    }

    /// Notes that a person signed in on a device; `true` if it was known of them.
    pub async fn note_device(
        &self,
        person: PersonId,
        id_hash: [u8; 32],
        today: NaiveDate,
    ) -> Result<bool, StoreError> {
        let id = (id_hash.to_vec(), person.0);
        let known = known_devices::Entity::update_many()
            .col_expr(known_devices::Column::UsedOn, Expr::value(today))
            .filter(known_devices::Column::IdHash.eq(id.0.clone()))
            .filter(known_devices::Column::PersonId.eq(id.1))
            .exec(&self.0)
            .await?;
        if known.rows_affected > 0 {
            return Ok(true);
        }
        let row = known_devices::Model {
            id_hash: id.0,
            person_id: id.1,
            used_on: today,
        };
        self.insert(row.into_active_model()).await?;
        Ok(false)
    }

    /// Forgets devices that were last used before a day.
    pub async fn delete_devices_before(&self, day: NaiveDate) -> Result<(), StoreError> {
        known_devices::Entity::delete_many()
            .filter(known_devices::Column::UsedOn.lt(day))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn session(row: &sessions::Model) -> Result<Session, StoreError> {
    let role = row.role.as_deref();
    let role = role.map(|role| code("sessions.role", role, Role::from_code));
    Ok(Session {
        id: row.id,
        person: PersonId(row.person_id),
        method: code("sessions.method", &row.method, SignInMethod::from_code)?,
        device: code("sessions.device", &row.device, Device::from_code)?,
        began_at: row.began_at,
        used_at: row.used_at,
        proved_at: row.proved_at,
        role: role.transpose()?,
    })
}
