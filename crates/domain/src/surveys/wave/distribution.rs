//! Whether a questionnaire reached a pathway, and when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// So many days after the opening, passing on counts as late.
pub const LATE_AFTER_DAYS: i64 = 14;

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

    /// How passing on at this day counts in a measurement that opened at `opens`.
    pub fn on(sent: NaiveDate, opens: NaiveDate) -> Self {
        if (sent - opens).num_days() > LATE_AFTER_DAYS {
            Self::Late
        } else {
            Self::Sent
        }
    }
}
