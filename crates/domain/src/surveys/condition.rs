//! Routing: when an item is asked, as a condition over earlier answers.
//!
//! One definition serves three places: the browser (which gets the JSON of it), the check on
//! submission, and the analysis (the base of an item is who was asked).

use serde::{Deserialize, Serialize};

/// A condition over earlier answers.
///
/// A missing answer, "n.v.t." and "weet ik niet" make every comparison false, so `not` around a
/// comparison is true for somebody who did not answer; combine it with [`Condition::Answered`]
/// where that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The single choice `item` has the option `option`.
    Is { item: String, option: String },
    /// The single choice has one of the options, or the multiple choice contains one of them.
    AnyOf { item: String, options: Vec<String> },
    /// The number or scale is at least this.
    AtLeast { item: String, value: f64 },
    /// The number or scale is at most this.
    AtMost { item: String, value: f64 },
    /// The item has a valid answer.
    Answered { item: String },
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
}
