//! What became of the letter of one contact.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mailing_letters")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) mailing_id: Uuid,
    pub(crate) contact_id: Uuid,
    pub(crate) state: String,
    pub(crate) why: Option<String>,
    pub(crate) next_try: Option<DateTime<Utc>>,
    pub(crate) attempts: i32,
    pub(crate) link_hash: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
