//! Companies on their way to a pathway.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leads")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) pathway_id: Uuid,
    pub(crate) source: String,
    pub(crate) event_id: Option<Uuid>,
    /// Codes, separated by spaces.
    pub(crate) motives: String,
    pub(crate) owner_id: Option<Uuid>,
    pub(crate) stage: String,
    pub(crate) stage_since: NaiveDate,
    /// The last day on which anything was said or changed.
    pub(crate) quiet_since: NaiveDate,
    pub(crate) re_engage_on: Option<NaiveDate>,
    /// From when on somebody should do something.
    pub(crate) due_on: Option<NaiveDate>,
    pub(crate) came_on: NaiveDate,
    pub(crate) revision: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
