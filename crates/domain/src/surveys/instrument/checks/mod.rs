//! What a questionnaire must be, beyond being readable.

mod codes;
mod conditions;
mod content;
mod reach;

use super::Instrument;
use super::file::InstrumentProblems;

/// Line of each code in the file.
pub(super) type Lines = std::collections::BTreeMap<String, usize>;

/// Adds every problem that the questionnaire has.
pub(super) fn check(instrument: &Instrument, lines: &Lines, problems: &mut InstrumentProblems) {
    codes::check(instrument, lines, problems);
    content::check(instrument, lines, problems);
    // Reachability is only a question where every condition makes sense.
    if conditions::check(instrument, lines, problems) {
        reach::check(instrument, lines, problems);
    }
}
