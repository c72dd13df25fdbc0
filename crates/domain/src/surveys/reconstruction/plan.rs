//! What is to be reconstructed, as data.

use indexmap::IndexMap;
use serde::Deserialize;
use thiserror::Error;

use crate::surveys::response::AnswerProblems;

/// Who took part, and what they answered. One file a respondent group.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The respondents, by how far they got.
    pub stratum: Vec<Stratum>,
    /// In the order in which answers are dealt: what routing looks at comes first.
    pub answer: Vec<PlannedAnswer>,
}

/// Respondents who got equally far in the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stratum {
    pub name: String,
    pub respondents: usize,
}

/// How much of an entry the report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The report states these numbers.
    Reported,
    /// The report states something that only these numbers fit, or that they fit among others.
    Implied,
    /// Made up, within an ordering or a tendency that the report states.
    Simulated,
}

/// The answers to one item, or to several items that belong together within a respondent.
///
/// Exactly one of `counts`, `chosen`, `values`, `months` and `rows` states the answers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedAnswer {
    /// Question codes; several only with `rows`.
    pub items: Vec<String>,
    pub source: Source,
    /// Section of the report that the numbers come from.
    pub section: String,
    /// What exactly was reported and what was filled in, where `source` alone would say too much.
    #[serde(default)]
    pub note: String,
    /// Names of the strata that answered; none named means all.
    #[serde(default)]
    pub among: Vec<String>,
    /// How many of those asked left it open.
    #[serde(default)]
    pub skipped: usize,
    /// The answers stand from good to bad, and contented respondents tend to get the good ones.
    #[serde(default)]
    pub by_mood: bool,
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
    /// What respondents answered to all of `items` together.
    #[serde(default)]
    pub rows: Vec<Row>,
}

/// The answers of some respondents to several items.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// How many respondents answered like this.
    #[serde(default = "once")]
    pub times: usize,
    /// One cell for each of the items.
    pub is: Vec<Cell>,
}

fn once() -> usize {
    1
}

/// One answer in a row.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// A number, in the unit of the item.
    Number(f64),
    /// The code of an option, or `-` for an item that was not asked or left open.
    Word(String),
}

/// Why a plan cannot be carried out.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum PlanError {
    #[error("the plan cannot be read: {0}")]
    Broken(String),
    #[error("the questionnaire has no question '{0}'")]
    UnknownItem(String),
    #[error("'{item}': the plan has no stratum '{stratum}'")]
    UnknownStratum { item: String, stratum: String },
    #[error("'{0}' is planned twice for the same respondents")]
    Twice(String),
    #[error(
        "'{item}': the plan has {planned} answers and {skipped} skipped, but {asked} are asked"
    )]
    CountsDiffer {
        item: String,
        planned: usize,
        skipped: usize,
        asked: usize,
    },
    #[error("'{item}': '{option}' was chosen by {chosen}, but only {answering} answer")]
    TooMany {
        item: String,
        option: String,
        chosen: usize,
        answering: usize,
    },
    #[error("'{item}': {answering} answer but only {chosen} options were chosen: some are skipped")]
    TooFew {
        item: String,
        chosen: usize,
        answering: usize,
    },
    #[error("'{0}': the entry states no answers, two kinds of them, or rows of another length")]
    Unclear(String),
    #[error("respondent {respondent} cannot have given the planned answers: {problems}")]
    Refused {
        /// Counted from 1, in the order of the strata.
        respondent: usize,
        problems: AnswerProblems,
    },
}

impl Plan {
    /// Reads a plan from its TOML file. Unknown keys are refused.
    ///
    /// # Errors
    /// The first thing that cannot be read.
    pub fn from_toml(text: &str) -> Result<Self, PlanError> {
        toml::from_str(text).map_err(|error| PlanError::Broken(error.to_string()))
    }

    /// Respondents in all strata.
    pub fn respondents(&self) -> usize {
        self.stratum.iter().map(|stratum| stratum.respondents).sum()
    }

    /// Positions of the respondents that an entry is about. Strata follow each other.
    pub(super) fn reach(&self, entry: &PlannedAnswer) -> Result<Vec<usize>, PlanError> {
        let unknown = |name: &&String| self.stratum.iter().all(|stratum| stratum.name != **name);
        if let Some(stratum) = entry.among.iter().find(unknown) {
            return Err(PlanError::UnknownStratum {
                item: entry.name(),
                stratum: stratum.clone(),
            });
        }
        let names = self
            .stratum
            .iter()
            .flat_map(|stratum| std::iter::repeat_n(&stratum.name, stratum.respondents));
        let wanted = |name: &String| entry.among.is_empty() || entry.among.contains(name);
        Ok(names
            .enumerate()
            .filter(|(_, name)| wanted(name))
            .map(|(position, _)| position)
            .collect())
    }
}

impl PlannedAnswer {
    /// What the entry is called in messages.
    pub(super) fn name(&self) -> String {
        self.items.join(", ")
    }
}
