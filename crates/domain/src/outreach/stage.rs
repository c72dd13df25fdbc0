//! The stages of a company on its way to a pathway. Every change has a day; those that end or put off the
//! talk have a reason.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::DeclineReason;
use crate::coded::coded;
use crate::ids::PersonId;

coded! {
    /// How far a company is.
    pub enum Stage {
        Approached = "approached",
        Interested = "interested",
        /// Came to an information meeting.
        Attended = "attended",
        Conversation = "conversation",
        /// Committed itself before students came: a launching customer.
        Committed = "committed",
        /// Prepares its first workplace.
        Onboarding = "onboarding",
        /// Has a student.
        Active = "active",
        Declined = "declined",
        /// Talks again on a later day.
        Dormant = "dormant",
    }
}

impl Stage {
    /// The stages on the road, in their order.
    pub const ROAD: [Self; 7] = [
        Self::Approached,
        Self::Interested,
        Self::Attended,
        Self::Conversation,
        Self::Committed,
        Self::Onboarding,
        Self::Active,
    ];

    /// Place on the road, from 0; `None` for those beside it.
    pub fn rank(self) -> Option<usize> {
        Self::ROAD.iter().position(|stage| *stage == self)
    }

    /// Whether coming to a meeting brings a company further. One that declined comes back only by talking.
    pub fn grows_by_attending(self) -> bool {
        self == Self::Dormant || (self.rank().is_some() && self < Self::Attended)
    }

    /// Whether a company in this stage may come into another. Along the road it may skip stages and go
    /// back; who declined comes back only by talking.
    pub fn may_become(self, to: Self) -> bool {
        match (self, to) {
            (Self::Declined, _) => matches!(to, Self::Interested | Self::Conversation),
            (Self::Dormant, Self::Dormant) => true,
            (_, _) => self != to,
        }
    }
}

/// A step to another stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageChange {
    pub to: Stage,
    pub on: NaiveDate,
    #[serde(default)]
    pub by: Option<PersonId>,
    /// What was said; needed to put off, to go back and to return after declining.
    #[serde(default)]
    pub note: String,
    /// Why the company does not take part; at least one when it declines, otherwise none.
    #[serde(default)]
    pub reasons: Vec<DeclineReason>,
    /// When to talk again; only of a dormant lead.
    #[serde(default)]
    pub re_engage_on: Option<NaiveDate>,
}

/// What is wrong with a change of stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StageProblem {
    #[error("from {from:?} a company does not come to {to:?}")]
    OutOfOrder { from: Stage, to: Stage },
    #[error("the day lies before the last change")]
    BeforeLast(NaiveDate),
    #[error("the day lies after today")]
    Future,
    #[error("who declines has a reason")]
    NoReason,
    #[error("only who declines has reasons for it")]
    ReasonWithoutDeclining,
    #[error("this change needs a note")]
    NoNote,
    #[error("who is put off is talked to again on a later day")]
    NoReEngageDay,
    #[error("only who is put off has a day to talk again")]
    ReEngageWithoutPause,
}

/// The stages of one lead, the earliest first. The order was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey(Vec<StageChange>);

impl StageChange {
    fn check(&self, last: Option<&Self>, today: NaiveDate) -> Result<(), StageProblem> {
        let (declines, sleeps) = (self.to == Stage::Declined, self.to == Stage::Dormant);
        if self.on > today {
            return Err(StageProblem::Future);
        }
        match (declines, self.reasons.is_empty()) {
            (true, true) => return Err(StageProblem::NoReason),
            (false, false) => return Err(StageProblem::ReasonWithoutDeclining),
            (true, false) | (false, true) => {}
        }
        match self.re_engage_on {
            None if sleeps => return Err(StageProblem::NoReEngageDay),
            Some(day) if sleeps && day <= self.on => return Err(StageProblem::NoReEngageDay),
            Some(_) if !sleeps => return Err(StageProblem::ReEngageWithoutPause),
            None | Some(_) => {}
        }
        let Some(last) = last else {
            return self.check_note(sleeps);
        };
        if self.on < last.on {
            return Err(StageProblem::BeforeLast(last.on));
        }
        if !last.to.may_become(self.to) {
            let (from, to) = (last.to, self.to);
            return Err(StageProblem::OutOfOrder { from, to });
        }
        let back = self.to.rank().is_some() && self.to.rank() < last.to.rank();
        self.check_note(sleeps || back || last.to == Stage::Declined)
    }

    fn check_note(&self, needed: bool) -> Result<(), StageProblem> {
        if needed && self.note.trim().is_empty() {
            return Err(StageProblem::NoNote);
        }
        Ok(())
    }
}

impl Journey {
    /// Reads a whole history.
    ///
    /// # Errors
    /// The first change that is wrong, counted from 0, and what is wrong with it.
    pub fn from_changes(
        changes: Vec<StageChange>,
        today: NaiveDate,
    ) -> Result<Self, (usize, StageProblem)> {
        let mut journey = Self::default();
        for (at, change) in changes.into_iter().enumerate() {
            journey
                .add(change, today)
                .map_err(|problem| (at, problem))?;
        }
        Ok(journey)
    }

    /// Adds a change. A company may come in at any stage: it may have called itself.
    ///
    /// # Errors
    /// What is wrong with it; then nothing changes.
    pub fn add(&mut self, change: StageChange, today: NaiveDate) -> Result<(), StageProblem> {
        change.check(self.0.last(), today)?;
        self.0.push(change);
        Ok(())
    }

    /// Takes back the last change, which was a mistake. The first stays: without one a company is nowhere.
    pub fn take_back(&mut self) -> Option<StageChange> {
        if self.0.len() < 2 {
            return None;
        }
        self.0.pop()
    }

    /// The stage now; `None` before the first change.
    pub fn stage(&self) -> Option<Stage> {
        Some(self.0.last()?.to)
    }

    /// When to talk again with a company that was put off.
    pub fn re_engage_on(&self) -> Option<NaiveDate> {
        self.0.last()?.re_engage_on
    }

    /// The changes, the earliest first.
    pub fn changes(&self) -> &[StageChange] {
        &self.0
    }
}

#[cfg(test)]
mod tests;
