//! What is known of a group beside its answers.

use crate::result::Fielded;

/// Facts about a respondent group that no answer tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupFacts {
    /// How many could have answered, when that is known. Never estimated.
    pub population: Option<u32>,
    /// The pathways that take part, in the order of the categories of [`PATHWAY`].
    pub pathways: Vec<PathwayFacts>,
    /// The microdata are reconstructed from a published report.
    pub reconstructed: bool,
    /// The answers are made up, for demonstration.
    pub simulated: bool,
    /// What was done to reach people, in counts.
    pub fielded: Fielded,
    /// Answers came through an open link, so that nobody can be kept from answering twice.
    pub open_link: bool,
}

/// The code of the column that tells through which pathway somebody was reached.
pub const PATHWAY: &str = "pathway";

/// One pathway of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathwayFacts {
    pub code: String,
    /// How many could have answered there, when that is known.
    pub population: Option<u32>,
    pub distribution: Passed,
    /// Whether a reader may know that it was this pathway.
    pub may_be_named: bool,
}

/// Whether the questionnaire was passed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Passed {
    #[default]
    InTime,
    Late,
    Not,
}
