//! Counting: tight loops over codes, nothing allocated a row.

use crate::dataset::{Values, missing};
use crate::result::Base;

/// Counts of every code of a column of codes.
pub(super) fn codes(codes: &[u8]) -> [u32; 256] {
    let mut counts = [0; 256];
    for code in codes {
        counts[usize::from(*code)] += 1;
    }
    counts
}

/// Who answered and who did not, from the counts of all codes or states.
pub(super) fn base(counts: &[u32; 256], valid: u32) -> Base {
    let of = |code: u8| counts[usize::from(code)];
    Base {
        valid,
        not_applicable: of(missing::NOT_APPLICABLE),
        dont_know: of(missing::DONT_KNOW),
        skipped: of(missing::SKIPPED),
        not_asked: of(missing::NOT_ASKED),
    }
}

/// The base of any column.
pub(super) fn base_of(values: &Values) -> Base {
    let counts = match values {
        Values::Codes(column) => codes(column),
        Values::Masks { state, .. } | Values::Numbers { state, .. } => codes(state),
    };
    let valid = counts[..usize::from(missing::FIRST)].iter().sum();
    base(&counts, valid)
}

/// The valid numbers of a column of numbers.
pub(super) fn numbers(values: &[f64], state: &[u8]) -> Vec<f64> {
    values
        .iter()
        .zip(state)
        .filter(|(_, state)| **state == 0)
        .map(|(value, _)| *value)
        .collect()
}

/// The valid values of a column of codes as numbers.
pub(super) fn scores(codes: &[u8]) -> Vec<f64> {
    codes
        .iter()
        .filter(|code| **code < missing::FIRST)
        .map(|code| f64::from(*code))
        .collect()
}

/// Respondents in each category of a multi-response column, among valid answers.
pub(super) fn masks(bits: &[u64], state: &[u8], categories: usize) -> Vec<u32> {
    let mut counts = vec![0; categories];
    for (mask, _) in bits.iter().zip(state).filter(|(_, state)| **state == 0) {
        for (category, count) in counts.iter_mut().enumerate() {
            *count += u32::from(mask >> category & 1 == 1);
        }
    }
    counts
}

/// A length as the type of counts.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
