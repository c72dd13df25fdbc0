//! A questionnaire as data: one frozen version, in both languages.

mod advice;
mod checks;
mod choices;
mod compare;
pub mod edit;
pub mod file;
mod paths;
mod questions;
mod routing;

pub use advice::{FEWEST_ON_A_PAGE, MOST_ON_A_PAGE, Size, SizeAdvice};
pub use compare::{Aside, Change, ItemChange};
pub use paths::{MOST_PATHS, Path, Paths};
pub use questions::Question;

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use crate::text::Text;

/// Who answers a questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RespondentGroup {
    /// Companies that employ students; the company is the unit.
    Companies,
    /// Students of a pathway.
    Students,
    /// Teachers of a pathway.
    Teachers,
    /// Companies that were asked and do not take part.
    DeclinedCompanies,
    /// Students who stopped before the diploma.
    StoppedStudents,
    /// Companies that might take part in a pathway which is being developed: the needs survey.
    Employers,
}

/// How a group is spoken to in Dutch, in its questionnaire and in everything around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormOfAddress {
    /// "Je".
    Familiar,
    /// "U".
    Polite,
}

/// One version of a questionnaire. Immutable once a wave uses it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instrument {
    /// Stable name over versions, such as `companies`.
    pub id: String,
    /// Counts up from 1; a changed wording is a new version.
    pub version: u32,
    /// Who answers it.
    pub group: RespondentGroup,
    pub title: Text,
    /// What it is about, who asks, how long it takes.
    pub intro: Text,
    /// Shown after submission.
    pub thanks: Text,
    pub sections: Vec<Section>,
    /// Figures that combine number items over respondents (contracts per student).
    pub ratios: Vec<Ratio>,
}

/// A page of the questionnaire: three to six items, see [`Instrument::size_advice`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub id: String,
    pub title: Text,
    pub intro: Option<Text>,
    pub items: Vec<Item>,
}

/// A question, or an information block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Unique in the instrument; the same over versions while the question is the same.
    pub code: String,
    /// Counts up when the words change so that answers no longer compare.
    pub wording: u32,
    pub text: Text,
    /// How to answer.
    pub help: Option<Text>,
    /// Why it is asked.
    pub why: Option<Text>,
    pub kind: ItemKind,
    /// `None`: everybody is asked.
    pub show_if: Option<Condition>,
    /// The label of the "n.v.t." answer, if that may be given.
    pub not_applicable: Option<Text>,
    /// The label of the "weet ik niet" answer, if that may be given.
    pub dont_know: Option<Text>,
    /// Filled in beforehand from the ballot's pathway.
    pub prefill: bool,
    /// Not asked: coded afterwards by researchers from the open answer with this code.
    pub coded_from: Option<String>,
    /// How the analysis treats it.
    pub analysis: AnalysisNotes,
}

/// What the analysis must know of an item, declared before fieldwork.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent declarations, each named where it is used"
)]
pub struct AnalysisNotes {
    /// The block (chapter) of the report it belongs to.
    pub block: String,
    /// An identifying dimension: small categories are collapsed in a release.
    pub identifying: bool,
    /// A sensitive item: extreme shares are not shown in a release.
    pub sensitive: bool,
    /// Options that are sensitive although the item as a whole is not.
    pub sensitive_options: Vec<String>,
    /// How categories are merged in a release, in the declared order.
    pub collapse: Vec<Collapse>,
    /// Bands of a number item whose shares are shown as well.
    pub bands: Vec<Band>,
    /// Show the sum over respondents (table 1), with the rules for sums.
    pub sum: bool,
    /// Reported by one respondent about others: carries the reservation for it.
    pub about_others: bool,
    /// The share of the largest category says how far the answers represent all pathways.
    pub dominance: bool,
}

/// One step of collapsing: these options become one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collapse {
    pub into: String,
    pub from: Vec<String>,
    pub label: Text,
}

/// A band of numbers, both ends inclusive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    pub code: String,
    pub min: f64,
    pub max: f64,
    pub label: Text,
}

/// What kind of answer an item takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ItemKind {
    /// One of the options; with `other`, also "anders, namelijk" with a text.
    Single {
        options: Vec<Choice>,
        other: Option<Text>,
    },
    /// Any number of the options.
    Multiple {
        options: Vec<Choice>,
        other: Option<Text>,
    },
    /// A whole number from `min` to `max` (1-7 or 1-10) with words at both ends.
    Scale(Scale),
    /// A number with a unit and a range; `decimals` 0 means whole numbers.
    Number {
        unit: Text,
        min: f64,
        max: f64,
        decimals: u8,
    },
    /// A calendar year.
    Year { min: i32, max: i32 },
    /// A year and a month, both years inclusive.
    YearMonth { min: i32, max: i32 },
    /// A share in per cent, 0 to 100.
    Share,
    /// An open answer of at most `max_chars` characters.
    Open { max_chars: u32 },
    /// Several rows on one scale; each row is a question with its own code.
    Matrix { scale: Scale, rows: Vec<Row> },
    /// A text to read; nothing to answer.
    Information,
}

/// A rating scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    pub min: u8,
    pub max: u8,
    /// The words at `min`.
    pub low: Text,
    /// The words at `max`.
    pub high: Text,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub code: String,
    pub text: Text,
}

/// A row of a matrix: a question of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub code: String,
    pub wording: u32,
    pub text: Text,
}

/// A ratio over respondents: the sum of `over` numbers divides the sum of `of` numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    pub code: String,
    pub text: Text,
    pub block: String,
    /// Codes of number items whose sum is the numerator.
    pub of: Vec<String>,
    /// Codes of number items whose sum is the denominator.
    pub over: Vec<String>,
    pub sensitive: bool,
}

impl ItemKind {
    /// The name of the type in the questionnaire file.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Single { .. } => "single",
            Self::Multiple { .. } => "multiple",
            Self::Scale(_) => "scale",
            Self::Number { .. } => "number",
            Self::Year { .. } => "year",
            Self::YearMonth { .. } => "year_month",
            Self::Share => "share",
            Self::Open { .. } => "open",
            Self::Matrix { .. } => "matrix",
            Self::Information => "information",
        }
    }
}

impl RespondentGroup {
    /// Every group, in the order of the report.
    ///
    /// A wave has some of them: those that it has a questionnaire for.
    pub const ALL: [Self; 6] = [
        Self::Companies,
        Self::Students,
        Self::Teachers,
        Self::DeclinedCompanies,
        Self::StoppedStudents,
        Self::Employers,
    ];

    /// The name under which the group is stored and which figures carry.
    pub fn code(self) -> &'static str {
        match self {
            Self::Companies => "companies",
            Self::Students => "students",
            Self::Teachers => "teachers",
            Self::DeclinedCompanies => "declined_companies",
            Self::StoppedStudents => "stopped_students",
            Self::Employers => "employers",
        }
    }

    /// How the group is spoken to: students as "je", companies and teachers as "u".
    pub fn address(self) -> FormOfAddress {
        match self {
            Self::Students | Self::StoppedStudents => FormOfAddress::Familiar,
            Self::Companies | Self::Teachers | Self::DeclinedCompanies | Self::Employers => {
                FormOfAddress::Polite
            }
        }
    }

    /// The group stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }
}
