//! What all leads of a source and a month add to the funnel.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "funnel_tallies")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) source: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) stage: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) days: i32,
    /// Its first day.
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) month: NaiveDate,
    pub(crate) leads: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
