//! The steps of development plans.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_steps")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) pathway_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) number: i32,
    pub(crate) code: String,
    pub(crate) kind: String,
    pub(crate) title_nl: String,
    pub(crate) title_en: String,
    pub(crate) state: String,
    pub(crate) owner_id: Option<Uuid>,
    pub(crate) due: Option<Date>,
    pub(crate) evidence: String,
    pub(crate) note: String,
    pub(crate) after: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
