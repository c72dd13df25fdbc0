//! Group commit: one fsync for all submissions that wait.

use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};
use tokio::sync::{mpsc, oneshot};

use super::{NewResponse, SubmitOutcome, submit_together, submit_within};
use crate::connect::write_options;
use crate::error::StoreError;

/// Submissions that may wait; more are held back at the sender.
pub(crate) const LONGEST_QUEUE: usize = 1024;
/// Submissions in one commit.
const LARGEST_GROUP: usize = 256;

type Answer = Result<SubmitOutcome, StoreError>;

/// A submission and the way to tell what became of it.
pub(crate) struct Waiting {
    response: NewResponse,
    answer: oneshot::Sender<Answer>,
}

/// Queues a submission and waits until it is committed.
pub(super) async fn wait_in(queue: &mpsc::Sender<Waiting>, response: NewResponse) -> Answer {
    let stopped = || StoreError::Unavailable("the program is stopping".to_owned());
    let (answer, answered) = oneshot::channel();
    queue
        .send(Waiting { response, answer })
        .await
        .map_err(|_| stopped())?;
    answered.await.map_err(|_| stopped())?
}

/// Commits what waits, group by group, until every sender is gone.
pub(crate) async fn commit_in_groups(
    write: DatabaseConnection,
    mut queue: mpsc::Receiver<Waiting>,
) {
    let mut group = Vec::with_capacity(LARGEST_GROUP);
    while queue.recv_many(&mut group, LARGEST_GROUP).await > 0 {
        let (responses, answers): (Vec<_>, Vec<_>) = group
            .drain(..)
            .map(|waiting| (waiting.response, waiting.answer))
            .unzip();
        let outcomes = commit(&write, responses).await;
        for (position, answer) in answers.into_iter().enumerate() {
            let outcome = match &outcomes {
                Ok(outcomes) => outcomes[position].clone(),
                Err(error) => Err(error.clone()),
            };
            // Whoever asked may have gone; the response is stored all the same.
            let _ = answer.send(outcome);
        }
    }
}

/// Commits a group; an error of the whole commit is everybody's.
async fn commit(
    write: &DatabaseConnection,
    responses: Vec<NewResponse>,
) -> Result<Vec<Answer>, StoreError> {
    let transaction = write.begin_with_options(write_options()).await?;
    let together = async |savepoint: &_| submit_together(savepoint, &responses).await;
    let outcomes = match within_savepoint(&transaction, together).await? {
        Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
        // One of them is refused; each by itself, so that it takes no other along.
        Err(_) => one_by_one(&transaction, responses).await?,
    };
    transaction.commit().await?;
    Ok(outcomes)
}

async fn one_by_one(
    transaction: &DatabaseTransaction,
    responses: Vec<NewResponse>,
) -> Result<Vec<Answer>, StoreError> {
    let mut outcomes = Vec::with_capacity(responses.len());
    for response in responses {
        let alone = async |savepoint: &_| submit_within(savepoint, response).await;
        outcomes.push(within_savepoint(transaction, alone).await?);
    }
    Ok(outcomes)
}

/// Does something that leaves no trace when it fails.
///
/// # Errors
/// When the transaction itself is lost: on a full disk SQLite rolls all of it back.
async fn within_savepoint<T>(
    transaction: &DatabaseTransaction,
    work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, StoreError>,
) -> Result<Result<T, StoreError>, StoreError> {
    let savepoint = transaction.begin().await?;
    match work(&savepoint).await {
        Ok(done) => {
            savepoint.commit().await?;
            Ok(Ok(done))
        }
        Err(error) => match savepoint.rollback().await {
            Ok(()) => Ok(Err(error)),
            // The first error says what happened; the second only that nothing is left to undo.
            Err(_) => Err(error),
        },
    }
}
