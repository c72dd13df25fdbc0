//! What pathways ask of the national programme, and what it answers.

mod ask;
mod asks;
mod handle;
mod list;

pub use ask::{AskSupportError, SupportOfPathway, ask_support, support_of_pathway};
pub(super) use asks::asks;
pub use handle::{HandleSupportError, RequestSheet, SupportDeed, handle_support, support_request};
pub use list::{
    KindTally, MOST_SUPPORT, NamedRequest, REQUESTS_A_PAGE, SupportList, export_support,
    list_support, may_give_support,
};
use mkbroute_domain::pathways::lists::Entry;

use super::lists::lists;
use crate::AppError;

/// The kinds of support that the national programme gives.
pub fn support_kinds() -> Result<Vec<Entry>, AppError> {
    Ok(lists()?.support)
}
