//! Ballots, drafts and responses. No row tells who answered, when, or in which order.
//!
//! Rows are found by their whole key and read with `all`: `one` binds a limit, and SQLite plans a
//! statement with a bound limit anew each time it runs.

use std::collections::BTreeMap;

use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::{Wave, WaveInstrument};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Statement,
};
use uuid::Uuid;

use crate::entities::{ballots, drafts, pathways, responses, wave_instruments, waves};
use crate::error::StoreError;
use crate::parse::{count, group, stored};
use crate::pathways::pathway;
use crate::store::Store;
use crate::submit::NewResponse;
use crate::surveys::waves::{wave, wave_instrument};
use crate::tx::Tx;

/// A right to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    pub wave: WaveId,
    pub group: RespondentGroup,
    pub pathway: PathwayId,
}

/// What somebody with a right to answer is asked, where and when.
#[derive(Clone, Debug)]
pub struct Invitee {
    pub ballot: Ballot,
    pub wave: Wave,
    pub pathway: Pathway,
    /// The questionnaire of the group.
    pub used: WaveInstrument,
}

/// How far a group is at a pathway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseCount {
    pub group: RespondentGroup,
    /// `None` where it is not known.
    pub pathway: Option<PathwayId>,
    /// Handed in.
    pub submitted: u32,
    /// Not handed in, but may be used.
    pub provisional: u32,
    /// Being filled in; those behind a provisional response are among them.
    pub drafts: u32,
}

impl ResponseCount {
    /// Nobody began.
    pub fn none(group: RespondentGroup, pathway: Option<PathwayId>) -> Self {
        Self {
            group,
            pathway,
            submitted: 0,
            provisional: 0,
            drafts: 0,
        }
    }

    /// Everybody who kept at least one section.
    pub fn started(&self) -> u32 {
        self.submitted + self.drafts
    }
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
        row.as_ref().map(ballot).transpose()
    }

    /// What the ballot of a token opens.
    ///
    /// The draft and the response are asked for apart: a statement that held all three keys would tie
    /// them to each other in the log of a server.
    pub async fn invitee(&self, token_hash: &[u8; 32]) -> Result<Option<Invitee>, StoreError> {
        let rows = ballots::Entity::find_by_id(token_hash.to_vec())
            .find_also_related(waves::Entity)
            .find_also_related(pathways::Entity)
            .find_also(ballots::Entity, wave_instruments::Entity)
            .all(self.reader())
            .await?;
        let Some((of, Some(its_wave), Some(its_pathway), Some(used))) = rows.into_iter().next()
        else {
            return Ok(None);
        };
        Ok(Some(Invitee {
            ballot: ballot(&of)?,
            wave: wave(its_wave)?,
            pathway: pathway(its_pathway)?,
            used: wave_instrument(used)?,
        }))
    }

    /// The encrypted draft under this key.
    pub async fn draft(&self, key: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        draft(self.reader(), key).await
    }

    /// Whether a response was handed in under this key.
    pub async fn handed_in(&self, key: &[u8; 32]) -> Result<bool, StoreError> {
        handed_in(self.reader(), key).await
    }

    /// How far each group is at each pathway: what was handed in, what is provisional, what is
    /// being filled in. Nobody looks into an answer.
    pub async fn response_counts(&self, wave: WaveId) -> Result<Vec<ResponseCount>, StoreError> {
        response_counts(self.reader(), wave).await
    }

    /// The responses of a group, in the order of their random keys; provisional ones only if they
    /// are asked for.
    pub async fn responses(
        &self,
        wave: WaveId,
        group: RespondentGroup,
        provisional: bool,
    ) -> Result<Vec<StoredResponse>, StoreError> {
        let mut rows = responses::Entity::find()
            .filter(responses::Column::WaveId.eq(wave.0))
            .filter(responses::Column::RespondentGroup.eq(group.code()))
            .order_by_asc(responses::Column::Key);
        if !provisional {
            rows = rows.filter(responses::Column::Provisional.eq(false));
        }
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(response)
            .collect()
    }
}

fn ballot(row: &ballots::Model) -> Result<Ballot, StoreError> {
    Ok(Ballot {
        wave: WaveId(row.wave_id),
        group: group(&row.respondent_group)?,
        pathway: PathwayId(row.pathway_id),
    })
}

fn line(
    found: &mut Vec<ResponseCount>,
    group: RespondentGroup,
    pathway: Option<PathwayId>,
) -> &mut ResponseCount {
    let known = found
        .iter()
        .position(|line| line.group == group && line.pathway == pathway);
    let index = known.unwrap_or_else(|| {
        found.push(ResponseCount::none(group, pathway));
        found.len() - 1
    });
    &mut found[index]
}

async fn response_counts(
    database: &impl ConnectionTrait,
    wave: WaveId,
) -> Result<Vec<ResponseCount>, StoreError> {
    let counted = responses::Entity::find()
        .select_only()
        .column(responses::Column::RespondentGroup)
        .column(responses::Column::PathwayId)
        .column(responses::Column::Provisional)
        .column_as(responses::Column::Key.count(), "responses")
        .filter(responses::Column::WaveId.eq(wave.0))
        .group_by(responses::Column::RespondentGroup)
        .group_by(responses::Column::PathwayId)
        .group_by(responses::Column::Provisional)
        .into_tuple::<(String, Option<Uuid>, bool, i64)>();
    let mut found: Vec<ResponseCount> = Vec::new();
    for (name, pathway, provisional, number) in counted.all(database).await? {
        let line = line(&mut found, group(&name)?, pathway.map(PathwayId));
        let number = count("responses", number)?;
        if provisional {
            line.provisional = number;
        } else {
            line.submitted = number;
        }
    }
    for (name, pathway, number) in draft_counts(database, wave).await? {
        line(&mut found, group(&name)?, Some(PathwayId(pathway))).drafts = count("drafts", number)?;
    }
    Ok(found)
}

async fn draft_counts(
    database: &impl ConnectionTrait,
    wave: WaveId,
) -> Result<Vec<(String, Uuid, i64)>, StoreError> {
    let counted = drafts::Entity::find()
        .select_only()
        .column(drafts::Column::RespondentGroup)
        .column(drafts::Column::PathwayId)
        .column_as(drafts::Column::Key.count(), "drafts")
        .filter(drafts::Column::WaveId.eq(wave.0))
        .filter(drafts::Column::PathwayId.is_not_null())
        .filter(drafts::Column::RespondentGroup.is_not_null())
        .group_by(drafts::Column::RespondentGroup)
        .group_by(drafts::Column::PathwayId)
        .into_tuple::<(String, Uuid, i64)>();
    Ok(counted.all(database).await?)
}

async fn draft(
    database: &impl ConnectionTrait,
    key: &[u8; 32],
) -> Result<Option<Vec<u8>>, StoreError> {
    let rows = drafts::Entity::find_by_id(key.to_vec())
        .all(database)
        .await?;
    Ok(rows.into_iter().next().map(|row| row.body))
}

async fn handed_in(database: &impl ConnectionTrait, key: &[u8; 32]) -> Result<bool, StoreError> {
    let found = responses::Entity::find_by_id(key.to_vec())
        .filter(responses::Column::Provisional.eq(false))
        .select_only()
        .column(responses::Column::Version)
        .into_tuple::<i32>();
    Ok(!found.all(database).await?.is_empty())
}

impl Tx {
    /// Lets nobody else change the draft under this key until this transaction ends.
    ///
    /// On PostgreSQL a lock by number: a lock on a row would leave the number of this transaction on
    /// it. On SQLite there is one writer.
    pub async fn lock_draft(&self, key: &[u8; 32]) -> Result<(), StoreError> {
        if self.0.get_database_backend() == DbBackend::Postgres {
            let number = key
                .iter()
                .take(8)
                .fold(0_i64, |n, byte| (n << 8) | i64::from(*byte));
            let lock = Statement::from_sql_and_values(
                DbBackend::Postgres,
                "SELECT pg_advisory_xact_lock($1)",
                [number.into()],
            );
            self.0.execute_raw(lock).await?;
        }
        Ok(())
    }

    /// The encrypted draft under this key, as this transaction sees it.
    pub async fn draft(&self, key: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        draft(&self.0, key).await
    }

    /// How far each group is at each pathway, as this transaction sees it.
    pub async fn response_counts(&self, wave: WaveId) -> Result<Vec<ResponseCount>, StoreError> {
        response_counts(&self.0, wave).await
    }

    /// Whether a response was handed in under this key, as this transaction sees it.
    pub async fn handed_in(&self, key: &[u8; 32]) -> Result<bool, StoreError> {
        handed_in(&self.0, key).await
    }

    /// Stores or replaces an encrypted draft.
    pub async fn put_draft(
        &self,
        key: [u8; 32],
        ballot: Ballot,
        body: Vec<u8>,
    ) -> Result<(), StoreError> {
        let row = drafts::ActiveModel {
            key: Set(key.to_vec()),
            wave_id: Set(ballot.wave.0),
            body: Set(body),
            respondent_group: Set(Some(ballot.group.code().to_owned())),
            pathway_id: Set(Some(ballot.pathway.0)),
        };
        let replace = OnConflict::column(drafts::Column::Key)
            .update_column(drafts::Column::Body)
            .to_owned();
        drafts::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.0)
            .await?;
        Ok(())
    }

    /// Adds ballots of a group at a pathway, all at once and in the order of their random hashes.
    pub async fn insert_ballots(
        &self,
        mut hashes: Vec<[u8; 32]>,
        ballot: Ballot,
    ) -> Result<(), StoreError> {
        hashes.sort_unstable();
        for hash in hashes {
            self.insert_ballot(hash, ballot).await?;
        }
        Ok(())
    }

    /// Adds a ballot.
    pub async fn insert_ballot(
        &self,
        token_hash: [u8; 32],
        ballot: Ballot,
    ) -> Result<(), StoreError> {
        let row = ballots::Model {
            token_hash: token_hash.to_vec(),
            wave_id: ballot.wave.0,
            respondent_group: ballot.group.code().to_owned(),
            pathway_id: ballot.pathway.0,
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
        provisional: Set(response.provisional),
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
