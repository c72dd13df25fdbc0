//! What somebody searched for in a list and keeps under a name of their own.

use thiserror::Error;

use crate::coded::coded;
use crate::ids::SavedSearchId;

/// The most characters of a name.
pub const LONGEST_NAME: usize = 80;
/// The most characters of what is searched for.
pub const LONGEST_QUERY: usize = 1_000;
/// The most searches that one person keeps.
pub const MOST_SEARCHES: usize = 50;

coded! {
    /// A list in which one searches.
    pub enum SearchedList {
        Pathways = "pathways",
        Organisations = "organisations",
        /// What pathways ask of the national programme.
        Support = "support",
        /// The companies on their way to one pathway.
        Leads = "leads",
    }
}

/// A search that somebody keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    pub id: SavedSearchId,
    pub name: String,
    pub list: SearchedList,
    /// The readable name of the pathway whose list it is; empty for a list of all.
    pub pathway: String,
    /// The choices as the address of the list has them.
    pub query: String,
}

/// Why a search is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SavedSearchProblem {
    #[error("a search has a name of at most {LONGEST_NAME} characters")]
    Name,
    #[error("nothing is searched for, or not in this list")]
    Query,
    #[error("somebody keeps at most {MOST_SEARCHES} searches")]
    TooMany,
}

impl SavedSearch {
    /// Whether it may be kept beside so many others.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(&self, others: usize) -> Result<(), SavedSearchProblem> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(SavedSearchProblem::Name);
        }
        let of_address = |byte: u8| byte.is_ascii_alphanumeric() || b"&=%+-._*".contains(&byte);
        let sound =
            (1..=LONGEST_QUERY).contains(&self.query.len()) && self.query.bytes().all(of_address);
        let of_slug = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let named = !self.pathway.is_empty() && self.pathway.bytes().all(of_slug);
        let placed = match self.list {
            SearchedList::Leads => named,
            SearchedList::Pathways | SearchedList::Organisations | SearchedList::Support => {
                self.pathway.is_empty()
            }
        };
        if !sound || !placed {
            return Err(SavedSearchProblem::Query);
        }
        if others >= MOST_SEARCHES {
            return Err(SavedSearchProblem::TooMany);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
