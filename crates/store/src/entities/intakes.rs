//! How many students begin.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "intakes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) pathway_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) cohort: String,
    pub(crate) target_mkb: Option<i32>,
    pub(crate) target_others: Option<i32>,
    pub(crate) typed_mkb: Option<i32>,
    pub(crate) typed_others: Option<i32>,
    pub(crate) counted_mkb: Option<i32>,
    pub(crate) counted_others: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
