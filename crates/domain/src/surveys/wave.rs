//! One measurement and its life: planned, open, closed.

mod distribution;
mod extension;
mod link;
mod plan;

pub use distribution::{Distribution, LATE_AFTER_DAYS};
pub use extension::{ExtendProblem, MOST_DAYS};
pub use link::{Fielding, SILENT_AFTER_DAYS, Silence, WaveLink};
pub use plan::{PlanProblem, WavePlan};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::instrument::RespondentGroup;
use crate::ids::WaveId;
use crate::text::{Lang, Text};

/// Where a wave is in its life. It never reopens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaveState {
    /// Being prepared; links do not work yet.
    Planned,
    /// Answers come in.
    Open,
    /// No answers any more.
    Closed,
}

/// What may happen to a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaveMove {
    Open,
    Close,
}

impl WaveState {
    /// Every state, in the order of life.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Open, Self::Closed];

    /// The state after a move; `None` where the move is not allowed.
    pub fn after(self, step: WaveMove) -> Option<Self> {
        match (self, step) {
            (Self::Planned, WaveMove::Open) => Some(Self::Open),
            (Self::Open, WaveMove::Close) => Some(Self::Closed),
            (Self::Planned, WaveMove::Close)
            | (Self::Open, WaveMove::Open)
            | (Self::Closed, WaveMove::Open | WaveMove::Close) => None,
        }
    }

    /// The name under which the state is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The state stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Where the answers of a wave come from. Shown wherever a figure of the wave is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Respondents gave them.
    Fielded,
    /// Microdata made to give back the figures of a published report.
    Reconstructed,
    /// Made up, for demonstration.
    Simulated,
}

impl Provenance {
    /// The name under which the provenance is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fielded => "fielded",
            Self::Reconstructed => "reconstructed",
            Self::Simulated => "simulated",
        }
    }

    /// The provenance stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Fielded, Self::Reconstructed, Self::Simulated]
            .into_iter()
            .find(|provenance| provenance.code() == code)
    }
}

/// One measurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    pub id: WaveId,
    /// Readable name in addresses and commands, such as `nulmeting-2021`.
    pub slug: String,
    pub title: Text,
    pub state: WaveState,
    pub provenance: Provenance,
    /// First and last day on which answers were or are welcome.
    pub opens: NaiveDate,
    pub closes: NaiveDate,
    /// SHA-256 of the frozen data set, once there is one.
    pub dataset_sha256: Option<String>,
    pub settings: WaveSettings,
}

/// What the makers of a measurement choose besides its period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaveSettings {
    /// The language in which mails are written and pages begin.
    pub lang: Lang,
    /// What respondents read about their answers, besides what the program itself promises.
    pub privacy: Text,
    /// The measurement of which this one is the follow-up.
    pub follows: Option<WaveId>,
    /// The last day on which everybody was reminded.
    pub reminded_on: Option<NaiveDate>,
}

impl Wave {
    /// Answers are welcome: the wave is open and today is not past its last day.
    pub fn takes_answers(&self, today: NaiveDate) -> bool {
        self.state == WaveState::Open && today <= self.closes
    }
}

/// The frozen questionnaire that a respondent group answers in a wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveInstrument {
    pub group: RespondentGroup,
    pub instrument: String,
    pub version: u32,
}

#[cfg(test)]
mod tests;
