//! Requests that may be repeated, by a hash of the name that a script gave them.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_keys")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id_hash: Vec<u8>,
    pub(crate) person_id: Uuid,
    pub(crate) request_hash: Vec<u8>,
    /// Who is at it.
    pub(crate) claim: Uuid,
    pub(crate) claimed_until: DateTime<Utc>,
    /// Sealed; nothing until it is done.
    pub(crate) reply: Option<Vec<u8>>,
    pub(crate) expires_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
