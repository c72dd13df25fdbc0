//! Development plans and business cases.

use std::collections::BTreeMap;

use mkbroute_domain::accounts::Visible;
use mkbroute_domain::ids::{PathwayId, PersonId};
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::pathways::business_case::BusinessCase;
use mkbroute_domain::pathways::plan::{Agreed, Plan, PlanStep, StepKind, StepState};
use mkbroute_domain::text::Text;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::development::written;
use super::{pathway, within};
use crate::entities::{business_cases, pathways, plan_steps, plans};
use crate::error::StoreError;
use crate::parse::{code, count, stored};
use crate::store::Store;
use crate::tx::Tx;

/// The plan of a pathway as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPlan {
    pub plan: Plan,
    pub agreed: Agreed,
    /// Counts the changes, from 1.
    pub revision: u32,
}

/// The business case of a pathway as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCase {
    pub case: BusinessCase,
    /// Counts the changes, from 1.
    pub revision: u32,
}

impl Store {
    /// The plan of a pathway, if it has one.
    pub async fn plan(&self, pathway: PathwayId) -> Result<Option<KeptPlan>, StoreError> {
        plan(self.reader(), pathway).await
    }

    /// The pathways within what somebody may see that have a plan, by readable name.
    pub async fn planned_pathways(&self, seen: &Visible) -> Result<Vec<Pathway>, StoreError> {
        let planned = plans::Entity::find()
            .select_only()
            .column(plans::Column::PathwayId)
            .into_query();
        let rows = pathways::Entity::find()
            .filter(within(seen))
            .filter(pathways::Column::Id.in_subquery(planned))
            .order_by_asc(pathways::Column::Slug);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(pathway).collect()
    }

    /// The steps of all plans within what somebody may see, in the order of each plan.
    pub async fn steps_within(
        &self,
        seen: &Visible,
    ) -> Result<BTreeMap<PathwayId, Vec<PlanStep>>, StoreError> {
        let visible = pathways::Entity::find()
            .select_only()
            .column(pathways::Column::Id)
            .filter(within(seen))
            .into_query();
        let rows = plan_steps::Entity::find()
            .filter(plan_steps::Column::PathwayId.in_subquery(visible))
            .order_by_asc(plan_steps::Column::PathwayId)
            .order_by_asc(plan_steps::Column::Number);
        let mut found: BTreeMap<PathwayId, Vec<PlanStep>> = BTreeMap::new();
        for row in rows.all(self.reader()).await? {
            let pathway = PathwayId(row.pathway_id);
            found.entry(pathway).or_default().push(step(row)?);
        }
        Ok(found)
    }

    /// The business case of a pathway, if it has one.
    pub async fn business_case(&self, pathway: PathwayId) -> Result<Option<KeptCase>, StoreError> {
        let row = business_cases::Entity::find_by_id(pathway.0)
            .one(self.reader())
            .await?;
        row.as_ref().map(case).transpose()
    }
}

impl Tx {
    /// The plan of a pathway as this transaction sees it.
    pub async fn plan(&self, pathway: PathwayId) -> Result<Option<KeptPlan>, StoreError> {
        plan(&self.0, pathway).await
    }

    /// Stores a plan as its next revision. Says whether it did: somebody else may have changed it since revision
    /// `known` was read, which is 0 for a plan that is new.
    pub async fn save_plan(
        &self,
        pathway: PathwayId,
        known: u32,
        (plan, agreed): (&Plan, &Agreed),
    ) -> Result<bool, StoreError> {
        let row = plans::Model {
            pathway_id: pathway.0,
            revision: stored(known + 1)?,
            begins: plan.begins,
            agreed: written(agreed)?,
        };
        let saved = if known == 0 {
            let added = plans::Entity::insert(row.into_active_model())
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(&self.0);
            added.await?
        } else {
            let changed = plans::Entity::update_many()
                .col_expr(plans::Column::Revision, Expr::value(row.revision))
                .col_expr(plans::Column::Begins, Expr::value(row.begins))
                .col_expr(plans::Column::Agreed, Expr::value(row.agreed))
                .filter(plans::Column::PathwayId.eq(pathway.0))
                .filter(plans::Column::Revision.eq(stored(known)?));
            changed.exec(&self.0).await?.rows_affected
        };
        if saved == 0 {
            return Ok(false);
        }
        self.replace_steps(pathway, &plan.steps).await?;
        Ok(true)
    }

    async fn replace_steps(
        &self,
        pathway: PathwayId,
        steps: &[PlanStep],
    ) -> Result<(), StoreError> {
        plan_steps::Entity::delete_many()
            .filter(plan_steps::Column::PathwayId.eq(pathway.0))
            .exec(&self.0)
            .await?;
        let rows = (1..).zip(steps).map(|(number, step)| {
            let row = plan_steps::Model {
                pathway_id: pathway.0,
                number,
                code: step.code.clone(),
                kind: step.kind.code().to_owned(),
                title_nl: step.title.nl.clone(),
                title_en: step.title.en.clone(),
                state: step.state.code().to_owned(),
                owner_id: step.owner.map(|owner| owner.0),
                due: step.due,
                evidence: written(&step.evidence)?,
                note: step.note.clone(),
                after: written(&step.after)?,
            };
            Ok(row.into_active_model())
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        if !rows.is_empty() {
            plan_steps::Entity::insert_many(rows)
                .exec_without_returning(&self.0)
                .await?;
        }
        Ok(())
    }

    /// Stores a business case as its next revision. Says whether it did: somebody else may have changed it since
    /// revision `known` was read, which is 0 for one that is new.
    pub async fn save_business_case(
        &self,
        pathway: PathwayId,
        known: u32,
        case: &BusinessCase,
    ) -> Result<bool, StoreError> {
        use business_cases::Column as Of;
        let row = business_cases::Model {
            pathway_id: pathway.0,
            revision: stored(known + 1)?,
            document: written(case)?,
        };
        if known == 0 {
            let added = business_cases::Entity::insert(row.into_active_model())
                .on_conflict(OnConflict::new().do_nothing().to_owned())
                .exec_without_returning(&self.0);
            return Ok(added.await? == 1);
        }
        let changed = business_cases::Entity::update_many()
            .col_expr(Of::Revision, Expr::value(row.revision))
            .col_expr(Of::Document, Expr::value(row.document))
            .filter(Of::PathwayId.eq(pathway.0))
            .filter(Of::Revision.eq(stored(known)?));
        Ok(changed.exec(&self.0).await?.rows_affected == 1)
    }
}

async fn plan(
    database: &impl ConnectionTrait,
    pathway: PathwayId,
) -> Result<Option<KeptPlan>, StoreError> {
    let Some(row) = plans::Entity::find_by_id(pathway.0).one(database).await? else {
        return Ok(None);
    };
    let steps = plan_steps::Entity::find()
        .filter(plan_steps::Column::PathwayId.eq(pathway.0))
        .order_by_asc(plan_steps::Column::Number);
    let steps = steps.all(database).await?.into_iter().map(step);
    Ok(Some(KeptPlan {
        plan: Plan {
            begins: row.begins,
            steps: steps.collect::<Result<_, _>>()?,
        },
        agreed: read("plans.agreed", &row.agreed)?,
        revision: count("plans.revision", row.revision.into())?,
    }))
}

fn step(row: plan_steps::Model) -> Result<PlanStep, StoreError> {
    Ok(PlanStep {
        kind: code("plan_steps.kind", &row.kind, StepKind::from_code)?,
        state: code("plan_steps.state", &row.state, StepState::from_code)?,
        code: row.code,
        title: Text::new(row.title_nl, row.title_en),
        owner: row.owner_id.map(PersonId),
        due: row.due,
        evidence: read("plan_steps.evidence", &row.evidence)?,
        note: row.note,
        after: read("plan_steps.after", &row.after)?,
    })
}

fn case(row: &business_cases::Model) -> Result<KeptCase, StoreError> {
    let case: BusinessCase = read("business_cases.document", &row.document)?;
    if !case.problems().is_empty() {
        let told = "business_cases.document: it is not whole".to_owned();
        return Err(StoreError::Data(told));
    }
    Ok(KeptCase {
        case,
        revision: count("business_cases.revision", row.revision.into())?,
    })
}

fn read<T: serde::de::DeserializeOwned>(column: &str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Data(format!("{column}: {error}")))
}
