//! Mkb-routes.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathways")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    pub(crate) name_nl: String,
    pub(crate) name_en: String,
    pub(crate) hogeschool: String,
    pub(crate) partner: String,
    pub(crate) sector: String,
    pub(crate) programme: String,
    pub(crate) degree: String,
    pub(crate) phase: String,
    pub(crate) meets_definition: Option<bool>,
    pub(crate) note_nl: String,
    pub(crate) note_en: String,
    pub(crate) hogeschool_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
