//! Routing: when an item is asked, as a condition over earlier answers.
//!
//! One definition serves three places: the browser (which gets the JSON of it), the check on
//! submission, and the analysis (the base of an item is who was asked).

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Answers};

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

impl Condition {
    /// Whether the condition holds for these answers.
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::Is { item, option } => chosen(answers, item).any(|code| code == option),
            Self::AnyOf { item, options } => {
                chosen(answers, item).any(|code| options.iter().any(|option| option == code))
            }
            Self::AtLeast { item, value } => number(answers, item).is_some_and(|n| n >= *value),
            Self::AtMost { item, value } => number(answers, item).is_some_and(|n| n <= *value),
            Self::Answered { item } => answers.get(item).is_some_and(Answer::is_valid),
            Self::All(parts) => parts.iter().all(|part| part.holds(answers)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(answers)),
            Self::Not(part) => !part.holds(answers),
        }
    }

    /// The codes of the questions that it looks at, in order, repeats included.
    pub fn items(&self) -> Vec<&str> {
        match self {
            Self::Is { item, .. }
            | Self::AnyOf { item, .. }
            | Self::AtLeast { item, .. }
            | Self::AtMost { item, .. }
            | Self::Answered { item } => vec![item],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::items).collect(),
            Self::Not(part) => part.items(),
        }
    }

    /// The comparisons it is made of, without the words between them.
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(part) => part.leaves(),
            leaf => vec![leaf],
        }
    }
}

fn chosen<'a>(answers: &'a Answers, item: &str) -> Box<dyn Iterator<Item = &'a String> + 'a> {
    match answers.get(item) {
        Some(Answer::One { option, .. }) => Box::new(std::iter::once(option)),
        Some(Answer::Many { options, .. }) => Box::new(options.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

fn number(answers: &Answers, item: &str) -> Option<f64> {
    match answers.get(item) {
        Some(Answer::Number(value)) => Some(*value),
        Some(Answer::Month { year, .. }) => Some(f64::from(*year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
