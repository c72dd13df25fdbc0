//! The verdict by rule, and what holds a pathway back.

use chrono::NaiveDate;

use super::assessment::{Assessment, Judged, Level, assess};
use super::{CriteriaSet, PathwayFacts};
use crate::coded::coded;

coded! {
    /// What a pathway is by a set of criteria.
    pub enum Outcome {
        /// Every criterion is met.
        MkbRoute = "mkb_route",
        /// None fails, but not every one is met.
        InDevelopment = "in_development",
        /// At least one is not met: it is not (yet) an Mkb-route.
        NotYet = "not_yet",
    }
}

/// What a pathway is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub set: String,
    pub version: u32,
    pub outcome: Outcome,
    /// One for each criterion, in the order of the set.
    pub assessments: Vec<Assessment>,
    /// Codes of the criteria that hold it back, those that hold it back most first: not met, then met
    /// partly, then not known; within these in the order of the set.
    pub held_back_by: Vec<String>,
}

/// One criterion in two sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub criterion: String,
    /// How far it is met; `None` in a set that does not name it.
    pub first: Option<Level>,
    pub second: Option<Level>,
}

/// A pathway by two sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBySide {
    pub first: Verdict,
    pub second: Verdict,
    /// Criteria of the first set, then those that only the second one names.
    pub rows: Vec<Row>,
}

/// What a pathway is by a set on a day.
pub fn verdict(
    set: &CriteriaSet,
    judgements: &[Judged],
    facts: &PathwayFacts,
    day: NaiveDate,
) -> Verdict {
    let criteria = set.criteria.iter();
    let assessments: Vec<Assessment> = criteria
        .map(|criterion| assess(criterion, judgements, facts, day))
        .collect();
    let at = |level: Level| {
        let found = assessments
            .iter()
            .filter(move |found| found.level() == level);
        found.map(|found| found.criterion.clone())
    };
    let held_back_by: Vec<String> = [Level::NotMet, Level::Partly, Level::Unknown]
        .into_iter()
        .flat_map(at)
        .collect();
    let fails = at(Level::NotMet).next().is_some();
    let outcome = match (fails, held_back_by.is_empty()) {
        (true, _) => Outcome::NotYet,
        (false, false) => Outcome::InDevelopment,
        (false, true) => Outcome::MkbRoute,
    };
    Verdict {
        set: set.id.clone(),
        version: set.version,
        outcome,
        held_back_by,
        assessments,
    }
}

impl Verdict {
    /// How far a criterion is met, if the set names it.
    pub fn level(&self, criterion: &str) -> Option<Level> {
        let mut found = self.assessments.iter();
        let found = found.find(|found| found.criterion == criterion)?;
        Some(found.level())
    }
}

/// What a pathway is by two sets on a day.
pub fn side_by_side(
    sets: (&CriteriaSet, &CriteriaSet),
    judgements: &[Judged],
    facts: &PathwayFacts,
    day: NaiveDate,
) -> SideBySide {
    let first = verdict(sets.0, judgements, facts, day);
    let second = verdict(sets.1, judgements, facts, day);
    let only_second = sets.1.criteria.iter();
    let only_second = only_second.filter(|found| sets.0.criterion(&found.code).is_none());
    let rows = sets
        .0
        .criteria
        .iter()
        .chain(only_second)
        .map(|criterion| Row {
            criterion: criterion.code.clone(),
            first: first.level(&criterion.code),
            second: second.level(&criterion.code),
        })
        .collect();
    SideBySide {
        first,
        second,
        rows,
    }
}
