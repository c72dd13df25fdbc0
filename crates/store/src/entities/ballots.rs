//! Rights to answer, by a value derived from the respondent's token.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ballots")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) token_hash: Vec<u8>,
    pub(crate) wave_id: Uuid,
    pub(crate) respondent_group: String,
    pub(crate) pathway_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "super::waves::Entity",
        from = "Column::WaveId",
        to = "super::waves::Column::Id"
    )]
    Wave,
    #[sea_orm(
        belongs_to = "super::pathways::Entity",
        from = "Column::PathwayId",
        to = "super::pathways::Column::Id"
    )]
    Pathway,
    #[sea_orm(
        belongs_to = "super::wave_instruments::Entity",
        from = "(Column::WaveId, Column::RespondentGroup)",
        to = "(super::wave_instruments::Column::WaveId, super::wave_instruments::Column::RespondentGroup)"
    )]
    Instrument,
}

impl Related<super::waves::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Wave.def()
    }
}

impl Related<super::pathways::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Pathway.def()
    }
}

impl Related<super::wave_instruments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Instrument.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
