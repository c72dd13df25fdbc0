//! Two organisations that may be one.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_pairs")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) one_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) other_id: Uuid,
    /// The surest first.
    pub(crate) likeness: i32,
    /// Since when they are known to be two.
    pub(crate) apart_on: Option<NaiveDate>,
    pub(crate) apart_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
