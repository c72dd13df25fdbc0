//! Questionnaires that are being made.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "questionnaire_drafts")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    pub(crate) instrument: String,
    pub(crate) respondent_group: String,
    pub(crate) title_nl: String,
    pub(crate) title_en: String,
    pub(crate) based_on: Option<i32>,
    pub(crate) revision: i32,
    pub(crate) comments_open: bool,
    pub(crate) frozen_as: Option<i32>,
    pub(crate) created_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
