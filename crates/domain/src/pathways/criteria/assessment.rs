//! How far a criterion is met, by whom it was judged, and on what evidence.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Criterion, PathwayFacts, Tally};
use crate::coded::coded;
use crate::ids::PersonId;

coded! {
    /// How far a criterion is met.
    pub enum Level {
        Met = "met",
        Partly = "partly",
        NotMet = "not_met",
        Unknown = "unknown",
    }
}

coded! {
    /// What a judgement rests on.
    pub enum EvidenceKind {
        Document = "document",
        /// A talk with companies about the curriculum: who, what they asked, what was decided.
        CurriculumTalk = "curriculum_talk",
        Interview = "interview",
        /// A published report.
        Report = "report",
        Visit = "visit",
    }
}

/// Something that a judgement rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub kind: EvidenceKind,
    /// What it shows.
    pub note: String,
    /// Where it is found; may be empty.
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// A judgement by a person on a day. Earlier ones are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    pub criterion: String,
    pub level: Level,
    pub on: NaiveDate,
    /// `None` if the program brought it, as with the baseline.
    #[serde(default)]
    pub by: Option<PersonId>,
    /// It follows from what a source says, which does not say it itself.
    #[serde(default)]
    pub inferred: bool,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// What is wrong with a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AssessmentProblem {
    #[error("a judgement needs evidence, unless it is that nothing is known")]
    NoEvidence,
    #[error("evidence says what it shows")]
    EmptyEvidence,
    #[error("the day lies after today")]
    Future,
}

/// How far a criterion is met on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    pub criterion: String,
    /// What the data of the program say, with the numbers, where there are any.
    pub derived: Option<(Level, Tally)>,
    /// The last judgement by a person.
    pub judged: Option<Judged>,
}

impl Judged {
    /// Whether it may be kept.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(&self, today: NaiveDate) -> Result<(), AssessmentProblem> {
        if self.on > today {
            Err(AssessmentProblem::Future)
        } else if self.level != Level::Unknown && self.evidence.is_empty() {
            Err(AssessmentProblem::NoEvidence)
        } else if self
            .evidence
            .iter()
            .any(|found| found.note.trim().is_empty())
        {
            Err(AssessmentProblem::EmptyEvidence)
        } else {
            Ok(())
        }
    }
}

impl Assessment {
    /// The level that counts: what data say, and else what a person judged.
    pub fn level(&self) -> Level {
        let judged = self.judged.as_ref().map(|judged| judged.level);
        match self.derived {
            Some((level, _)) if level != Level::Unknown => level,
            _ => judged.unwrap_or(Level::Unknown),
        }
    }

    /// Whether the data decide, whatever a person judged.
    pub fn is_decided_by_data(&self) -> bool {
        self.derived
            .is_some_and(|(level, _)| level != Level::Unknown)
    }

    /// Whether the data contradict what a person judged.
    pub fn disagrees(&self) -> bool {
        let judged = self.judged.as_ref().map(|judged| judged.level);
        match (self.derived, judged) {
            (Some((derived, _)), Some(judged)) => {
                derived != Level::Unknown && judged != Level::Unknown && derived != judged
            }
            (None, _) | (_, None) => false,
        }
    }
}

/// How far a criterion is met on a day.
pub fn assess(
    criterion: &Criterion,
    judgements: &[Judged],
    facts: &PathwayFacts,
    day: NaiveDate,
) -> Assessment {
    let own = judgements
        .iter()
        .filter(|judged| judged.criterion == criterion.code && judged.on <= day);
    let derived = criterion.derived_from.and_then(|basis| {
        let tally = facts.tally(basis);
        let level = tally.level()?;
        let decides = tally.known() >= basis.least();
        Some((if decides { level } else { Level::Unknown }, tally))
    });
    Assessment {
        criterion: criterion.code.clone(),
        derived,
        // Of one day the last in the list.
        judged: own.max_by_key(|judged| judged.on).cloned(),
    }
}
