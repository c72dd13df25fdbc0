//! Submitting and withdrawing a response.

pub(crate) mod group;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use mkbroute_domain::ids::{PathwayId, WaveId};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::surveys::wave::WaveState;
use sea_orm::sea_query::{Expr, ExprTrait, LockType, OnConflict};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, TransactionTrait,
};

use crate::answering::row;
use crate::connect::write_options;
use crate::entities::{drafts, responses, waves};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

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
    /// Not handed in yet: the respondent allows use of what is there if they stop.
    pub provisional: bool,
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

    /// Deletes a response and the draft of it while its wave is open; `false` if there is none or the
    /// wave has closed.
    pub async fn withdraw(
        &self,
        key: [u8; 32],
        draft: [u8; 32],
        wave: WaveId,
    ) -> Result<bool, StoreError> {
        let tx = self.begin().await?;
        if !is_open(&tx.0, wave).await? {
            return Ok(false);
        }
        let gone = responses::Entity::delete_by_id(key.to_vec())
            .exec(&tx.0)
            .await?;
        drafts::Entity::delete_by_id(draft.to_vec())
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
    let inserted = put_response(transaction, response).await?;
    Ok(if inserted {
        SubmitOutcome::Stored
    } else {
        SubmitOutcome::AlreadyThere
    })
}

/// The same for many submissions in few statements. SQLite takes the same key twice in one statement.
pub(crate) async fn submit_together(
    transaction: &DatabaseTransaction,
    group: &[NewResponse],
) -> Result<Vec<SubmitOutcome>, StoreError> {
    let mut open = HashMap::new();
    for response in group {
        if let Entry::Vacant(unknown) = open.entry(response.wave.0) {
            unknown.insert(is_open(transaction, response.wave).await?);
        }
    }
    let welcome: Vec<&NewResponse> = group.iter().filter(|one| open[&one.wave.0]).collect();
    let ended = welcome.iter().filter_map(|one| one.draft_key);
    let ended: Vec<Vec<u8>> = ended.map(|key| key.to_vec()).collect();
    if !ended.is_empty() {
        drafts::Entity::delete_many()
            .filter(drafts::Column::Key.is_in(ended))
            .exec(transaction)
            .await?;
    }
    let mut stored = put_responses(transaction, &welcome).await?;
    let outcome = |one: &NewResponse| match open[&one.wave.0] {
        false => SubmitOutcome::WaveClosed,
        // The second of two with one key finds the first there.
        true if stored.remove(one.key.as_slice()) => SubmitOutcome::Stored,
        true => SubmitOutcome::AlreadyThere,
    };
    Ok(group.iter().map(outcome).collect())
}

/// Stores responses as [`put_response`] does; returns the keys of those that were stored.
async fn put_responses(
    transaction: &DatabaseTransaction,
    welcome: &[&NewResponse],
) -> Result<HashSet<Vec<u8>>, StoreError> {
    let rows = welcome.iter().map(|one| row((*one).clone()));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    let stored = responses::Entity::insert_many(rows)
        .on_conflict(replace_provisional())
        .exec_with_returning_keys(transaction)
        .await?;
    Ok(stored.into_iter().collect())
}

/// Stores a response under its key, in place of a provisional one. What was handed in stays as it
/// is; says whether anything was stored.
async fn put_response(
    transaction: &DatabaseTransaction,
    response: NewResponse,
) -> Result<bool, StoreError> {
    let stored = responses::Entity::insert(row(response)?)
        .on_conflict(replace_provisional())
        .exec_without_returning(transaction)
        .await?;
    Ok(stored == 1)
}

fn replace_provisional() -> OnConflict {
    use responses::Column;
    OnConflict::column(Column::Key)
        .update_columns([
            Column::Version,
            Column::Answers,
            Column::OpenAnswers,
            Column::LinkCode,
            Column::Provisional,
        ])
        .action_and_where(Expr::col((responses::Entity, Column::Provisional)).eq(true))
        .to_owned()
}

impl Tx {
    /// Keeps what somebody filled in so far, who allows its use if they stop; `false` if the wave
    /// takes no answers or the questionnaire was handed in meanwhile.
    pub async fn put_provisional(&self, response: NewResponse) -> Result<bool, StoreError> {
        Ok(is_open(&self.0, response.wave).await? && put_response(&self.0, response).await?)
    }

    /// Deletes the provisional response under this key, if there is one.
    pub async fn delete_provisional(&self, key: [u8; 32]) -> Result<(), StoreError> {
        responses::Entity::delete_many()
            .filter(responses::Column::Key.eq(key.to_vec()))
            .filter(responses::Column::Provisional.eq(true))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Whether the wave takes answers; it does until this transaction ends.
    pub async fn takes_answers(&self, wave: WaveId) -> Result<bool, StoreError> {
        is_open(&self.0, wave).await
    }
}

/// Whether the wave takes answers. On PostgreSQL the row is held, so that closing waits.
async fn is_open(transaction: &DatabaseTransaction, wave: WaveId) -> Result<bool, StoreError> {
    let found = waves::Entity::find()
        .select_only()
        .column(waves::Column::State)
        .filter(waves::Column::Id.eq(wave.0))
        .lock(LockType::Share)
        .into_tuple::<String>();
    let states = found.all(transaction).await?;
    Ok(states.iter().any(|state| state == WaveState::Open.code()))
}
