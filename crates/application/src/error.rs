//! What can go wrong in a use case, in the words of the domain.

use mkbroute_store::StoreError;
use thiserror::Error;

/// Why a use case did not do what was asked. HTTP is decided at the edge.
#[derive(Debug, Error)]
pub enum AppError {
    /// It does not exist, or the asker may not know that it does.
    #[error("it does not exist")]
    NotFound,
    /// The actor's grants do not allow it. Shown to outsiders as [`AppError::NotFound`].
    #[error("the signed-in person may not do this")]
    Forbidden,
    /// The actor must first show once more who they are.
    #[error("the signed-in person must show again who they are")]
    NotFresh,
    /// The wave takes no answers: planned, closed, or past its last day.
    #[error("this wave takes no answers now")]
    NotWelcome,
    /// A release reads frozen data and the wave is not frozen yet.
    #[error("wave '{0}' is not frozen yet: close it and run `mkbroute freeze {0}`")]
    NotFrozen(String),
    /// Only a closed wave is frozen.
    #[error("wave '{0}' is not closed: only a closed wave can be frozen")]
    NotClosed(String),
    /// Only a wave that is being prepared can be changed or opened.
    #[error("wave '{0}' is not being prepared any more")]
    NotPlanned(String),
    /// It takes no answers, so there is nobody to reach and nothing to close.
    #[error("wave '{0}' is not open")]
    NotOpen(String),
    /// The frozen data are not the data that were frozen.
    #[error("the frozen data of wave '{0}' do not have the recorded SHA-256: restore the file")]
    FrozenDataChanged(String),
    /// A stored questionnaire, response or draft could not be read.
    #[error("stored data cannot be read: {0}")]
    Unreadable(String),
    /// The database said no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AppError {
    /// Wraps a reading error of stored data.
    pub(crate) fn unreadable(error: impl std::fmt::Display) -> Self {
        Self::Unreadable(error.to_string())
    }
}
