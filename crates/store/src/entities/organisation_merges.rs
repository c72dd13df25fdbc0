//! Organisations that became one.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_merges")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) kept_id: Uuid,
    pub(crate) gone_id: Uuid,
    /// The merge as it happened, as JSON.
    pub(crate) body: String,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) merged_at: DateTime<Utc>,
    pub(crate) undone_at: Option<DateTime<Utc>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
