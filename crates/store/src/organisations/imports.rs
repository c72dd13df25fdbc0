//! Lists of organisations that somebody sent and did not take over yet.

use chrono::{DateTime, Utc};
use mkbroute_domain::ids::PersonId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::entities::organisation_imports::{self, Column, Entity};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

/// A list as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentList {
    /// What the file is called.
    pub name: String,
    pub bytes: Vec<u8>,
    /// What the columns are and what comes along, as JSON.
    pub choices: String,
    pub at: DateTime<Utc>,
}

impl Store {
    /// The list that somebody sent last.
    pub async fn sent_list(&self, by: PersonId) -> Result<Option<SentList>, StoreError> {
        let row = Entity::find_by_id(by.0).one(self.reader()).await?;
        Ok(row.map(|row| SentList {
            name: row.name,
            bytes: row.bytes,
            choices: row.choices,
            at: row.sent_at,
        }))
    }
}

impl Tx {
    /// Keeps a list in the place of what this person sent before.
    pub async fn put_sent_list(&self, by: PersonId, list: SentList) -> Result<(), StoreError> {
        let row = organisation_imports::Model {
            person_id: by.0,
            name: list.name,
            bytes: list.bytes,
            choices: list.choices,
            sent_at: list.at,
        };
        let rest = [Column::Name, Column::Bytes, Column::Choices, Column::SentAt];
        Entity::insert(row.into_active_model())
            .on_conflict(
                OnConflict::column(Column::PersonId)
                    .update_columns(rest)
                    .to_owned(),
            )
            .exec_without_returning(&self.0)
            .await?;
        Ok(())
    }

    /// Keeps what somebody chose for the list that they sent at this moment. Says whether it is still there.
    pub async fn choose_for_list(
        &self,
        (by, at): (PersonId, DateTime<Utc>),
        choices: &str,
    ) -> Result<bool, StoreError> {
        let changed = Entity::update_many()
            .col_expr(Column::Choices, Expr::value(choices))
            .filter(Column::PersonId.eq(by.0))
            .filter(Column::SentAt.eq(at))
            .exec(&self.0)
            .await?;
        Ok(changed.rows_affected == 1)
    }

    /// Lets the list go that somebody sent at this moment. Says whether it was still there.
    pub async fn drop_sent_list(
        &self,
        (by, at): (PersonId, DateTime<Utc>),
    ) -> Result<bool, StoreError> {
        let gone = Entity::delete_many()
            .filter(Column::PersonId.eq(by.0))
            .filter(Column::SentAt.eq(at))
            .exec(&self.0)
            .await?;
        Ok(gone.rows_affected == 1)
    }

    /// Lets lists go that were sent before this moment.
    pub async fn drop_sent_lists(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let gone = Entity::delete_many()
            .filter(Column::SentAt.lt(before))
            .exec(&self.0)
            .await?;
        Ok(gone.rows_affected)
    }
}
