//! A study: a series of measurements with the questions that it wants answered.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::instrument::{Instrument, Question};
use crate::text::Text;

/// The most characters of a question or a note, in each language.
pub const LONGEST_TEXT: usize = 300;

/// A study with its questions, in the order in which they are told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Study {
    /// Readable name in files and the database.
    pub slug: String,
    pub title: Text,
    /// The question that the study as a whole answers.
    pub aim: Text,
    /// Counts up with every change, so that two editors do not overwrite each other. 0 as shipped.
    #[serde(default)]
    pub revision: u32,
    #[serde(rename = "question")]
    pub questions: Vec<StudyQuestion>,
}

/// One thing that the study wants to know, and what can answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyQuestion {
    /// Stays the same while words and sources change.
    pub code: String,
    pub text: Text,
    /// Questions of questionnaires that answer it.
    pub items: Vec<ItemRef>,
    /// What answers it outside the questionnaires.
    #[serde(default)]
    pub elsewhere: Vec<Elsewhere>,
}

/// A source outside the questionnaires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    pub source: OtherSource,
    /// What the source tells; may be empty.
    #[serde(default)]
    pub note: Text,
}

/// Kinds of sources outside the questionnaires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherSource {
    /// Conversations with coordinators and others.
    Interviews,
    FocusGroup,
    /// What the program itself records while routes run.
    RunningSystem,
    /// Research by others.
    OtherResearch,
}

/// A question of a questionnaire, over all its versions: written `students.motives`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemRef {
    pub instrument: String,
    pub item: String,
}

/// How far a measurement answers a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// The measurement asks at least one of its items.
    Asked,
    /// Only sources outside the questionnaires answer it.
    Elsewhere,
    /// Nothing answers it.
    Open,
}

/// What is wrong with a question that somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QuestionProblem {
    #[error("the question needs words in both languages")]
    NoText,
    #[error("a text has more than {LONGEST_TEXT} characters")]
    TooLong,
}

/// Not of the form `questionnaire.question`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an item is written as questionnaire.question")]
pub struct NotAnItem;

impl Study {
    /// Reads a study file.
    ///
    /// # Errors
    /// What the file says that no study has, with its line.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The question with this code.
    pub fn question(&self, code: &str) -> Option<&StudyQuestion> {
        self.questions.iter().find(|found| found.code == code)
    }

    /// A code that no question has yet.
    pub fn free_code(&self) -> String {
        let mut number = self.questions.len() + 1;
        while self.question(&format!("q{number}")).is_some() {
            number += 1;
        }
        format!("q{number}")
    }
}

impl StudyQuestion {
    /// How far a measurement with these questionnaires answers it.
    pub fn coverage(&self, used: &[&Instrument]) -> Coverage {
        if self.items.iter().any(|item| item.find(used).is_some()) {
            Coverage::Asked
        } else if self.elsewhere.is_empty() {
            Coverage::Open
        } else {
            Coverage::Elsewhere
        }
    }

    /// Whether it may be kept.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(&self) -> Result<(), QuestionProblem> {
        let notes = self.elsewhere.iter().map(|source| &source.note);
        let too_long = |text: &Text| {
            let long = |words: &str| words.chars().count() > LONGEST_TEXT;
            long(&text.nl) || long(&text.en)
        };
        if self.text.missing().is_some() {
            Err(QuestionProblem::NoText)
        } else if std::iter::once(&self.text).chain(notes).any(too_long) {
            Err(QuestionProblem::TooLong)
        } else {
            Ok(())
        }
    }
}

impl ItemRef {
    /// The question among these questionnaires, if one of them asks it.
    pub fn find<'a>(&self, used: &[&'a Instrument]) -> Option<(&'a Instrument, Question<'a>)> {
        let instrument = used.iter().find(|found| found.id == self.instrument)?;
        Some((instrument, instrument.question(&self.item)?))
    }
}

impl OtherSource {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 4] = [
        Self::Interviews,
        Self::FocusGroup,
        Self::RunningSystem,
        Self::OtherResearch,
    ];

    /// Its name in forms and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Interviews => "interviews",
            Self::FocusGroup => "focus_group",
            Self::RunningSystem => "running_system",
            Self::OtherResearch => "other_research",
        }
    }
}

impl Coverage {
    /// Every outcome, the best first.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Elsewhere, Self::Open];

    /// Its name in addresses and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Elsewhere => "elsewhere",
            Self::Open => "open",
        }
    }
}

impl fmt::Display for ItemRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.instrument, self.item)
    }
}

impl FromStr for ItemRef {
    type Err = NotAnItem;

    fn from_str(text: &str) -> Result<Self, NotAnItem> {
        match text.trim().split_once('.') {
            Some((instrument, item)) if !instrument.is_empty() && !item.is_empty() => Ok(Self {
                instrument: instrument.to_owned(),
                item: item.to_owned(),
            }),
            _ => Err(NotAnItem),
        }
    }
}

impl Serialize for ItemRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ItemRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
