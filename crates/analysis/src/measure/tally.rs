//! Counting: tight loops over codes, nothing allocated a row.

use crate::dataset::{Values, missing};
use crate::result::Base;

/// Counts of every code of a column of codes.
///
/// Four tables take turns, so that equal codes in a row do not wait for each other.
pub(crate) fn codes(codes: &[u8]) -> [u32; 256] {
    let mut tables = [[0_u32; 256]; 4];
    let mut fours = codes.chunks_exact(4);
    for four in &mut fours {
        for (table, code) in tables.iter_mut().zip(four) {
            table[usize::from(*code)] += 1;
        }
    }
    for code in fours.remainder() {
        tables[0][usize::from(*code)] += 1;
    }
    let [mut counts, rest @ ..] = tables;
    for table in rest {
        for (count, more) in counts.iter_mut().zip(table) {
            *count += more;
        }
    }
    counts
}

/// Counts of the codes or states of any column.
pub(super) fn states(values: &Values) -> [u32; 256] {
    match values {
        Values::Codes(column) => codes(column),
        Values::Masks { state, .. } | Values::Numbers { state, .. } => codes(state),
    }
}

/// Who answered and who did not, from the counts of all codes or states.
pub(super) fn base(counts: &[u32; 256]) -> Base {
    let of = |code: u8| counts[usize::from(code)];
    Base {
        valid: counts[..usize::from(missing::FIRST)].iter().sum(),
        not_applicable: of(missing::NOT_APPLICABLE),
        dont_know: of(missing::DONT_KNOW),
        skipped: of(missing::SKIPPED),
        not_asked: of(missing::NOT_ASKED),
    }
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

/// Respondents in each category of a multi-response column, among valid answers.
pub(super) fn masks(bits: &[u64], state: &[u8], categories: usize) -> Vec<u32> {
    let mut counts = vec![0; categories];
    for (mask, _) in bits.iter().zip(state).filter(|(_, state)| **state == 0) {
        let mut left = *mask;
        while left != 0 {
            if let Some(count) = counts.get_mut(left.trailing_zeros() as usize) {
                *count += 1;
            }
            left &= left - 1;
        }
    }
    counts
}

/// A length as the type of counts.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
