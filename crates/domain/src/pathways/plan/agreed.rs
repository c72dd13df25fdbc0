//! What was agreed on the way: with partners, about the curriculum, and when is taught.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{CurriculumBasis, CurriculumTalk};
use crate::coded::coded;
use crate::pathways::business_case::Euros;

/// The most characters of one text.
pub const LONGEST_TEXT: usize = 1_000;
/// The most commitments, and the most talks.
pub const MOST_ENTRIES: usize = 100;
/// Weeks of a year.
const WEEKS: u8 = 52;

coded! {
    /// A day on which students come to school.
    pub enum SchoolDay {
        Monday = "monday",
        Tuesday = "tuesday",
        Wednesday = "wednesday",
        Thursday = "thursday",
        Friday = "friday",
        Saturday = "saturday",
    }
}

/// What a partner promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// What the partner is called.
    pub partner: String,
    pub on: NaiveDate,
    #[serde(default)]
    pub workplaces: u16,
    /// Hours of its people in the preparation.
    #[serde(default)]
    pub hours: u32,
    #[serde(default)]
    pub money: Euros,
    /// Where it is written down; may be empty.
    #[serde(default)]
    pub place: String,
}

/// When is taught in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyCalendar {
    pub school_days: Vec<SchoolDay>,
    pub teaching_weeks: u8,
    pub exam_weeks: u8,
    /// Where the calendar itself is found; may be empty.
    #[serde(default)]
    pub place: String,
}

/// Everything that was agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Agreed {
    pub commitments: Vec<Commitment>,
    pub basis: Option<CurriculumBasis>,
    pub talks: Vec<CurriculumTalk>,
    pub calendar: Option<StudyCalendar>,
}

/// What keeps it from being kept. Entries are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AgreedProblem {
    #[error("a commitment names no partner, or promises nothing")]
    EmptyCommitment(usize),
    #[error("an amount is negative or too high")]
    Amount(usize),
    #[error("the basis has no name, or more than all of it is in hand")]
    Basis,
    #[error("a talk says not with whom, or what they asked")]
    EmptyTalk(usize),
    #[error("a commitment or a talk lies after today")]
    Future,
    #[error("a calendar has school days, and its weeks fit into a year")]
    Calendar,
    #[error("a text is too long")]
    LongText,
    #[error("there are too many entries")]
    TooMany,
}

/// What all partners promised together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promised {
    pub workplaces: u32,
    pub hours: u64,
    pub money: Euros,
}

impl StudyCalendar {
    /// Whether there can be such a year.
    pub fn is_sound(&self) -> bool {
        let weeks = self.teaching_weeks.saturating_add(self.exam_weeks);
        !self.school_days.is_empty() && self.teaching_weeks > 0 && weeks <= WEEKS
    }
}

impl Agreed {
    /// Everything that is wrong, in the order of the form.
    pub fn problems(&self, today: NaiveDate) -> Vec<AgreedProblem> {
        let mut found = Vec::new();
        for (at, commitment) in self.commitments.iter().enumerate() {
            let promises = commitment.workplaces > 0
                || commitment.hours > 0
                || commitment.money != Euros::ZERO;
            if commitment.partner.trim().is_empty() || !promises {
                found.push(AgreedProblem::EmptyCommitment(at));
            }
            if !commitment.money.is_sound() {
                found.push(AgreedProblem::Amount(at));
            }
        }
        if self.basis.as_ref().is_some_and(|basis| !basis.is_sound()) {
            found.push(AgreedProblem::Basis);
        }
        let empty = |text: &str| text.trim().is_empty();
        let talks = self.talks.iter().enumerate();
        let empty = talks.filter(|(_, talk)| empty(&talk.with) || empty(&talk.asked));
        found.extend(empty.map(|(at, _)| AgreedProblem::EmptyTalk(at)));
        let talked = self.talks.iter().map(|talk| talk.on);
        let mut days = self.commitments.iter().map(|found| found.on).chain(talked);
        if days.any(|day| day > today) {
            found.push(AgreedProblem::Future);
        }
        let unsound = |calendar: &StudyCalendar| !calendar.is_sound();
        if self.calendar.as_ref().is_some_and(unsound) {
            found.push(AgreedProblem::Calendar);
        }
        if self.texts().any(|text| text.chars().count() > LONGEST_TEXT) {
            found.push(AgreedProblem::LongText);
        }
        if self.commitments.len().max(self.talks.len()) > MOST_ENTRIES {
            found.push(AgreedProblem::TooMany);
        }
        found
    }

    fn texts(&self) -> impl Iterator<Item = &String> {
        let commitments = self.commitments.iter();
        let commitments = commitments.flat_map(|found| [&found.partner, &found.place]);
        let talks = self.talks.iter();
        let talks = talks.flat_map(|talk| [&talk.with, &talk.asked, &talk.decided]);
        let basis = self.basis.iter().map(|basis| &basis.from);
        let calendar = self.calendar.iter().map(|calendar| &calendar.place);
        commitments.chain(talks).chain(basis).chain(calendar)
    }

    /// What all partners promised together.
    pub fn promised(&self) -> Promised {
        let mut sum = Promised::default();
        for commitment in &self.commitments {
            sum.workplaces += u32::from(commitment.workplaces);
            sum.hours += u64::from(commitment.hours);
            sum.money = sum.money + commitment.money;
        }
        sum
    }
}
