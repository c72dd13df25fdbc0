//! Whether weighted figures may stand beside the unweighted ones.
//!
//! A weighted and an unweighted figure together are two sums over the same respondents. Whoever
//! knows how many of each weight there are could take them apart, so respondents of one weight are
//! looked at as a group that is published.

use std::collections::BTreeMap;

use super::atoms::Atoms;
use super::judge::{complementary, strictest};
use super::plan::ReleasePlan;
use super::span::{self, Span};
use crate::dataset::DataSet;
use crate::figure::Verdict;
use crate::policy::Policy;
use crate::result::GroupResult;

/// Releases the weighted figures whose weights tell no few respondents apart.
pub(super) fn judge(result: &mut GroupResult, data: &DataSet, plan: &ReleasePlan, policy: &Policy) {
    let Some(weights) = &data.weights else {
        return;
    };
    let figures = result.items.iter().flat_map(|item| &item.figures);
    if figures.into_iter().all(|figure| figure.weighted.is_none()) {
        return;
    }
    let mut classes: BTreeMap<u64, u8> = BTreeMap::new();
    let mut class_of = Vec::with_capacity(weights.of.len());
    for weight in &weights.of {
        let Ok(next) = u8::try_from(classes.len()) else {
            return;
        };
        class_of.push(*classes.entry(weight.to_bits()).or_insert(next));
    }
    let mut atoms = Atoms::of(plan, data);
    let Some(published) = atoms.part_by(&class_of, classes.len()) else {
        return;
    };
    for (item, column) in result.items.iter_mut().zip(&data.columns) {
        let sizes = atoms.valid_sizes(&column.values);
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
