//! Mails about an account that wait for their turn.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_mails")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) address: String,
    pub(crate) lang: String,
    pub(crate) kind: String,
    pub(crate) detail: String,
    pub(crate) asked_at: DateTime<Utc>,
    pub(crate) next_try: DateTime<Utc>,
    pub(crate) attempts: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
