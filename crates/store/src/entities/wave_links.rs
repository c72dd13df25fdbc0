//! Open links by pathway and group.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wave_links")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) code: String,
    pub(crate) wave_id: Uuid,
    pub(crate) respondent_group: String,
    pub(crate) pathway_id: Uuid,
    pub(crate) population: Option<i32>,
    pub(crate) distribution: String,
    pub(crate) sent_on: Option<NaiveDate>,
    pub(crate) reason: String,
    pub(crate) invited: i32,
    pub(crate) reissued: i32,
    pub(crate) dropped: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
