//! What lists of pathways show besides.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::ids::PathwayId;
use mkbroute_domain::pathways::Phase;
use mkbroute_domain::pathways::criteria::{Judged, Level};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::development::profile;
use crate::entities::{judgements, pathway_profiles, phase_changes};
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
            .into_tuple::<(Uuid, String, String, NaiveDate, bool)>();
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

    /// The phases of every pathway, each with the day from which it held, the earliest first.
    pub async fn phases(&self) -> Result<BTreeMap<PathwayId, Vec<(Phase, NaiveDate)>>, StoreError> {
        let rows = phase_changes::Entity::find()
            .select_only()
            .column(phase_changes::Column::PathwayId)
            .column(phase_changes::Column::Phase)
            .column(phase_changes::Column::OnDay)
            .order_by_asc(phase_changes::Column::PathwayId)
            .order_by_asc(phase_changes::Column::Number)
            .into_tuple::<(Uuid, String, NaiveDate)>();
        let mut found: BTreeMap<PathwayId, Vec<_>> = BTreeMap::new();
        for (pathway, phase, on) in rows.all(self.reader()).await? {
            let phase = code("phase_changes.phase", &phase, Phase::from_code)?;
            found
                .entry(PathwayId(pathway))
                .or_default()
                .push((phase, on));
        }
        Ok(found)
    }

    /// Where each pathway is taught, as far as that is known.
    pub async fn places_taught(&self) -> Result<BTreeMap<PathwayId, Vec<String>>, StoreError> {
        let rows = pathway_profiles::Entity::find().all(self.reader()).await?;
        let places = |row: &pathway_profiles::Model| {
            let locations = profile(row)?.locations.into_iter();
            let places = locations.map(|location| location.place).collect();
            Ok((PathwayId(row.pathway_id), places))
        };
        rows.iter().map(places).collect()
    }

    /// The pathways that are registered with the national programme, each with its day.
    pub async fn registered_pathways(&self) -> Result<BTreeMap<PathwayId, NaiveDate>, StoreError> {
        let rows = pathway_profiles::Entity::find()
            .select_only()
            .column(pathway_profiles::Column::PathwayId)
            .column(pathway_profiles::Column::RegisteredOn)
            .filter(pathway_profiles::Column::RegisteredOn.is_not_null())
            .into_tuple::<(Uuid, NaiveDate)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        Ok(rows.map(|(pathway, on)| (PathwayId(pathway), on)).collect())
    }
}
