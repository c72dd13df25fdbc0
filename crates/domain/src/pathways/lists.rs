//! Lists from which people choose: motives, barriers, helping factors, kinds of support.

use serde::Deserialize;
use thiserror::Error;

use super::FactorKind;
use crate::outreach::Motive;
use crate::text::Text;

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Stays the same while words change.
    pub code: String,
    pub text: Text,
    /// Nobody chooses it any more; it was chosen before.
    #[serde(default)]
    pub retired: bool,
}

/// All lists, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    #[serde(rename = "motive")]
    pub motives: Vec<Entry>,
    /// What holds a pathway back.
    #[serde(rename = "barrier")]
    pub barriers: Vec<Entry>,
    /// What helps a pathway on.
    #[serde(rename = "helping_factor")]
    pub helping_factors: Vec<Entry>,
    /// What the national programme offers.
    #[serde(rename = "support")]
    pub support: Vec<Entry>,
}

/// What is wrong with a file of lists.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ListProblem {
    #[error("{0}")]
    File(String),
    #[error("{0} stands in one list twice")]
    Twice(String),
    #[error("{0} has no words in one of the languages")]
    NoWords(String),
    #[error("the motives are not those of the questionnaire")]
    Motives,
}

impl Lists {
    /// Reads a file of lists.
    ///
    /// # Errors
    /// The first problem.
    pub fn from_toml(text: &str) -> Result<Self, ListProblem> {
        let lists: Self =
            toml::from_str(text).map_err(|error| ListProblem::File(error.to_string()))?;
        let all = [
            &lists.motives,
            &lists.barriers,
            &lists.helping_factors,
            &lists.support,
        ];
        for list in all {
            for (at, entry) in list.iter().enumerate() {
                if list[..at].iter().any(|other| other.code == entry.code) {
                    return Err(ListProblem::Twice(entry.code.clone()));
                }
                if entry.text.missing().is_some() {
                    return Err(ListProblem::NoWords(entry.code.clone()));
                }
            }
        }
        let motives = lists.motives.iter().map(|entry| entry.code.as_str());
        if !motives.eq(Motive::ALL.map(Motive::code)) {
            return Err(ListProblem::Motives);
        }
        Ok(lists)
    }

    /// What may hold pathways back, or help them on.
    pub fn factors(&self, kind: FactorKind) -> &[Entry] {
        match kind {
            FactorKind::Barrier => &self.barriers,
            FactorKind::Helping => &self.helping_factors,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const SHIPPED: &str = include_str!("../../../../data/lists.toml");

    #[test]
    fn the_shipped_lists_hold_five_motives_and_five_kinds_of_support() {
        let lists = Lists::from_toml(SHIPPED).unwrap();
        assert_eq!((lists.motives.len(), lists.support.len()), (5, 5));
        assert!(lists.barriers.len() >= 10 && lists.helping_factors.len() >= 10);
    }

    #[rstest]
    #[case(
        "\"ad_unknown\"",
        "\"dual_unknown\"",
        "dual_unknown stands in one list twice"
    )]
    #[case("en = \"Guides\"", "en = \"\"", "guides has no words")]
    #[case(
        "\"motive_craft\"",
        "\"motive_trade\"",
        "not those of the questionnaire"
    )]
    #[case("[[support]]", "[[supports]]", "unknown field")]
    fn a_list_that_is_wrong_says_why(#[case] from: &str, #[case] to: &str, #[case] expected: &str) {
        let problem = Lists::from_toml(&SHIPPED.replacen(from, to, 1)).unwrap_err();
        assert!(problem.to_string().contains(expected), "{problem}");
    }
}
