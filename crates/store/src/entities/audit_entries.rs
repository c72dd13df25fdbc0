//! The audit log: one row an entry, never changed or deleted.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entries")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) number: i64,
    /// Seconds since 1970, UTC.
    pub(crate) at: i64,
    pub(crate) doer: String,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) role: String,
    pub(crate) act: String,
    pub(crate) object_kind: String,
    pub(crate) object: String,
    pub(crate) detail: String,
    pub(crate) hash: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
