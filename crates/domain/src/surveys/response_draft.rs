//! What a respondent filled in so far, kept section by section, perhaps from two devices.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::Answers;
use super::instrument::Instrument;

/// A response that is being made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResponseDraft {
    pub answers: Answers,
    /// The respondent allows use of what is there if they stop.
    pub may_be_used: bool,
    /// Counts up with everything that is kept.
    revision: u32,
    /// By section, counted from 0: the revision in which it was kept last.
    kept: BTreeMap<usize, u32>,
}

/// Another device kept other answers to this section after this page was shown.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("another device kept other answers to this section meanwhile")]
pub struct KeptElsewhere {
    /// What the other device kept, by question of the section.
    pub answers: Answers,
    /// The revision to send along once the respondent has seen it.
    pub revision: u32,
}

impl ResponseDraft {
    /// A draft that begins with what is known already.
    pub fn begin(answers: Answers) -> Self {
        Self {
            answers,
            ..Self::default()
        }
    }

    /// The state that a page shows; it comes back with the form.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Keeps the answers of a section: what is absent was left open. `seen` is the revision that the
    /// respondent's page showed.
    ///
    /// # Errors
    /// If the section was kept after that with other answers; then nothing changes.
    pub fn keep(
        &mut self,
        instrument: &Instrument,
        section: usize,
        given: Answers,
        seen: u32,
    ) -> Result<(), KeptElsewhere> {
        let present = self.section(instrument, section);
        let later = self.kept.get(&section).is_some_and(|kept| *kept > seen);
        if later && present != given {
            return Err(KeptElsewhere {
                answers: present,
                revision: self.revision,
            });
        }
        for code in present.keys() {
            self.answers.remove(code);
        }
        self.answers.extend(given);
        self.revision += 1;
        self.kept.insert(section, self.revision);
        Ok(())
    }

    /// Records whether what is there may be used if the respondent stops.
    pub fn allow_use(&mut self, may_be_used: bool) {
        self.may_be_used = may_be_used;
        self.revision += 1;
    }

    fn section(&self, instrument: &Instrument, section: usize) -> Answers {
        let codes = instrument
            .questions()
            .filter(|question| question.section == section)
            .map(|question| question.code);
        codes
            .filter_map(|code| Some((code.to_owned(), self.answers.get(code)?.clone())))
            .collect()
    }
}

#[cfg(test)]
mod tests;
