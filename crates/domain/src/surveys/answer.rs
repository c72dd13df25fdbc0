//! What a respondent answered, by the code of the question.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// One answer. A question without an entry was skipped or not asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One option of a single choice, by its code; `other` is the text behind "anders, namelijk".
    One {
        option: String,
        other: Option<String>,
    },
    /// The chosen options of a multiple choice; `other` as above.
    Many {
        options: BTreeSet<String>,
        other: Option<String>,
    },
    /// A scale, a number, a year or a share in per cent (0 to 100).
    Number(f64),
    /// A year and a month (1 to 12).
    Month { year: i32, month: u8 },
    /// An open answer.
    Text(String),
    /// "N.v.t."
    NotApplicable,
    /// "Weet ik niet"
    DontKnow,
}

/// The answers of one respondent, by question code.
pub type Answers = BTreeMap<String, Answer>;

/// The option code that stands for "anders, namelijk".
pub const OTHER: &str = "other";

impl Answer {
    /// Whether it counts as a valid answer: neither "n.v.t." nor "weet ik niet".
    pub fn is_valid(&self) -> bool {
        !matches!(self, Self::NotApplicable | Self::DontKnow)
    }
}
