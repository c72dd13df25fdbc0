//! Whether weighted figures may stand beside the unweighted ones.
//!
//! A weighted and an unweighted figure together are two sums over the same respondents. Whoever
//! knows how many of each weight there are could take them apart, so respondents of one weight are
//! looked at as a group that is published.

use std::collections::BTreeMap;

use super::judge::{complementary, strictest};
use super::plan::ReleasePlan;
use super::span::{self, MOST_GROUPS, Span};
use crate::dataset::DataSet;
use crate::figure::Verdict;
use crate::policy::Policy;
use crate::result::GroupResult;

/// Releases the weighted figures whose weights tell no few respondents apart.
pub(super) fn judge(result: &mut GroupResult, data: &DataSet, plan: &ReleasePlan, policy: &Policy) {
    let Some(weights) = &data.weights else {
        return;
    };
    let mut signatures = plan.signatures(data);
    let first = 1 + plan.parts();
    let mut classes: BTreeMap<u64, usize> = BTreeMap::new();
    for weight in &weights.of {
        let next = classes.len();
        classes.entry(weight.to_bits()).or_insert(next);
    }
    if first + classes.len() > MOST_GROUPS {
        return;
    }
    for (signature, weight) in signatures.iter_mut().zip(&weights.of) {
        *signature |= 1 << (first + classes[&weight.to_bits()]);
    }
    let published = u64::MAX >> (MOST_GROUPS - first - classes.len());
    for (item, column) in result.items.iter_mut().zip(&data.columns) {
        let mut sizes: BTreeMap<u64, u32> = BTreeMap::new();
        for (row, signature) in signatures.iter().enumerate() {
            if column.values.is_valid(row) {
                *sizes.entry(*signature).or_default() += 1;
            }
        }
        let threshold = column.item.kind.span_threshold(policy);
        let found = span::smallest_leak(&sizes, published, threshold, policy.span_unions);
        let safe = match found {
            Span::Safe => Verdict::Released,
            Span::Leaks { .. } | Span::TooFine => complementary(),
        };
        for figure in &mut item.figures {
            if let Some(weighted) = &mut figure.weighted {
                weighted.verdict = strictest(figure.verdict, safe);
            }
        }
    }
}

#[cfg(test)]
mod tests;
