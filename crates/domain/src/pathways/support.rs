//! What a pathway asks of the national programme: one of its kinds of support, in words, until it is answered.

use chrono::NaiveDate;
use thiserror::Error;

use super::lists::Entry;
use crate::coded::coded;
use crate::ids::{PathwayId, PersonId, SupportRequestId};

/// The longest question or answer, in characters.
pub const LONGEST: usize = 4_000;

coded! {
    /// How far a request is.
    pub enum SupportState {
        /// It waits for an answer.
        Open = "open",
        /// It has an answer, which who asked has not said to have read.
        Answered = "answered",
        /// Who asked has read the answer.
        Read = "read",
        /// The pathway needs no answer any more.
        Withdrawn = "withdrawn",
    }
}

/// A request of a pathway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportRequest {
    pub id: SupportRequestId,
    pub pathway: PathwayId,
    /// A code of the list of kinds of support.
    pub kind: String,
    pub question: String,
    pub asked_by: Option<PersonId>,
    pub asked_on: NaiveDate,
    /// Who of the national programme sees to it.
    pub owner: Option<PersonId>,
    pub state: SupportState,
    /// Empty until there is one.
    pub answer: String,
    pub answered_on: Option<NaiveDate>,
}

/// Why something cannot be done to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SupportProblem {
    #[error("the kind of support is not on the list")]
    Kind,
    #[error("there is no question")]
    NoQuestion,
    #[error("there is no answer")]
    NoAnswer,
    #[error("a question or an answer has more than {LONGEST} characters")]
    TooLong,
    #[error("the request is not in a state in which this can be done")]
    State,
}

impl SupportRequest {
    /// Asks for support of a kind that is on the list.
    ///
    /// # Errors
    /// The kind is not on the list, or no longer; there is no question, or it is too long.
    pub fn ask(
        id: SupportRequestId,
        pathway: PathwayId,
        (kind, question): (&str, &str),
        (by, on): (PersonId, NaiveDate),
        kinds: &[Entry],
    ) -> Result<Self, SupportProblem> {
        let mut known = kinds.iter();
        if !known.any(|entry| entry.code == kind && !entry.retired) {
            return Err(SupportProblem::Kind);
        }
        Ok(Self {
            id,
            pathway,
            kind: kind.to_owned(),
            question: words(question, SupportProblem::NoQuestion)?,
            asked_by: Some(by),
            asked_on: on,
            owner: None,
            state: SupportState::Open,
            answer: String::new(),
            answered_on: None,
        })
    }

    /// Says who sees to it, or that nobody does.
    ///
    /// # Errors
    /// It does not wait for an answer.
    pub fn assign(&mut self, owner: Option<PersonId>) -> Result<(), SupportProblem> {
        self.must_be(&[SupportState::Open])?;
        self.owner = owner;
        Ok(())
    }

    /// Answers it. An answer that was not read yet can be given anew: the days count until the first. Who
    /// answers what nobody saw to becomes its owner.
    ///
    /// # Errors
    /// There is no answer, it is too long, or nobody waits for one.
    pub fn answer(
        &mut self,
        answer: &str,
        (by, on): (PersonId, NaiveDate),
    ) -> Result<(), SupportProblem> {
        self.must_be(&[SupportState::Open, SupportState::Answered])?;
        self.answer = words(answer, SupportProblem::NoAnswer)?;
        self.state = SupportState::Answered;
        self.owner.get_or_insert(by);
        self.answered_on.get_or_insert(on);
        Ok(())
    }

    /// The pathway has read the answer.
    ///
    /// # Errors
    /// There is none, or it was read.
    pub fn read(&mut self) -> Result<(), SupportProblem> {
        self.must_be(&[SupportState::Answered])?;
        self.state = SupportState::Read;
        Ok(())
    }

    /// The pathway needs no answer any more.
    ///
    /// # Errors
    /// It does not wait for an answer.
    pub fn withdraw(&mut self) -> Result<(), SupportProblem> {
        self.must_be(&[SupportState::Open])?;
        self.state = SupportState::Withdrawn;
        Ok(())
    }

    /// Days from question to answer; up to `today` while it waits, and none once it was withdrawn.
    pub fn days(&self, today: NaiveDate) -> Option<i64> {
        let until = match self.state {
            SupportState::Open => Some(today),
            SupportState::Answered | SupportState::Read => self.answered_on,
            SupportState::Withdrawn => None,
        };
        until.map(|until| (until - self.asked_on).num_days())
    }

    fn must_be(&self, states: &[SupportState]) -> Result<(), SupportProblem> {
        if states.contains(&self.state) {
            Ok(())
        } else {
            Err(SupportProblem::State)
        }
    }
}

/// The days within which half was answered: the middle one, or the lower of the two in the middle.
pub fn median_days(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable();
    let middle = days.len().checked_sub(1)? / 2;
    days.get(middle).copied()
}

fn words(text: &str, none: SupportProblem) -> Result<String, SupportProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(none);
    }
    if text.chars().count() > LONGEST {
        return Err(SupportProblem::TooLong);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests;
