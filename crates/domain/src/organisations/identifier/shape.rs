//! Reading by shape, with the checks that a shape does not tell.

use super::sbi::Section;
use super::{IdentifierKind, IdentifierProblem};

/// Characters that people put between the parts of a number.
fn is_separator(found: char) -> bool {
    found.is_whitespace()
        || matches!(
            found,
            '.' | '-' | '\u{2010}'..='\u{2014}' | '\u{feff}' | '\u{200b}'
        )
}

/// The text without what people put in between, in capitals.
pub(super) fn without_separators(text: &str) -> String {
    let kept = text.chars().filter(|found| !is_separator(*found));
    kept.map(|found| found.to_ascii_uppercase()).collect()
}

pub(super) fn read(kind: IdentifierKind, text: &str) -> Result<String, IdentifierProblem> {
    let cleaned = without_separators(text);
    if cleaned.is_empty() {
        return Err(IdentifierProblem::Empty);
    }
    let has_letters = kind.shape().contains(|found: char| found != '9');
    let known = |found: char| found.is_ascii_digit() || (has_letters && found.is_ascii_uppercase());
    if let Some(strange) = cleaned.chars().find(|found| !known(*found)) {
        return Err(IdentifierProblem::Character(strange));
    }
    // Only ASCII is left, so that bytes are characters.
    let (expected, found) = (kind.shape().len(), cleaned.len());
    if expected != found {
        return Err(IdentifierProblem::Length { expected, found });
    }
    let wrong = kind
        .shape()
        .chars()
        .zip(cleaned.chars())
        .position(|(shape, found)| !fits(kind, shape, found));
    if let Some(index) = wrong {
        return Err(IdentifierProblem::Position(index + 1));
    }
    match problem_within(kind, &cleaned) {
        Some(problem) => Err(problem),
        None => Ok(cleaned),
    }
}

fn fits(kind: IdentifierKind, shape: char, found: char) -> bool {
    match shape {
        '9' => found.is_ascii_digit(),
        _ => match kind.fixed() {
            Some(letter) => found == letter,
            None => found.is_ascii_uppercase(),
        },
    }
}

/// What is wrong with a text of the right shape.
fn problem_within(kind: IdentifierKind, cleaned: &str) -> Option<IdentifierProblem> {
    let all_zero = || cleaned.bytes().all(|found| found == b'0');
    let (wrong, problem) = match kind {
        IdentifierKind::Kvk | IdentifierKind::Vestiging => {
            (all_zero(), IdentifierProblem::NeverGiven)
        }
        IdentifierKind::Rsin if all_zero() => (true, IdentifierProblem::NeverGiven),
        IdentifierKind::Rsin => (!eleven_test(cleaned), IdentifierProblem::Checksum),
        IdentifierKind::Sbi => (
            Section::of_any(cleaned).is_none(),
            IdentifierProblem::NeverGiven,
        ),
        IdentifierKind::Postcode => (cleaned.starts_with('0'), IdentifierProblem::NeverGiven),
        IdentifierKind::Brin
        | IdentifierKind::RioProgrammeUnit
        | IdentifierKind::RioProvider
        | IdentifierKind::RioBoard
        | IdentifierKind::RioLocation => return None,
    };
    wrong.then_some(problem)
}

/// The elfproef as it is laid down for the RSIN and the BSN: nine digits weighed 9 down to 2, the
/// last one -1, add up to a multiple of 11.
fn eleven_test(digits: &str) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = digits
        .bytes()
        .zip(weights)
        .map(|(digit, weight)| i32::from(digit - b'0') * weight)
        .sum();
    sum % 11 == 0
}
