//! Group commit: one fsync for all submissions that wait.

use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};
use tokio::sync::{mpsc, oneshot};

use super::{NewResponse, SubmitOutcome, submit_within};
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
    let mut outcomes = Vec::with_capacity(responses.len());
    for response in responses {
        outcomes.push(within_savepoint(&transaction, response).await?);
    }
    transaction.commit().await?;
    Ok(outcomes)
}

/// A submission that fails takes no other along.
///
/// # Errors
/// When the transaction itself is lost: on a full disk SQLite rolls all of it back.
async fn within_savepoint(
    transaction: &DatabaseTransaction,
    response: NewResponse,
) -> Result<Answer, StoreError> {
    let savepoint = transaction.begin().await?;
    match submit_within(&savepoint, response).await {
        Ok(outcome) => {
            savepoint.commit().await?;
            Ok(Ok(outcome))
        }
        Err(error) => match savepoint.rollback().await {
            Ok(()) => Ok(Err(error)),
            // The first error says what happened; the second only that nothing is left to undo.
            Err(_) => Err(error),
        },
    }
}
