//! What is known of a group beside its answers.

/// Facts about a respondent group that no answer tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupFacts {
    /// How many could have answered, when that is known. Never estimated.
    pub population: Option<u32>,
    /// Pathways where the questionnaire was not passed on.
    pub not_sent: u32,
    /// Pathways where it was passed on late.
    pub late: u32,
    /// The microdata are reconstructed from a published report.
    pub reconstructed: bool,
    /// Answers came through an open link, so that nobody can be kept from answering twice.
    pub open_link: bool,
}
