//! What is to be reconstructed, as data.

use indexmap::IndexMap;
use serde::Deserialize;
use thiserror::Error;

/// How many respondents there are, and what they answered.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Respondents in all.
    pub respondents: usize,
    /// Of these, the first so many answered more than the first questions.
    pub complete: usize,
    /// In the order in which answers are dealt.
    pub answer: Vec<PlannedAnswer>,
}

/// Where the numbers of an entry come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The report states them.
    Reported,
    /// They follow from what the report states.
    Implied,
    /// They are made up within what the report states.
    Simulated,
}

/// The answers to one item, or to several items that belong together within a respondent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedAnswer {
    /// Question codes; several only with `rows`.
    pub items: Vec<String>,
    pub source: Source,
    /// Section of the report.
    #[serde(default)]
    pub section: String,
    /// Everybody answered, not only those who went on.
    #[serde(default)]
    pub everybody: bool,
    /// How many of those asked left it open.
    #[serde(default)]
    pub skipped: usize,
    /// Option -> respondents, for a single choice.
    #[serde(default)]
    pub counts: IndexMap<String, usize>,
    /// Option -> respondents, for a multiple choice; one respondent may be in several.
    #[serde(default)]
    pub chosen: IndexMap<String, usize>,
    /// Numbers, one a respondent.
    #[serde(default)]
    pub values: Vec<f64>,
    /// Months as `YYYY-MM`, one a respondent.
    #[serde(default)]
    pub months: Vec<String>,
    /// One number for each of `items`, a row a respondent.
    #[serde(default)]
    pub rows: Vec<Vec<f64>>,
}

/// Why a plan cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    #[error("the plan cannot be read: {0}")]
    Broken(String),
    #[error("the questionnaire has no question '{0}'")]
    UnknownItem(String),
    #[error(
        "'{item}': the plan has {planned} answers and {skipped} skipped, but {asked} are asked"
    )]
    CountsDiffer {
        item: String,
        planned: usize,
        skipped: usize,
        asked: usize,
    },
    #[error("'{item}': '{option}' was chosen by more respondents than there are")]
    TooMany { item: String, option: String },
    #[error("'{0}': the entry states no answers, or two kinds of them")]
    Unclear(String),
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// The first thing that cannot be read.
    pub fn from_toml(text: &str) -> Result<Self, PlanError> {
        toml::from_str(text).map_err(|error| PlanError::Broken(error.to_string()))
    }
}
