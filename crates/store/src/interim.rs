//! Interim releases: what was published of a wave while answers came in.

use chrono::NaiveDate;
use mkbroute_domain::ids::WaveId;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::entities::interim_releases;
use crate::error::StoreError;
use crate::parse::{count, group, stored};
use crate::store::Store;
use crate::tx::Tx;

/// One group in one interim release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterimGroup {
    /// Counts up from 1 within the wave.
    pub number: u32,
    pub group: RespondentGroup,
    /// The day of the release; no finer time is kept.
    pub day: NaiveDate,
    /// The release whose snapshot holds the data of the group: this one, or an earlier one whose
    /// figures the group keeps.
    pub snapshot: u32,
    /// Respondents in that snapshot.
    pub respondents: u32,
    /// SHA-256 of the snapshot's file.
    pub sha256: String,
}

impl Store {
    /// Every interim release of a wave, the first first; groups in the order of the report.
    pub async fn interim_releases(&self, wave: WaveId) -> Result<Vec<InterimGroup>, StoreError> {
        let rows = interim_releases::Entity::find()
            .filter(interim_releases::Column::WaveId.eq(wave.0))
            .order_by_asc(interim_releases::Column::Number);
        let rows = rows.all(self.reader()).await?;
        let mut found: Vec<InterimGroup> = rows
            .into_iter()
            .map(interim_group)
            .collect::<Result<_, _>>()?;
        found.sort_by_key(|row| (row.number, row.group));
        Ok(found)
    }
}

impl Tx {
    /// Records a group of an interim release. A number that another release has already is refused
    /// by the database.
    pub async fn insert_interim_group(
        &self,
        wave: WaveId,
        interim: &InterimGroup,
    ) -> Result<(), StoreError> {
        let row = interim_releases::Model {
            wave_id: wave.0,
            number: stored(interim.number)?,
            respondent_group: interim.group.code().to_owned(),
            day: interim.day,
            snapshot: stored(interim.snapshot)?,
            respondents: stored(interim.respondents)?,
            sha256: interim.sha256.clone(),
        };
        self.insert(row.into_active_model()).await
    }
}

fn interim_group(row: interim_releases::Model) -> Result<InterimGroup, StoreError> {
    let number = |name: &str, value: i32| count(&format!("interim_releases.{name}"), value.into());
    Ok(InterimGroup {
        number: number("number", row.number)?,
        group: group(&row.respondent_group)?,
        day: row.day,
        snapshot: number("snapshot", row.snapshot)?,
        respondents: number("respondents", row.respondents)?,
        sha256: row.sha256,
    })
}
