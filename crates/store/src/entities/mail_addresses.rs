//! Addresses of personal invitations. No column leads to a ballot or a response.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_addresses")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) wave_id: Uuid,
    pub(crate) respondent_group: String,
    pub(crate) pathway_id: Uuid,
    pub(crate) address: String,
    pub(crate) lang: String,
    pub(crate) state: String,
    pub(crate) reason: String,
    pub(crate) failure: Option<String>,
    pub(crate) attempts: i32,
    /// Before this moment nobody tries: somebody is busy with it, or the server asked to wait.
    pub(crate) next_try: DateTime<Utc>,
    pub(crate) message_id: Option<String>,
    pub(crate) sent_on: Option<NaiveDate>,
    pub(crate) reminder_due: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
