//! Many organisations at once, as the rows of a list. What each column is, is guessed and can be chosen; every row
//! that cannot be taken over is told with its reasons, and nothing is taken over by half.

mod column;
mod judge;
mod line;

use serde::{Deserialize, Serialize};

use super::{OrganisationKind, SbiScheme};

pub use column::{ListColumn, guess};
pub use judge::{Judged, judge_lines};
pub use line::{Line, Refusal};

/// The most rows of one list.
pub const MOST_LINES: usize = 100_000;

/// What the columns of a list are, and what of it comes along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListChoices {
    /// In the order of the list; nothing for a column that does not come along.
    pub columns: Vec<Option<ListColumn>>,
    /// What the organisations are whose row does not say it.
    pub kind: OrganisationKind,
    pub sbi_scheme: SbiScheme,
    /// Go on without the rows that are refused.
    pub without_refused: bool,
    /// Also take over what has the name and place of one that is known.
    pub with_alike: bool,
}

/// Why a list cannot be read as it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceProblem {
    NoName,
    NoPlace,
    /// Two columns are the same.
    Twice(ListColumn),
}

impl ListChoices {
    /// What the columns with these names probably are. Of two that look the same only the first counts.
    pub fn guess<'a>(headers: impl IntoIterator<Item = &'a str>) -> Self {
        let mut columns: Vec<Option<ListColumn>> = Vec::new();
        for header in headers {
            let found = guess(header).filter(|found| !columns.contains(&Some(*found)));
            columns.push(found);
        }
        Self {
            columns,
            kind: OrganisationKind::Company,
            sbi_scheme: SbiScheme::Sbi2025,
            without_refused: false,
            with_alike: false,
        }
    }

    /// What is wrong with the choices; nothing if rows can be read.
    pub fn problems(&self) -> Vec<ChoiceProblem> {
        let times = |wanted| {
            let same = self
                .columns
                .iter()
                .filter(|column| **column == Some(wanted));
            same.count()
        };
        let missing = [
            (ListColumn::Name, ChoiceProblem::NoName),
            (ListColumn::Place, ChoiceProblem::NoPlace),
        ];
        let missing = missing
            .into_iter()
            .filter(|(column, _)| times(*column) == 0);
        let twice = ListColumn::ALL
            .into_iter()
            .filter(|column| times(*column) > 1);
        missing
            .map(|(_, problem)| problem)
            .chain(twice.map(ChoiceProblem::Twice))
            .collect()
    }
}

#[cfg(test)]
mod tests;
