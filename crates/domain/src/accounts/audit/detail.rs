//! What an entry tells besides: numbers, days and words of the program, never what a person typed.

use std::fmt::Write;

use chrono::NaiveDate;

use crate::accounts::{Role, Scope};
use crate::ids::PathwayId;

/// What a particular of an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// How many.
    Count,
    /// Which edit, step or verdict.
    How,
    /// The role that was given.
    Role,
    /// The pathway in which it holds.
    Pathway,
    /// The version of a questionnaire.
    Version,
    /// The number of a release.
    Number,
    /// The last day.
    Until,
    /// The kind of scope in which a role holds.
    Scope,
}

impl Key {
    const ALL: [Self; 8] = [
        Self::Count,
        Self::How,
        Self::Role,
        Self::Pathway,
        Self::Version,
        Self::Number,
        Self::Until,
        Self::Scope,
    ];

    /// The name under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::How => "how",
            Self::Role => "role",
            Self::Pathway => "pathway",
            Self::Version => "version",
            Self::Number => "number",
            Self::Until => "until",
            Self::Scope => "scope",
        }
    }
}

/// Particulars of an entry, in the order in which they were told. Made from numbers, days, ids and
/// words that stand in the program, so that no personal text can get in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail(String);

impl Detail {
    /// With so many of what the act is about.
    #[must_use]
    pub fn count(self, count: impl Into<u64>) -> Self {
        self.with(Key::Count, &count.into().to_string())
    }

    /// With the manner, a word of the program.
    #[must_use]
    pub fn how(self, word: &'static str) -> Self {
        self.with(Key::How, word)
    }

    /// With a role.
    #[must_use]
    pub fn role(self, role: Role) -> Self {
        self.with(Key::Role, role.code())
    }

    /// With a pathway.
    #[must_use]
    pub fn pathway(self, pathway: PathwayId) -> Self {
        self.with(Key::Pathway, &pathway.to_string())
    }

    /// With the scope in which a role holds: a pathway by its id, others by their kind.
    #[must_use]
    pub fn scope(self, scope: Scope) -> Self {
        match scope {
            Scope::Pathway(pathway) => self.pathway(pathway),
            other => self.with(Key::Scope, other.kind().code()),
        }
    }

    /// With a version.
    #[must_use]
    pub fn version(self, version: u32) -> Self {
        self.with(Key::Version, &version.to_string())
    }

    /// With the number of a release.
    #[must_use]
    pub fn number(self, number: u32) -> Self {
        self.with(Key::Number, &number.to_string())
    }

    /// With a last day.
    #[must_use]
    pub fn until(self, day: NaiveDate) -> Self {
        self.with(Key::Until, &day.to_string())
    }

    fn with(mut self, key: Key, value: &str) -> Self {
        let space = if self.0.is_empty() { "" } else { " " };
        // Writing to a text never fails.
        let _ = write!(self.0, "{space}{}={value}", key.code());
        self
    }

    /// As it is stored: `count=3 how=csv`.
    pub fn as_text(&self) -> &str {
        &self.0
    }

    /// The particulars of a stored text; what is not understood is left out.
    pub fn read(text: &str) -> Vec<(Key, &str)> {
        let parts = text.split(' ').filter_map(|part| part.split_once('='));
        parts
            .filter_map(|(code, value)| {
                let key = Key::ALL.into_iter().find(|key| key.code() == code)?;
                Some((key, value))
            })
            .collect()
    }
}
