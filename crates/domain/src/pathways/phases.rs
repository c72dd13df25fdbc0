//! The phases of a pathway over time. Every change has a day, a reason and somebody who made it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Phase;
use crate::ids::PersonId;

/// The most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// A step to another phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseChange {
    pub to: Phase,
    /// The day from which it holds.
    pub on: NaiveDate,
    pub reason: String,
    /// What a paused pathway waits for; empty in other phases.
    #[serde(default)]
    pub waits_for: String,
    /// `None` if the program brought it, as with the baseline.
    #[serde(default)]
    pub by: Option<PersonId>,
}

/// What is wrong with a change of phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhaseProblem {
    #[error("a change of phase needs a reason")]
    NoReason,
    #[error("a reason has more than {LONGEST_REASON} characters")]
    LongReason,
    #[error("a paused pathway waits for something")]
    WaitsForNothing,
    #[error("only a paused pathway waits for something")]
    WaitsWithoutPause,
    #[error("the day lies before the last change")]
    BeforeLast(NaiveDate),
    #[error("the day lies after today")]
    Future,
    #[error("the pathway is in this phase")]
    Same,
    #[error("from {from:?} a pathway does not go to {to:?}")]
    OutOfOrder { from: Phase, to: Phase },
}

/// The phases of one pathway, the earliest first. The order was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phases(Vec<PhaseChange>);

impl Phase {
    /// How far along the road a phase lies; `None` for those beside it.
    fn rank(self) -> Option<u8> {
        match self {
            Self::Idea => Some(0),
            Self::Exploring => Some(1),
            Self::Developing => Some(2),
            Self::Starting => Some(3),
            Self::Established => Some(4),
            Self::Paused | Self::Stopped => None,
        }
    }

    /// Whether students can begin.
    pub fn runs(self) -> bool {
        match self {
            Self::Starting | Self::Established => true,
            Self::Idea | Self::Exploring | Self::Developing | Self::Paused | Self::Stopped => false,
        }
    }
}

/// Whether a pathway may go from one phase to another, given how far it was before a pause.
///
/// Forward one phase at a time; back as far as needed; a pause and an end at any time. After a pause it
/// goes on where it was, or earlier. One that stopped begins anew as an idea or an exploration.
fn may_follow(from: Phase, before_pause: Option<Phase>, to: Phase) -> bool {
    match (from, to) {
        (Phase::Paused | Phase::Stopped, Phase::Paused) => false,
        (_, Phase::Paused | Phase::Stopped) => from != to,
        (Phase::Stopped, _) => matches!(to, Phase::Idea | Phase::Exploring),
        (Phase::Paused, _) => {
            // Whoever began with a pause tells by going on how far it was.
            let reached = before_pause.and_then(Phase::rank);
            reached.is_none_or(|reached| to.rank() <= Some(reached))
        }
        (_, _) => match (from.rank(), to.rank()) {
            (Some(from), Some(to)) => to < from || to == from + 1,
            (None, _) | (_, None) => false,
        },
    }
}

impl Phases {
    /// Reads a whole history.
    ///
    /// # Errors
    /// The first change that is wrong, counted from 0, and what is wrong with it.
    pub fn from_changes(
        changes: Vec<PhaseChange>,
        today: NaiveDate,
    ) -> Result<Self, (usize, PhaseProblem)> {
        let mut phases = Self::default();
        for (at, change) in changes.into_iter().enumerate() {
            phases.add(change, today).map_err(|problem| (at, problem))?;
        }
        Ok(phases)
    }

    /// Adds a change. The first one may be any phase: pathways come to the program as they are.
    ///
    /// # Errors
    /// What is wrong with it; then nothing changes.
    pub fn add(&mut self, change: PhaseChange, today: NaiveDate) -> Result<(), PhaseProblem> {
        if change.reason.trim().is_empty() {
            return Err(PhaseProblem::NoReason);
        }
        if change.reason.chars().count() > LONGEST_REASON
            || change.waits_for.chars().count() > LONGEST_REASON
        {
            return Err(PhaseProblem::LongReason);
        }
        let waits = !change.waits_for.trim().is_empty();
        match (change.to == Phase::Paused, waits) {
            (true, false) => return Err(PhaseProblem::WaitsForNothing),
            (false, true) => return Err(PhaseProblem::WaitsWithoutPause),
            (true, true) | (false, false) => {}
        }
        if change.on > today {
            return Err(PhaseProblem::Future);
        }
        if let Some(last) = self.0.last() {
            if change.on < last.on {
                return Err(PhaseProblem::BeforeLast(last.on));
            }
            if change.to == last.to {
                return Err(PhaseProblem::Same);
            }
            if !may_follow(last.to, self.before_pause(), change.to) {
                let (from, to) = (last.to, change.to);
                return Err(PhaseProblem::OutOfOrder { from, to });
            }
        }
        self.0.push(change);
        Ok(())
    }

    /// The phase in which it was before it paused.
    pub fn before_pause(&self) -> Option<Phase> {
        let earlier = self.0.iter().rev().map(|change| change.to);
        earlier.into_iter().find(|phase| *phase != Phase::Paused)
    }

    /// Which phases may follow now.
    pub fn next(&self) -> Vec<Phase> {
        let Some(last) = self.0.last() else {
            return Phase::ALL.to_vec();
        };
        let before = self.before_pause();
        let may = |to: &Phase| may_follow(last.to, before, *to);
        Phase::ALL.into_iter().filter(may).collect()
    }

    /// The phase on a day; `None` before the first change.
    pub fn on(&self, day: NaiveDate) -> Option<Phase> {
        let until = self.0.partition_point(|change| change.on <= day);
        let last = self.0[..until].last()?;
        Some(last.to)
    }

    /// How many days it was in a phase up to a day, and that day itself not.
    pub fn days_in(&self, phase: Phase, until: NaiveDate) -> i64 {
        let ends = self.0.iter().skip(1).map(|change| change.on).chain([until]);
        let spans = self.0.iter().zip(ends);
        spans
            .filter(|(change, _)| change.to == phase)
            .map(|(change, end)| (end.min(until) - change.on).num_days().max(0))
            .sum()
    }

    /// The changes, the earliest first.
    pub fn changes(&self) -> &[PhaseChange] {
        &self.0
    }
}

#[cfg(test)]
mod tests;
