//! Signed-in browsers, by the hash of their cookie.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id_hash: Vec<u8>,
    #[sea_orm(unique)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) method: String,
    pub(crate) device: String,
    pub(crate) began_at: DateTime<Utc>,
    pub(crate) used_at: DateTime<Utc>,
    pub(crate) proved_at: Option<DateTime<Utc>>,
    pub(crate) expires_at: DateTime<Utc>,
    /// The role that the person chose to act in, if they chose.
    pub(crate) role: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
