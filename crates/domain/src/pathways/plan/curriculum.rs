//! From what a curriculum grows, and what companies said of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ids::OrganisationId;
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
    pub organisations: Vec<OrganisationId>,
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
        let decided = !self.decided.trim().is_empty();
        (decided && !self.organisations.is_empty()).then(|| Evidence {
            kind: EvidenceKind::CurriculumTalk,
            note: format!("{} -> {}", self.asked.trim(), self.decided.trim()),
            place: String::new(),
            on: Some(self.on),
        })
    }
}
