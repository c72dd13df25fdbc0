//! The words that each question had in the frozen versions: from them follows its wording number.

use std::collections::BTreeMap;

use super::Instrument;
use crate::text::Text;

/// The wordings of every question of the frozen versions, by code, the oldest version first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History(BTreeMap<String, Vec<Wording>>);

/// How a question read in one frozen version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    pub version: u32,
    pub wording: u32,
    pub text: Text,
}

impl History {
    /// The history of a questionnaire, from its frozen versions in order.
    pub fn of<'a>(versions: impl IntoIterator<Item = &'a Instrument>) -> Self {
        let mut wordings: BTreeMap<String, Vec<Wording>> = BTreeMap::new();
        for version in versions {
            for question in version.questions() {
                let before = wordings.entry(question.code.to_owned()).or_default();
                before.push(Wording {
                    version: version.version,
                    wording: question.wording,
                    text: question.text.clone(),
                });
            }
        }
        Self(wordings)
    }

    /// How a question read in the frozen versions that have it.
    pub fn wordings(&self, code: &str) -> &[Wording] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }

    /// Whether a frozen version has a question with this code: its name is not given to another.
    pub fn knows(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }

    /// The number that belongs to these words: the number they had before if they were used before;
    /// otherwise the last number for a mended typing error and the next number for a new question.
    pub(super) fn number(&self, code: &str, text: &Text, present: u32, typo: bool) -> u32 {
        let wordings = self.wordings(code);
        let Some(last) = wordings.last() else {
            return present;
        };
        if let Some(same) = wordings.iter().rev().find(|before| before.text == *text) {
            return same.wording;
        }
        if typo {
            return last.wording;
        }
        let highest = wordings.iter().map(|before| before.wording).max();
        highest.unwrap_or(present) + 1
    }
}
