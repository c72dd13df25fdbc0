//! Events on their way to an address, and those that left.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_deliveries")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) webhook_id: Uuid,
    pub(crate) event: String,
    /// The readable name of a measurement, or the id of a grant.
    pub(crate) object: String,
    pub(crate) happened_at: DateTime<Utc>,
    pub(crate) state: String,
    pub(crate) tries: i32,
    /// Nothing once it is delivered or given up.
    pub(crate) next_try: Option<DateTime<Utc>>,
    pub(crate) tried_at: Option<DateTime<Utc>>,
    pub(crate) status: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
