//! One answer more in a column.

use std::collections::BTreeSet;

use mkbroute_analysis::dataset::{Column, ItemKind, Values};
use mkbroute_domain::surveys::answer::Answer;

use super::missing_code;

/// The values of a column without respondents.
pub fn empty_values(kind: &ItemKind) -> Values {
    match kind {
        ItemKind::Categorical { .. } | ItemKind::Scale { .. } => Values::Codes(Vec::new()),
        ItemKind::MultiResponse { .. } => Values::Masks {
            bits: Vec::new(),
            state: Vec::new(),
        },
        ItemKind::Quantity { .. } => Values::Numbers {
            values: Vec::new(),
            state: Vec::new(),
        },
    }
}

/// Appends the answer of the next respondent. An answer that does not fit its column counts as
/// skipped: submission refuses such answers, so only damaged data can hold one.
pub(super) fn push(column: &mut Column, answer: Option<&Answer>, asked: bool) {
    let otherwise = missing_code(answer, asked);
    match (&mut column.values, &column.item.kind) {
        (Values::Codes(codes), ItemKind::Categorical { categories }) => {
            codes.push(category(answer, categories).unwrap_or(otherwise));
        }
        (Values::Codes(codes), _) => codes.push(scale_value(answer).unwrap_or(otherwise)),
        (Values::Masks { bits, state }, kind) => {
            let mask = mask(answer, kind);
            bits.push(mask.unwrap_or(0));
            state.push(if mask.is_some() { 0 } else { otherwise });
        }
        (Values::Numbers { values, state }, _) => {
            let number = number(answer);
            values.push(number.unwrap_or(0.0));
            state.push(if number.is_some() { 0 } else { otherwise });
        }
    }
}

fn category(answer: Option<&Answer>, categories: &[String]) -> Option<u8> {
    let Some(Answer::One { option, .. }) = answer else {
        return None;
    };
    let index = categories.iter().position(|category| category == option)?;
    u8::try_from(index).ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a scale value was checked to be a whole number from 1 to 10"
)]
fn scale_value(answer: Option<&Answer>) -> Option<u8> {
    match answer {
        Some(Answer::Number(value)) if (0.0..=100.0).contains(value) => Some(*value as u8),
        _ => None,
    }
}

fn mask(answer: Option<&Answer>, kind: &ItemKind) -> Option<u64> {
    let (Some(Answer::Many { options, .. }), ItemKind::MultiResponse { categories }) =
        (answer, kind)
    else {
        return None;
    };
    Some(bits(options, categories))
}

fn bits(options: &BTreeSet<String>, categories: &[String]) -> u64 {
    let chosen = categories
        .iter()
        .enumerate()
        .filter(|(_, code)| options.contains(*code));
    chosen.fold(0, |mask, (index, _)| mask | 1 << index)
}

fn number(answer: Option<&Answer>) -> Option<f64> {
    match answer {
        Some(Answer::Number(value)) => Some(*value),
        Some(Answer::Month { year, month }) => {
            Some(f64::from(*year) + f64::from(month.saturating_sub(1)) / 12.0)
        }
        _ => None,
    }
}
