//! Frozen questionnaires.

use chrono::{DateTime, Utc};
use sea_orm::{EntityTrait, IntoActiveModel, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};

use crate::entities::instruments;
use crate::error::StoreError;
use crate::parse::{count, stored};
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// Name and number of every frozen version.
    pub async fn instrument_versions(&self) -> Result<Vec<(String, u32)>, StoreError> {
        let rows = instruments::Entity::find()
            .select_only()
            .column(instruments::Column::Id)
            .column(instruments::Column::Version)
            .order_by_asc(instruments::Column::Id)
            .order_by_asc(instruments::Column::Version)
            .into_tuple::<(String, i32)>();
        let rows = rows.all(self.reader()).await?;
        rows.into_iter()
            .map(|(id, version)| Ok((id, count("instruments.version", version.into())?)))
            .collect()
    }

    /// The file of a frozen questionnaire.
    pub async fn instrument_source(
        &self,
        id: &str,
        version: u32,
    ) -> Result<Option<String>, StoreError> {
        let key = (id.to_owned(), stored(version)?);
        let row = instruments::Entity::find_by_id(key)
            .one(self.reader())
            .await?;
        Ok(row.map(|row| row.source))
    }
}

impl Tx {
    /// Stores a frozen version of a questionnaire. The same words again change nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the version exists with other words.
    pub async fn insert_instrument(
        &self,
        id: &str,
        version: u32,
        source: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let version = stored(version)?;
        let sha256 = Sha256::digest(source).to_vec();
        let key = (id.to_owned(), version);
        match instruments::Entity::find_by_id(key).one(&self.0).await? {
            Some(row) if row.sha256 == sha256 => return Ok(()),
            Some(_) => {
                let found = format!("questionnaire '{id}' version {version}; raise its version");
                return Err(StoreError::Conflict(found));
            }
            None => {}
        }
        let (id, source) = (id.to_owned(), source.to_owned());
        let row = instruments::Model {
            id,
            version,
            source,
            sha256,
            created_at: now,
        };
        self.insert(row.into_active_model()).await
    }
}
