//! The answers to a question that conditions can tell apart: what a search over routing tries.

use std::collections::BTreeSet;

use super::{ItemKind, Question};
use crate::surveys::answer::{Answer, OTHER};
use crate::surveys::condition::Condition;

/// Answers to a question of which the given conditions cannot tell more apart.
pub(super) fn candidates(question: Question<'_>, conditions: &[&Condition]) -> Vec<Answer> {
    let leaves = leaves(question.code, conditions);
    match &question.item.kind {
        ItemKind::Single { options, other } => {
            let other = other.iter().map(|_| OTHER.to_owned());
            let codes = options
                .iter()
                .map(|option| option.code.clone())
                .chain(other);
            codes
                .map(|option| Answer::One {
                    option,
                    other: None,
                })
                .collect()
        }
        ItemKind::Multiple { .. } => subsets(&leaves),
        ItemKind::Scale(scale) | ItemKind::Matrix { scale, .. } => {
            numbers(&leaves, f64::from(scale.min), f64::from(scale.max))
        }
        ItemKind::Number { min, max, .. } => numbers(&leaves, *min, *max),
        ItemKind::Year { min, max } => numbers(&leaves, f64::from(*min), f64::from(*max)),
        ItemKind::YearMonth { min, max } => (*min..=*max)
            .map(|year| Answer::Month { year, month: 1 })
            .collect(),
        ItemKind::Share => numbers(&leaves, 0.0, 100.0),
        ItemKind::Open { .. } => vec![Answer::Text("x".to_owned())],
        ItemKind::Information => Vec::new(),
    }
}

/// The comparisons that look at a question.
pub(super) fn leaves<'a>(code: &str, conditions: &[&'a Condition]) -> Vec<&'a Condition> {
    let leaves = conditions.iter().flat_map(|condition| condition.leaves());
    leaves.filter(|leaf| leaf.items().contains(&code)).collect()
}

/// The ends of the range, and both sides of every threshold.
fn numbers(leaves: &[&Condition], min: f64, max: f64) -> Vec<Answer> {
    let thresholds = leaves.iter().filter_map(|leaf| match leaf {
        Condition::AtLeast { value, .. } | Condition::AtMost { value, .. } => Some(*value),
        _ => None,
    });
    let around = thresholds.flat_map(|value| [value - 1.0, value, value + 1.0]);
    [min, max]
        .into_iter()
        .chain(around)
        .filter(|value| (min..=max).contains(value))
        .map(Answer::Number)
        .collect()
}

/// Every set of the options that a condition names; at most ten of them are told apart.
fn subsets(leaves: &[&Condition]) -> Vec<Answer> {
    let named: BTreeSet<&String> = leaves
        .iter()
        .flat_map(|leaf| match leaf {
            Condition::Is { option, .. } => std::slice::from_ref(option),
            Condition::AnyOf { options, .. } => options.as_slice(),
            _ => &[],
        })
        .collect();
    let named: Vec<&String> = named.into_iter().take(10).collect();
    (0..1_u32 << named.len())
        .map(|mask| {
            let chosen = named
                .iter()
                .enumerate()
                .filter(|(bit, _)| mask >> bit & 1 == 1);
            let options = chosen.map(|(_, option)| (*option).clone()).collect();
            Answer::Many {
                options,
                other: None,
            }
        })
        .collect()
}
