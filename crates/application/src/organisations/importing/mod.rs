//! Many organisations at once from a list that somebody sends: seen before, taken over as a whole or not at all.

mod read;
mod sent;
mod take_over;

use mkbroute_domain::organisations::importing::ChoiceProblem;
use mkbroute_store::StoreError;
use thiserror::Error;

use crate::AppError;

pub use mkbroute_store::tables::TableError;
pub use read::{KnownLine, LISTED, Preview};
pub use sent::{choose_for_list, drop_list, send_list, sent_list};
pub use take_over::{TakenOver, take_over_list};

/// Why a list is not taken.
#[derive(Debug, Error)]
pub enum ListError {
    #[error(transparent)]
    Table(#[from] TableError),
    /// There is a header and nothing below it.
    #[error("there are no rows")]
    NoRows,
    #[error("the columns are not chosen well")]
    Choices(Vec<ChoiceProblem>),
    /// Rows are refused, and nobody said to go on without them.
    #[error("{0} rows are refused")]
    Refused(usize),
    #[error("there is nothing new in it")]
    NothingNew,
    /// Sent anew, taken over or dropped meanwhile, perhaps in another window.
    #[error("the list is not there any more")]
    Gone,
    /// Somebody added one of them meanwhile.
    #[error("one of them was added meanwhile")]
    AddedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for ListError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}
