//! Sets of criteria, read from a file.

use std::collections::BTreeSet;

use serde::Deserialize;
use thiserror::Error;

use crate::coded::coded;
use crate::text::Text;

coded! {
    /// Data of the program from which a criterion follows.
    pub enum Basis {
        /// The sizes of the companies where students work.
        Workplaces = "workplaces",
        /// Agreements in force.
        Agreements = "agreements",
        /// Contracts of employment.
        Contracts = "contracts",
    }
}

impl Basis {
    /// Of how many something has to be known before they decide. A list of companies is kept by hand: few of them
    /// say nothing of a pathway with hundreds of students.
    pub fn least(self) -> u32 {
        match self {
            Self::Workplaces => 5,
            Self::Agreements | Self::Contracts => 1,
        }
    }
}

/// One condition of the definition. The same code in two sets is the same condition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub code: String,
    pub text: Text,
    #[serde(default)]
    pub derived_from: Option<Basis>,
}

/// A definition of an Mkb-route.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriteriaSet {
    pub id: String,
    pub version: u32,
    pub name: Text,
    /// Where it was laid down.
    pub source: Text,
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
}

/// All definitions, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriteriaSets {
    #[serde(rename = "set")]
    pub sets: Vec<CriteriaSet>,
}

/// What is wrong with a file of criteria.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SetProblem {
    #[error("{0}")]
    File(String),
    #[error("there is no set")]
    NoSet,
    #[error("the set {0} stands there twice in one version")]
    SetTwice(String),
    #[error("the set {0} has no criteria")]
    NoCriterion(String),
    #[error("the criterion {criterion} stands in the set {set} twice")]
    CriterionTwice { set: String, criterion: String },
    #[error("words are missing in the set {0}")]
    NoWords(String),
    #[error("the criterion {0} follows from different data in different sets")]
    TwoBases(String),
}

impl CriteriaSets {
    /// Reads a file of criteria.
    ///
    /// # Errors
    /// The first problem.
    pub fn from_toml(text: &str) -> Result<Self, SetProblem> {
        let sets: Self =
            toml::from_str(text).map_err(|error| SetProblem::File(error.to_string()))?;
        sets.check()?;
        Ok(sets)
    }

    /// The newest version of a set.
    pub fn find(&self, id: &str) -> Option<&CriteriaSet> {
        let versions = self.sets.iter().filter(|set| set.id == id);
        versions.max_by_key(|set| set.version)
    }

    fn check(&self) -> Result<(), SetProblem> {
        if self.sets.is_empty() {
            return Err(SetProblem::NoSet);
        }
        let mut ids = BTreeSet::new();
        for set in &self.sets {
            if !ids.insert((&set.id, set.version)) {
                return Err(SetProblem::SetTwice(set.id.clone()));
            }
            set.check()?;
        }
        let all = || self.sets.iter().flat_map(|set| &set.criteria);
        let differs = |one: &&Criterion| {
            all().any(|other| one.code == other.code && one.derived_from != other.derived_from)
        };
        match all().find(differs) {
            Some(criterion) => Err(SetProblem::TwoBases(criterion.code.clone())),
            None => Ok(()),
        }
    }
}

impl CriteriaSet {
    /// The criterion with this code.
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|found| found.code == code)
    }

    fn check(&self) -> Result<(), SetProblem> {
        if self.criteria.is_empty() {
            return Err(SetProblem::NoCriterion(self.id.clone()));
        }
        let words = self.criteria.iter().map(|criterion| &criterion.text);
        let mut words = words.chain([&self.name, &self.source]);
        if words.any(|text| text.missing().is_some()) {
            return Err(SetProblem::NoWords(self.id.clone()));
        }
        for (at, criterion) in self.criteria.iter().enumerate() {
            let code = &criterion.code;
            if self.criteria[..at]
                .iter()
                .any(|earlier| earlier.code == *code)
            {
                let (set, criterion) = (self.id.clone(), code.clone());
                return Err(SetProblem::CriterionTwice { set, criterion });
            }
        }
        Ok(())
    }
}
