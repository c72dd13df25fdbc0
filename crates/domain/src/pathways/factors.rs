//! What holds a pathway back and what helps it on, each noted from a shared list, so that pathways can be
//! counted by it. What holds no longer is taken away, and stays in the history.

use chrono::NaiveDate;
use thiserror::Error;

use super::Phase;
use super::lists::Lists;
use crate::coded::coded;
use crate::ids::{FactorId, PathwayId, PersonId};

/// The longest sentence, in characters.
pub const LONGEST: usize = 500;

coded! {
    /// Which way a factor works.
    pub enum FactorKind {
        /// It holds a pathway back.
        Barrier = "barrier",
        /// It helps a pathway on.
        Helping = "helping_factor",
    }
}

/// A factor as it was noted at a pathway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    pub id: FactorId,
    pub pathway: PathwayId,
    pub kind: FactorKind,
    /// A code of the list of its kind.
    pub code: String,
    /// What it is here, in words; may be empty.
    pub sentence: String,
    pub noted_by: Option<PersonId>,
    pub noted_on: NaiveDate,
    /// The phase in which the pathway was then.
    pub phase: Phase,
    /// Since when it holds no longer.
    pub ended: Option<FactorEnd>,
}

/// That a factor holds no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorEnd {
    pub by: Option<PersonId>,
    pub on: NaiveDate,
    /// What changed, in words; may be empty.
    pub sentence: String,
}

/// Why something cannot be noted or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FactorProblem {
    #[error("the factor is not on the list")]
    Unknown,
    #[error("the factor stands at the pathway already")]
    There,
    #[error("the factor was taken away")]
    Ended,
    #[error("a sentence has more than {LONGEST} characters")]
    TooLong,
}

impl Factor {
    /// Notes a factor that is on the list and does not stand at the pathway, whose factors are given.
    ///
    /// # Errors
    /// It is not on the list, or no longer; it stands there already; the sentence is too long.
    pub fn note(
        (id, pathway, phase): (FactorId, PathwayId, Phase),
        (kind, code, sentence): (FactorKind, &str, &str),
        (by, on): (PersonId, NaiveDate),
        (lists, there): (&Lists, &[Self]),
    ) -> Result<Self, FactorProblem> {
        let mut known = lists.factors(kind).iter();
        if !known.any(|entry| entry.code == code && !entry.retired) {
            return Err(FactorProblem::Unknown);
        }
        let mut standing = there.iter().filter(|other| other.stands());
        if standing.any(|other| other.kind == kind && other.code == code) {
            return Err(FactorProblem::There);
        }
        Ok(Self {
            id,
            pathway,
            kind,
            code: code.to_owned(),
            sentence: words(sentence)?,
            noted_by: Some(by),
            noted_on: on,
            phase,
            ended: None,
        })
    }

    /// Takes it away: it holds no longer.
    ///
    /// # Errors
    /// It was taken away before; the sentence is too long.
    pub fn end(
        &mut self,
        sentence: &str,
        (by, on): (PersonId, NaiveDate),
    ) -> Result<(), FactorProblem> {
        if !self.stands() {
            return Err(FactorProblem::Ended);
        }
        self.ended = Some(FactorEnd {
            by: Some(by),
            on,
            sentence: words(sentence)?,
        });
        Ok(())
    }

    /// Whether it holds still.
    pub fn stands(&self) -> bool {
        self.ended.is_none()
    }
}

fn words(sentence: &str) -> Result<String, FactorProblem> {
    let sentence = sentence.trim();
    if sentence.chars().count() > LONGEST {
        return Err(FactorProblem::TooLong);
    }
    Ok(sentence.to_owned())
}

#[cfg(test)]
mod tests;
