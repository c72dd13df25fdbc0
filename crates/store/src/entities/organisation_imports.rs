//! Lists of organisations that somebody sent and did not take over yet.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_imports")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person_id: Uuid,
    /// What the file is called.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What the columns are and what comes along, as JSON.
    pub(crate) choices: String,
    pub(crate) sent_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
