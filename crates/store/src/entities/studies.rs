//! Series of measurements with the questions that they are to answer.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "studies")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) slug: String,
    pub(crate) title_nl: String,
    pub(crate) title_en: String,
    pub(crate) aim_nl: String,
    pub(crate) aim_en: String,
    pub(crate) revision: i32,
    /// The questions in their order, as JSON.
    pub(crate) questions: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
