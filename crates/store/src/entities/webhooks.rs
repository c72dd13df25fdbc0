//! Addresses to which events are sent.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhooks")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    /// The role in which the person hears of things.
    pub(crate) role: String,
    pub(crate) address: String,
    pub(crate) events: String,
    /// What signs, sealed with a key outside the database.
    pub(crate) secret: Vec<u8>,
    pub(crate) made_on: NaiveDate,
    /// Until when one process sends to it.
    pub(crate) claimed_until: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
