//! Counts behind the funnel of all pathways, kept with every change of a lead.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::outreach::{Funnel, Lead, LeadSource, Tally};
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait};

use super::rows;
use crate::entities::funnel_tallies;
use crate::error::StoreError;
use crate::parse::{code, count, stored};
use crate::store::Store;
use crate::tx::Tx;

use funnel_tallies::Column;

/// The months in which leads came, both included and each by any of its days; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Months {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// The funnel of the leads of a source.
pub type SourceFunnel = (LeadSource, Funnel);

impl Store {
    /// The funnel of the leads of all pathways that came in these months, by source.
    pub async fn national_funnel(&self, months: Months) -> Result<Vec<SourceFunnel>, StoreError> {
        let leads = Func::sum(Expr::col(Column::Leads)).cast_as("bigint");
        let sums = funnel_tallies::Entity::find()
            .select_only()
            .columns([Column::Source, Column::Kind, Column::Stage, Column::Days])
            .column_as(leads, "leads")
            .apply_if(months.from, |found, from| {
                found.filter(Column::Month.gte(rows::month(from)))
            })
            .apply_if(months.until, |found, until| {
                found.filter(Column::Month.lte(rows::month(until)))
            })
            .group_by(Column::Source)
            .group_by(Column::Kind)
            .group_by(Column::Stage)
            .group_by(Column::Days)
            .into_tuple::<(String, String, String, i32, i64)>();
        let mut found: BTreeMap<LeadSource, Funnel> = BTreeMap::new();
        for (source, kind, stage, days, leads) in sums.all(self.reader()).await? {
            let days = count("funnel_tallies.days", days.into())?;
            let read = |kind: &str| Tally::from_parts(kind, &stage, days);
            let tally = code("funnel_tallies.kind", &kind, read)?;
            let leads = count("funnel_tallies.leads", leads)?;
            found
                .entry(rows::source(&source)?)
                .or_default()
                .count(tally, leads);
        }
        Ok(found.into_iter().collect())
    }
}

impl Tx {
    /// Adds what leads count for, each so many times; less than none takes it off.
    pub(super) async fn tally<'a>(
        &self,
        leads: impl IntoIterator<Item = (&'a Lead, i64)>,
    ) -> Result<(), StoreError> {
        // In one order, so that two who count at the same time never wait for each other in a circle.
        let mut found: BTreeMap<(LeadSource, Tally, NaiveDate), i64> = BTreeMap::new();
        for (lead, times) in leads {
            let changes = lead.journey.changes();
            let Some(first) = changes.first() else {
                continue;
            };
            let month = rows::month(first.on);
            let changes = changes.iter().map(|change| (change.to, change.on));
            Tally::each(changes, |tally| {
                *found.entry((lead.source, tally, month)).or_default() += times;
            });
        }
        for ((source, tally, month), times) in found {
            if times != 0 {
                self.add_tally((source, tally, month), times).await?;
            }
        }
        Ok(())
    }

    async fn add_tally(
        &self,
        (source, tally, month): (LeadSource, Tally, NaiveDate),
        times: i64,
    ) -> Result<(), StoreError> {
        let (kind, stage, days) = tally.parts();
        let row = funnel_tallies::Model {
            source: source.code().to_owned(),
            kind: kind.to_owned(),
            stage: stage.to_owned(),
            days: stored(days)?,
            month,
            leads: times,
        };
        let key = [
            Column::Source,
            Column::Kind,
            Column::Stage,
            Column::Days,
            Column::Month,
        ];
        let leads = Expr::col((funnel_tallies::Entity, Column::Leads)).add(times);
        funnel_tallies::Entity::insert(row.into_active_model())
            .on_conflict(
                OnConflict::columns(key)
                    .value(Column::Leads, leads)
                    .to_owned(),
            )
            .exec_without_returning(&self.0)
            .await?;
        Ok(())
    }
}
