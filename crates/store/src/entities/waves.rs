//! Measurements.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waves")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    pub(crate) title_nl: String,
    pub(crate) title_en: String,
    pub(crate) state: String,
    pub(crate) provenance: String,
    pub(crate) opens: NaiveDate,
    pub(crate) closes: NaiveDate,
    pub(crate) dataset_sha256: Option<String>,
    pub(crate) lang: String,
    pub(crate) privacy_nl: String,
    pub(crate) privacy_en: String,
    pub(crate) follows: Option<Uuid>,
    pub(crate) reminded_on: Option<NaiveDate>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
