//! What holds pathways back and what helps them on.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathway_factors")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) pathway_id: Uuid,
    pub(crate) kind: String,
    pub(crate) code: String,
    pub(crate) sentence: String,
    pub(crate) noted_by: Option<Uuid>,
    pub(crate) noted_on: Date,
    pub(crate) phase: String,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) ended_on: Option<Date>,
    pub(crate) ended_sentence: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
