//! Keys for scripts.

use chrono::{DateTime, NaiveDate, Utc};
use mkbroute_domain::accounts::{ApiKey, ApiScope, Role};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entities::api_keys;
use crate::error::StoreError;
use crate::parse::code;
use crate::store::Store;
use crate::tx::Tx;

use api_keys::Column;

impl Store {
    /// The key with this hash that has not expired.
    pub async fn api_key(
        &self,
        id_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<ApiKey>, StoreError> {
        let row = api_keys::Entity::find_by_id(id_hash.to_vec())
            .one(self.reader())
            .await?;
        let key = row.map(key).transpose()?;
        Ok(key.filter(|key| key.lives(now)))
    }

    /// The keys of a person that have not expired, in the order of their names.
    pub async fn api_keys_of(
        &self,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<Vec<ApiKey>, StoreError> {
        let rows = api_keys::Entity::find()
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::ExpiresAt.gt(now))
            .order_by_asc(Column::Name)
            .order_by_asc(Column::Id);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(key).collect()
    }
}

impl Tx {
    /// Keeps a new key under the hash of its secret.
    pub async fn insert_api_key(&self, id_hash: [u8; 32], key: &ApiKey) -> Result<(), StoreError> {
        let row = api_keys::Model {
            id_hash: id_hash.to_vec(),
            id: key.id,
            person_id: key.person.0,
            name: key.name.clone(),
            role: key.role.code().to_owned(),
            scopes: ApiScope::join(&key.scopes),
            made_on: key.made_on,
            used_on: key.used_on,
            expires_at: key.expires_at,
        };
        self.insert(row.into_active_model()).await
    }

    /// Notes the day on which a key was used.
    pub async fn note_api_key(&self, id: Uuid, today: NaiveDate) -> Result<(), StoreError> {
        api_keys::Entity::update_many()
            .col_expr(Column::UsedOn, Expr::value(today))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Ends a key of a person; `false` if the person has no such key.
    pub async fn delete_api_key(&self, person: PersonId, id: Uuid) -> Result<bool, StoreError> {
        let ended = api_keys::Entity::delete_many()
            .filter(Column::PersonId.eq(person.0))
            .filter(Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(ended.rows_affected > 0)
    }

    /// Forgets keys that have expired.
    pub async fn delete_expired_api_keys(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        api_keys::Entity::delete_many()
            .filter(Column::ExpiresAt.lte(now))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn key(row: api_keys::Model) -> Result<ApiKey, StoreError> {
    Ok(ApiKey {
        id: row.id,
        person: PersonId(row.person_id),
        role: code("api_keys.role", &row.role, Role::from_code)?,
        scopes: code("api_keys.scopes", &row.scopes, ApiScope::split)?,
        name: row.name,
        made_on: row.made_on,
        used_on: row.used_on,
        expires_at: row.expires_at,
    })
}
