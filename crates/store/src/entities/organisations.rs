//! Companies and the others who make and run pathways together.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisations")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) name: String,
    /// The words of the name as they are compared.
    pub(crate) sought: String,
    /// Empty if it is not known.
    pub(crate) place: String,
    pub(crate) kvk: Option<String>,
    pub(crate) document: String,
    pub(crate) revision: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
