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

/// The codes or states of any column.
pub(super) fn states_of(values: &Values) -> &[u8] {
    match values {
        Values::Codes(codes) => codes,
        Values::Masks { state, .. } | Values::Numbers { state, .. } => state,
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
pub(super) fn numbers<'a>(
    values: &'a [f64],
    state: &'a [u8],
) -> impl Iterator<Item = f64> + Clone + 'a {
    let valid = values.iter().zip(state).filter(|(_, state)| **state == 0);
    valid.map(|(value, _)| *value)
}

/// Respondents in each category of a multi-response column, among valid answers.
///
/// The bytes of the masks are counted like codes; which categories they hold is looked at once.
pub(super) fn masks(bits: &[u64], state: &[u8], categories: usize) -> Vec<u32> {
    let mut tables = vec![[0_u32; 256]; categories.div_ceil(8)];
    for (mask, _) in bits.iter().zip(state).filter(|(_, state)| **state == 0) {
        for (table, byte) in tables.iter_mut().zip(mask.to_le_bytes()) {
            table[usize::from(byte)] += 1;
        }
    }
    let holds = |category: usize, byte: usize| byte >> (category % 8) & 1 == 1;
    (0..categories)
        .map(|category| {
            let counts = tables.get(category / 8).into_iter().flatten().enumerate();
            counts
                .filter(|(byte, _)| holds(category, *byte))
                .map(|(_, count)| count)
                .sum()
        })
        .collect()
}

/// A length as the type of counts.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
