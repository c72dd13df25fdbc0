//! Submitted responses: no identity, no time, no order.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "responses")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) key: Vec<u8>,
    pub(crate) wave_id: Uuid,
    pub(crate) respondent_group: String,
    pub(crate) version: i32,
    pub(crate) pathway_id: Option<Uuid>,
    pub(crate) answers: Vec<u8>,
    pub(crate) open_answers: String,
    pub(crate) link_code: Option<i64>,
    /// Of somebody who has not handed in and allows use of what is there.
    pub(crate) provisional: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
