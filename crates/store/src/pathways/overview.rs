//! What lists of pathways show besides.

use std::collections::BTreeMap;

use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::pathways::criteria::{Judged, Level};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entities::{judgements, pathway_profiles};
use crate::error::StoreError;
use crate::parse::code;
use crate::store::Store;

impl Store {
    /// The judgements of every pathway in the order in which they were given, without evidence and without who
    /// judged: enough for a verdict.
    pub async fn levels(&self) -> Result<BTreeMap<PathwayId, Vec<Judged>>, StoreError> {
        let rows = judgements::Entity::find()
            .select_only()
            .column(judgements::Column::PathwayId)
            .column(judgements::Column::Criterion)
            .column(judgements::Column::Level)
            .column(judgements::Column::OnDay)
            .column(judgements::Column::Inferred)
            .order_by_asc(judgements::Column::PathwayId)
            .order_by_asc(judgements::Column::Number)
            .into_tuple::<(Uuid, String, String, chrono::NaiveDate, bool)>();
        let mut found: BTreeMap<PathwayId, Vec<Judged>> = BTreeMap::new();
        for (pathway, criterion, level, on, inferred) in rows.all(self.reader()).await? {
            let judged = Judged {
                criterion,
                level: code("judgements.level", &level, Level::from_code)?,
                on,
                by: None,
                inferred,
                evidence: Vec::new(),
            };
            found.entry(PathwayId(pathway)).or_default().push(judged);
        }
        Ok(found)
    }

    /// The pathways that are registered with the national programme, each with its day.
    pub async fn registered_pathways(
        &self,
    ) -> Result<BTreeMap<PathwayId, chrono::NaiveDate>, StoreError> {
        let rows = pathway_profiles::Entity::find()
            .select_only()
            .column(pathway_profiles::Column::PathwayId)
            .column(pathway_profiles::Column::RegisteredOn)
            .filter(pathway_profiles::Column::RegisteredOn.is_not_null())
            .into_tuple::<(Uuid, chrono::NaiveDate)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        Ok(rows.map(|(pathway, on)| (PathwayId(pathway), on)).collect())
    }
}
