//! One measurement and its life: planned, open, closed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::instrument::RespondentGroup;
use crate::ids::{PathwayId, WaveId};
use crate::text::Text;

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

/// Whether a pathway's coordinator passed the questionnaire on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Distribution {
    /// Not known.
    Unknown,
    Sent,
    Late,
    NotSent,
}

impl Distribution {
    /// The name under which the distribution is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Sent => "sent",
            Self::Late => "late",
            Self::NotSent => "not_sent",
        }
    }

    /// The distribution stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Unknown, Self::Sent, Self::Late, Self::NotSent]
            .into_iter()
            .find(|distribution| distribution.code() == code)
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

/// A link by which one group at one pathway reaches its questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveLink {
    /// The readable code in the address of an open link.
    pub code: String,
    pub group: RespondentGroup,
    pub pathway: PathwayId,
    /// How many could answer, when known. Never estimated.
    pub population: Option<u32>,
    pub distribution: Distribution,
}

#[cfg(test)]
mod tests;
