//! Companies, hogescholen and others.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisations")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) name: String,
    /// The words of the name as they are compared, each behind a space.
    pub(crate) sought: String,
    pub(crate) place_key: String,
    pub(crate) kvk: Option<String>,
    pub(crate) rsin: Option<String>,
    pub(crate) sbi_scheme: Option<String>,
    pub(crate) sbi: Option<String>,
    pub(crate) brin: Option<String>,
    pub(crate) rio_board: Option<String>,
    pub(crate) rio_provider: Option<String>,
    pub(crate) parent_id: Option<Uuid>,
    pub(crate) revision: i32,
    pub(crate) merged_into: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
