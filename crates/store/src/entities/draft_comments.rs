//! Comments on drafts.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft_comments")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) draft_id: Uuid,
    pub(crate) invitation: Vec<u8>,
    pub(crate) author: String,
    pub(crate) item: String,
    pub(crate) body: String,
    pub(crate) made_at: DateTime<Utc>,
    pub(crate) verdict: Option<String>,
    pub(crate) reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
