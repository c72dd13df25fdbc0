//! A measurement may run longer; it never opens again.

use chrono::{NaiveDate, TimeDelta};
use thiserror::Error;

use super::{Wave, WaveState};

/// The longest that a measurement may run, in days.
pub const MOST_DAYS: i64 = 730;

/// Why the last day was not moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ExtendProblem {
    #[error("only an open wave is extended; a closed one never reopens")]
    NotOpen,
    #[error("the new last day is not later than {0}")]
    NotLater(NaiveDate),
    #[error("the new last day has passed")]
    Past,
    #[error("a wave runs at most {MOST_DAYS} days")]
    TooLong,
}

impl Wave {
    /// The wave with a later last day.
    ///
    /// # Errors
    /// When it is not open, or the day is not later, has passed, or is too far away.
    pub fn extended_to(&self, last: NaiveDate, today: NaiveDate) -> Result<Self, ExtendProblem> {
        if self.state != WaveState::Open {
            return Err(ExtendProblem::NotOpen);
        }
        if last <= self.closes {
            return Err(ExtendProblem::NotLater(self.closes));
        }
        if last < today {
            return Err(ExtendProblem::Past);
        }
        if last - self.opens > TimeDelta::days(MOST_DAYS) {
            return Err(ExtendProblem::TooLong);
        }
        Ok(Self {
            closes: last,
            ..self.clone()
        })
    }
}
