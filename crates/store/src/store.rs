//! The open database.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sea_orm::{DatabaseConnection, DbBackend, TransactionTrait};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::connect::{self, Connections, write_options};
use crate::error::StoreError;
use crate::location::Location;
use crate::migrations;
use crate::submit::group::{self, Waiting};
use crate::tx::Tx;

/// The open database, cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    connections: Connections,
    /// How long to wait for another program that is in the way.
    patience: Duration,
    submits: Mutex<Option<Submits>>,
}

/// The way to the task that commits submissions in groups.
struct Submits {
    sender: mpsc::Sender<Waiting>,
    task: JoinHandle<()>,
}

impl Store {
    /// Opens a database, making it when it is not there, and brings it up to date.
    ///
    /// # Errors
    /// A database that is newer, locked, read-only, damaged or out of reach.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        Self::open_waiting(location, connect::BUSY).await
    }

    /// Opens a database as [`Store::open`] does, waiting at most `busy` for another program.
    pub async fn open_waiting(location: &Location, busy: Duration) -> Result<Self, StoreError> {
        let write = connect::writer(location, busy).await?;
        migrations::migrate(&write).await?;
        let connections = connect::readers(location, write, busy).await?;
        let submits = (connections.write.get_database_backend() == DbBackend::Sqlite)
            .then(|| start_group_commit(connections.write.clone()));
        Ok(Self(Arc::new(Inner {
            connections,
            patience: busy,
            submits: Mutex::new(submits),
        })))
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(Tx(self
            .writer()
            .begin_with_options(write_options())
            .await?))
    }

    /// Lets waiting submissions finish and closes every connection.
    pub async fn close(&self) {
        let submits = self
            .0
            .submits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(Submits { sender, task }) = submits {
            drop(sender);
            if let Err(error) = task.await {
                tracing::error!(%error, "the task that commits submissions ended badly");
            }
        }
        for connection in [&self.0.connections.read, &self.0.connections.write] {
            if let Err(error) = connection.close_by_ref().await {
                tracing::warn!(%error, "a connection did not close");
            }
        }
    }

    /// Connections that only read.
    pub(crate) fn reader(&self) -> &DatabaseConnection {
        &self.0.connections.read
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.0.connections.write
    }

    pub(crate) fn patience(&self) -> Duration {
        self.0.patience
    }

    /// Where submissions queue on SQLite; `None` on PostgreSQL or after closing.
    pub(crate) fn submit_queue(&self) -> Option<mpsc::Sender<Waiting>> {
        let submits = self
            .0
            .submits
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        submits.as_ref().map(|submits| submits.sender.clone())
    }
}

fn start_group_commit(write: DatabaseConnection) -> Submits {
    let (sender, receiver) = mpsc::channel(group::LONGEST_QUEUE);
    let task = tokio::spawn(group::commit_in_groups(write, receiver));
    Submits { sender, task }
}

#[cfg(test)]
mod tests;
