//! Submitting and withdrawing a response.

pub(crate) mod group;

use std::collections::BTreeMap;

use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::WaveState;
use sea_orm::sea_query::{LockType, OnConflict};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, TransactionTrait,
};

use crate::answering::row;
use crate::connect::write_options;
use crate::entities::{drafts, responses, waves};
use crate::error::StoreError;
use crate::store::Store;

/// A response on its way to the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewResponse {
    /// The key derived from the respondent's token: a repeated submission finds itself.
    pub key: [u8; 32],
    pub wave: WaveId,
    pub group: RespondentGroup,
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
    /// The draft that ends with the submission.
    pub draft_key: Option<[u8; 32]>,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// It is on disk.
    Stored,
    /// It was on disk already; nothing changed.
    AlreadyThere,
    /// The wave takes no answers; nothing changed.
    WaveClosed,
}

impl Store {
    /// Submits a response. When this returns, the response survives a power cut.
    ///
    /// On SQLite the submissions that wait share one commit, each within a savepoint of its own.
    pub async fn submit(&self, response: NewResponse) -> Result<SubmitOutcome, StoreError> {
        match self.submit_queue() {
            Some(queue) => group::wait_in(&queue, response).await,
            None => self.submit_alone(response).await,
        }
    }

    /// Deletes a response while its wave is open; `false` if there is none or the wave has closed.
    pub async fn withdraw(&self, key: [u8; 32], wave: WaveId) -> Result<bool, StoreError> {
        let tx = self.begin().await?;
        if !is_open(&tx.0, wave).await? {
            return Ok(false);
        }
        let gone = responses::Entity::delete_by_id(key.to_vec())
            .exec(&tx.0)
            .await?;
        tx.commit().await?;
        Ok(gone.rows_affected == 1)
    }

    async fn submit_alone(&self, response: NewResponse) -> Result<SubmitOutcome, StoreError> {
        let transaction = self.writer().begin_with_options(write_options()).await?;
        let outcome = submit_within(&transaction, response).await?;
        transaction.commit().await?;
        Ok(outcome)
    }
}

/// The steps of a submission, within any transaction.
pub(crate) async fn submit_within(
    transaction: &DatabaseTransaction,
    response: NewResponse,
) -> Result<SubmitOutcome, StoreError> {
    if !is_open(transaction, response.wave).await? {
        return Ok(SubmitOutcome::WaveClosed);
    }
    if let Some(key) = response.draft_key {
        drafts::Entity::delete_by_id(key.to_vec())
            .exec(transaction)
            .await?;
    }
    let keep_first = OnConflict::column(responses::Column::Key)
        .do_nothing()
        .to_owned();
    let inserted = responses::Entity::insert(row(response)?)
        .on_conflict(keep_first)
        .exec_without_returning(transaction)
        .await?;
    Ok(if inserted == 1 {
        SubmitOutcome::Stored
    } else {
        SubmitOutcome::AlreadyThere
    })
}

/// Whether the wave takes answers. On PostgreSQL the row is held, so that closing waits.
async fn is_open(transaction: &DatabaseTransaction, wave: WaveId) -> Result<bool, StoreError> {
    let found = waves::Entity::find()
        .select_only()
        .column(waves::Column::State)
        .filter(waves::Column::Id.eq(wave.0))
        .lock(LockType::Share)
        .into_tuple::<String>();
    Ok(found
        .one(transaction)
        .await?
        .is_some_and(|state| state == WaveState::Open.code()))
}
