//! What pathways ask of the national programme.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "support_requests")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) pathway_id: Uuid,
    pub(crate) kind: String,
    pub(crate) question: String,
    pub(crate) asked_by: Option<Uuid>,
    pub(crate) asked_on: Date,
    pub(crate) owner_id: Option<Uuid>,
    pub(crate) state: String,
    pub(crate) answer: String,
    pub(crate) answered_on: Option<Date>,
    pub(crate) revision: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
