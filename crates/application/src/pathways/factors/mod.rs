//! What holds pathways back and what helps them on.

mod count;
mod list;
mod note;

pub use count::{FactorCount, count_factors, may_count_factors};
pub use list::{
    FACTORS_A_PAGE, FactorList, MOST_FACTORS, NamedFactor, export_factors, list_factors,
};
use mkbroute_domain::pathways::lists::Lists;
pub use note::{
    FactorsOfPathway, NoteFactorError, TypedFactor, end_factor, factors_of_pathway, note_factor,
};

use super::lists::lists;
use crate::AppError;

/// The lists from which factors are chosen.
pub fn factor_lists() -> Result<Lists, AppError> {
    lists()
}
