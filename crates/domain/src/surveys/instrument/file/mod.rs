//! A questionnaire as one readable TOML file: import and export.
//!
//! The format is described in `docs/instrument-file.md`. Every problem names its line and item.

mod export;
mod problem;
mod raw;
mod read;

pub use problem::{InstrumentProblem, InstrumentProblems, ProblemKind};

use std::collections::BTreeMap;

use super::Instrument;
use super::checks;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// The format number that this program reads and writes.
pub const FORMAT: u32 = 1;

impl Instrument {
    /// Reads and checks a questionnaire file.
    ///
    /// # Errors
    /// Every problem that was found, each with its line and item. A file that is not TOML, or has
    /// unknown keys, gives the first such problem only.
    pub fn from_toml(bytes: &[u8]) -> Result<Self, InstrumentProblems> {
        let (instrument, lines, mut problems) = read::read(bytes)?;
        checks::check(&instrument, &lines, &mut problems);
        if problems.is_empty() {
            Ok(instrument)
        } else {
            Err(problems)
        }
    }

    /// What keeps a draft from being frozen, in the order of the checks; no lines are known.
    pub fn problems(&self) -> InstrumentProblems {
        let mut problems = InstrumentProblems::default();
        checks::check(self, &BTreeMap::new(), &mut problems);
        problems
    }

    /// Writes the questionnaire as a file that [`Instrument::from_toml`] reads back as it was.
    pub fn to_toml(&self) -> String {
        export::write(self)
    }
}

#[cfg(test)]
mod tests;
