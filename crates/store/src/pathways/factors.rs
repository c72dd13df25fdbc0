//! What holds pathways back and what helps them on.

use chrono::NaiveDate;
use mkbroute_domain::ids::{FactorId, PathwayId, PersonId};
use mkbroute_domain::pathways::{Factor, FactorEnd, FactorKind, Phase};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
};

use crate::entities::pathway_factors::{Column, Entity, Model};
use crate::entities::pathways;
use crate::error::StoreError;
use crate::parse::{code, count};
use crate::store::Store;
use crate::tx::Tx;

/// Which factors are sought, of all pathways. All conditions hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactorFilter {
    pub kind: Option<FactorKind>,
    /// A code of the list.
    pub code: Option<String>,
    /// The phase in which the pathway was when it was noted.
    pub then: Option<Phase>,
    /// The phase in which the pathway is.
    pub now: Option<Phase>,
    /// The code of a sector.
    pub sector: Option<String>,
    /// Also what was taken away.
    pub ended_too: bool,
    /// Noted on this day or later.
    pub from: Option<NaiveDate>,
    /// Noted on this day or earlier.
    pub until: Option<NaiveDate>,
}

/// By which phase pathways are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseOf {
    /// The one in which the pathway was when the factor was noted.
    Then,
    /// The one in which it is.
    Now,
}

/// In how many pathways of a phase a factor was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorTally {
    pub kind: FactorKind,
    pub code: String,
    pub phase: Phase,
    pub pathways: u32,
}

impl Store {
    /// What was noted at a pathway, the latest first.
    pub async fn factors_of(&self, pathway: PathwayId) -> Result<Vec<Factor>, StoreError> {
        let rows = Entity::find()
            .filter(Column::PathwayId.eq(pathway.0))
            .order_by_desc(Column::NotedOn)
            .order_by_desc(Column::Id);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(factor).collect()
    }

    /// What is sought, the latest first: so many after so many.
    pub async fn factors(
        &self,
        filter: &FactorFilter,
        (skip, most): (u64, u64),
    ) -> Result<Vec<Factor>, StoreError> {
        let rows = sought(filter)
            .order_by_desc(Column::NotedOn)
            .order_by_desc(Column::Id)
            .offset(skip)
            .limit(most);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(factor).collect()
    }

    /// How many are sought.
    pub async fn factor_count(&self, filter: &FactorFilter) -> Result<u64, StoreError> {
        Ok(sought(filter).count(self.reader()).await?)
    }

    /// In how many pathways of each phase each factor was noted. A pathway counts once for a factor and a phase.
    pub async fn factor_tallies(
        &self,
        filter: &FactorFilter,
        of: PhaseOf,
    ) -> Result<Vec<FactorTally>, StoreError> {
        let phase = match of {
            PhaseOf::Then => Expr::col((Entity, Column::Phase)),
            PhaseOf::Now => Expr::col((pathways::Entity, pathways::Column::Phase)),
        };
        let rows = match of {
            PhaseOf::Then => sought(filter),
            PhaseOf::Now => beside_pathways(sought_here(filter), filter),
        };
        let rows = rows
            .select_only()
            .column(Column::Kind)
            .column(Column::Code)
            .expr_as(phase.clone(), "counted_phase")
            .expr_as(
                Expr::col((Entity, Column::PathwayId)).count_distinct(),
                "pathways",
            )
            .group_by(Column::Kind)
            .group_by(Column::Code)
            .group_by(phase)
            .into_tuple::<(String, String, String, i64)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        rows.map(|(kind, named, phase, pathways)| {
            Ok(FactorTally {
                kind: kind_of(&kind)?,
                code: named,
                phase: phase_of(&phase)?,
                pathways: count("pathway_factors", pathways)?,
            })
        })
        .collect()
    }
}

impl Tx {
    /// Keeps a factor that was noted. Says whether it did: somebody else may have noted it meanwhile.
    pub async fn insert_factor(&self, factor: &Factor) -> Result<bool, StoreError> {
        let added = Entity::insert(row(factor).into_active_model())
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&self.0)
            .await?;
        Ok(added == 1)
    }

    /// Keeps that a factor holds no longer. Says whether it did: somebody else may have taken it away meanwhile.
    pub async fn end_factor(&self, factor: &Factor) -> Result<bool, StoreError> {
        let changed = Entity::update_many()
            .set(row(factor).into_active_model().reset_all())
            .filter(Column::Id.eq(factor.id.0))
            .filter(Column::EndedOn.is_null());
        Ok(changed.exec(&self.0).await?.rows_affected == 1)
    }
}

/// The rows that are sought; beside their pathways only where these decide.
fn sought(filter: &FactorFilter) -> Select<Entity> {
    let rows = sought_here(filter);
    if filter.now.is_none() && filter.sector.is_none() {
        return rows;
    }
    beside_pathways(rows, filter)
}

/// Each row beside its pathway, of those pathways that are sought.
fn beside_pathways(rows: Select<Entity>, filter: &FactorFilter) -> Select<Entity> {
    let of: RelationDef = Entity::belongs_to(pathways::Entity)
        .from(Column::PathwayId)
        .to(pathways::Column::Id)
        .into();
    let mut rows = rows.join(JoinType::InnerJoin, of);
    if let Some(phase) = filter.now {
        rows = rows.filter(pathways::Column::Phase.eq(phase.code()));
    }
    match &filter.sector {
        Some(sector) => rows.filter(pathways::Column::Sector.eq(sector.as_str())),
        None => rows,
    }
}

/// The rows that are sought by what stands in them.
fn sought_here(filter: &FactorFilter) -> Select<Entity> {
    let mut rows = Entity::find();
    if let Some(kind) = filter.kind {
        rows = rows.filter(Column::Kind.eq(kind.code()));
    }
    if let Some(code) = &filter.code {
        rows = rows.filter(Column::Code.eq(code.as_str()));
    }
    if let Some(phase) = filter.then {
        rows = rows.filter(Column::Phase.eq(phase.code()));
    }
    if !filter.ended_too {
        rows = rows.filter(Column::EndedOn.is_null());
    }
    if let Some(day) = filter.from {
        rows = rows.filter(Column::NotedOn.gte(day));
    }
    match filter.until {
        Some(day) => rows.filter(Column::NotedOn.lte(day)),
        None => rows,
    }
}

fn row(factor: &Factor) -> Model {
    let end = factor.ended.as_ref();
    Model {
        id: factor.id.0,
        pathway_id: factor.pathway.0,
        kind: factor.kind.code().to_owned(),
        code: factor.code.clone(),
        sentence: factor.sentence.clone(),
        noted_by: factor.noted_by.map(|person| person.0),
        noted_on: factor.noted_on,
        phase: factor.phase.code().to_owned(),
        ended_by: end.and_then(|end| end.by).map(|person| person.0),
        ended_on: end.map(|end| end.on),
        ended_sentence: end.map(|end| end.sentence.clone()).unwrap_or_default(),
    }
}

fn factor(row: Model) -> Result<Factor, StoreError> {
    let (by, sentence) = (row.ended_by.map(PersonId), row.ended_sentence);
    Ok(Factor {
        id: FactorId(row.id),
        pathway: PathwayId(row.pathway_id),
        kind: kind_of(&row.kind)?,
        code: row.code,
        sentence: row.sentence,
        noted_by: row.noted_by.map(PersonId),
        noted_on: row.noted_on,
        phase: phase_of(&row.phase)?,
        ended: row.ended_on.map(|on| FactorEnd { by, on, sentence }),
    })
}

fn kind_of(stored: &str) -> Result<FactorKind, StoreError> {
    code("pathway_factors.kind", stored, FactorKind::from_code)
}

fn phase_of(stored: &str) -> Result<Phase, StoreError> {
    code("pathway_factors.phase", stored, Phase::from_code)
}
