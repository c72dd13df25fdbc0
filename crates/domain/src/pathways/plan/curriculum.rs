//! From what a curriculum grows, and what companies said of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::pathways::criteria::{Evidence, EvidenceKind};

/// The programme from which a curriculum grows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurriculumBasis {
    /// Its name.
    pub from: String,
    /// How much of what is needed is in hand, in percent; `None` is not known.
    pub in_hand: Option<u8>,
}

/// A talk with companies about the curriculum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurriculumTalk {
    pub on: NaiveDate,
    /// The organisations that took part, as they are called.
    pub with: String,
    /// What they asked for.
    pub asked: String,
    /// What was decided; empty while nothing was.
    pub decided: String,
}

impl CurriculumBasis {
    /// Whether the share in hand is one.
    pub fn is_sound(&self) -> bool {
        !self.from.trim().is_empty() && self.in_hand.is_none_or(|percent| percent <= 100)
    }
}

impl CurriculumTalk {
    /// The talk as evidence that companies shape the programme; `None` before something was decided.
    pub fn evidence(&self) -> Option<Evidence> {
        let said = |text: &str| !text.trim().is_empty();
        (said(&self.decided) && said(&self.with)).then(|| Evidence {
            kind: EvidenceKind::CurriculumTalk,
            note: format!(
                "{}: {} -> {}",
                self.with.trim(),
                self.asked.trim(),
                self.decided.trim()
            ),
            place: String::new(),
            on: Some(self.on),
        })
    }
}
