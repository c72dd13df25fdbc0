//! Ballots, drafts and responses. No row tells who answered, when, or in which order.

use std::collections::BTreeMap;

use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entities::{ballots, drafts, responses};
use crate::error::StoreError;
use crate::parse::{count, group, stored};
use crate::store::Store;
use crate::submit::NewResponse;
use crate::tx::Tx;

/// A right to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    pub wave: WaveId,
    pub group: RespondentGroup,
    pub pathway: PathwayId,
}

/// A response as the analysis reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredResponse {
    /// Version of the questionnaire.
    pub version: u32,
    /// `None` where it is not known.
    pub pathway: Option<PathwayId>,
    /// The encoded answers.
    pub answers: Vec<u8>,
    /// Open answers by question code.
    pub open: BTreeMap<String, String>,
    /// Hash of the code by which the respondent is recognised in the next wave.
    pub link: Option<u64>,
}

impl Store {
    /// The ballot of a token.
    pub async fn ballot(&self, token_hash: &[u8; 32]) -> Result<Option<Ballot>, StoreError> {
        let row = ballots::Entity::find_by_id(token_hash.to_vec())
            .one(self.reader())
            .await?;
        let ballot = |row: ballots::Model| {
            Ok(Ballot {
                wave: WaveId(row.wave_id),
                group: group(&row.respondent_group)?,
                pathway: PathwayId(row.pathway_id),
            })
        };
        row.map(ballot).transpose()
    }

    /// The encrypted draft under this key.
    pub async fn draft(&self, key: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        let row = drafts::Entity::find_by_id(key.to_vec())
            .one(self.reader())
            .await?;
        Ok(row.map(|row| row.body))
    }

    /// Stores or replaces an encrypted draft.
    pub async fn put_draft(
        &self,
        key: [u8; 32],
        wave: WaveId,
        body: Vec<u8>,
    ) -> Result<(), StoreError> {
        let row = drafts::ActiveModel {
            key: Set(key.to_vec()),
            wave_id: Set(wave.0),
            body: Set(body),
        };
        let replace = OnConflict::column(drafts::Column::Key)
            .update_column(drafts::Column::Body)
            .to_owned();
        let tx = self.begin().await?;
        drafts::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&tx.0)
            .await?;
        tx.commit().await
    }

    /// Whether a response was submitted under this key.
    pub async fn response_exists(&self, key: &[u8; 32]) -> Result<bool, StoreError> {
        let found = responses::Entity::find_by_id(key.to_vec())
            .select_only()
            .column(responses::Column::Version)
            .into_tuple::<i32>();
        Ok(found.one(self.reader()).await?.is_some())
    }

    /// How many responses each group gave at each pathway.
    pub async fn response_counts(
        &self,
        wave: WaveId,
    ) -> Result<Vec<(RespondentGroup, Option<PathwayId>, u32)>, StoreError> {
        let counted = responses::Entity::find()
            .select_only()
            .column(responses::Column::RespondentGroup)
            .column(responses::Column::PathwayId)
            .column_as(responses::Column::Key.count(), "responses")
            .filter(responses::Column::WaveId.eq(wave.0))
            .group_by(responses::Column::RespondentGroup)
            .group_by(responses::Column::PathwayId)
            .into_tuple::<(String, Option<uuid::Uuid>, i64)>();
        let rows = counted.all(self.reader()).await?;
        rows.into_iter()
            .map(|(name, pathway, number)| {
                Ok((
                    group(&name)?,
                    pathway.map(PathwayId),
                    count("responses", number)?,
                ))
            })
            .collect()
    }

    /// The responses of a group, in the order of their random keys.
    pub async fn responses(
        &self,
        wave: WaveId,
        group: RespondentGroup,
    ) -> Result<Vec<StoredResponse>, StoreError> {
        let rows = responses::Entity::find()
            .filter(responses::Column::WaveId.eq(wave.0))
            .filter(responses::Column::RespondentGroup.eq(group.code()))
            .order_by_asc(responses::Column::Key);
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(response)
            .collect()
    }
}

impl Tx {
    /// Adds a ballot.
    pub async fn insert_ballot(
        &self,
        token_hash: [u8; 32],
        wave: WaveId,
        group: RespondentGroup,
        pathway: PathwayId,
    ) -> Result<(), StoreError> {
        let row = ballots::Model {
            token_hash: token_hash.to_vec(),
            wave_id: wave.0,
            respondent_group: group.code().to_owned(),
            pathway_id: pathway.0,
        };
        self.insert(row.into_active_model()).await
    }

    /// Adds a response without asking whether the wave is open: for data that come from elsewhere.
    pub async fn insert_response(&self, response: NewResponse) -> Result<(), StoreError> {
        self.insert(row(response)?).await
    }
}

/// The row of a new response.
pub(crate) fn row(response: NewResponse) -> Result<responses::ActiveModel, StoreError> {
    let open = serde_json::to_string(&response.open)
        .map_err(|error| StoreError::Data(error.to_string()))?;
    Ok(responses::ActiveModel {
        key: Set(response.key.to_vec()),
        wave_id: Set(response.wave.0),
        respondent_group: Set(response.group.code().to_owned()),
        version: Set(stored(response.version)?),
        pathway_id: Set(response.pathway.map(|pathway| pathway.0)),
        answers: Set(response.answers),
        open_answers: Set(open),
        link_code: Set(response.link.map(u64::cast_signed)),
    })
}

fn response(row: responses::Model) -> Result<StoredResponse, StoreError> {
    let open = serde_json::from_str(&row.open_answers)
        .map_err(|error| StoreError::Data(format!("responses.open_answers: {error}")))?;
    Ok(StoredResponse {
        version: count("responses.version", row.version.into())?,
        pathway: row.pathway_id.map(PathwayId),
        answers: row.answers,
        open,
        link: row.link_code.map(i64::cast_unsigned),
    })
}
