//! A group by the parts of its release plan.

use super::plan::{Dimension, Part, ReleasePlan};
use super::protect::{Guards, protect};
use super::{judge, weights};
use crate::dataset::DataSet;
use crate::figure::Statistic;
use crate::measure::{GroupFacts, items_of_rows, measure, ratios, tally};
use crate::policy::Policy;
use crate::result::{Breakdown, GroupResult, ItemResult, PartItem, PartResult};

/// Measures a group and each part of its plan. Parts show means, counts and shares only, and all
/// published groups are judged together.
///
/// The plan must have passed [`ReleasePlan::check`]; it was frozen with the data.
pub fn measure_by_plan(
    data: &DataSet,
    facts: &GroupFacts,
    plan: &ReleasePlan,
    policy: &Policy,
) -> GroupResult {
    measure_guarded(data, facts, plan, policy, Guards::default())
}

pub(super) fn measure_guarded(
    data: &DataSet,
    facts: &GroupFacts,
    plan: &ReleasePlan,
    policy: &Policy,
    guards: Guards,
) -> GroupResult {
    let mut result = measure(data, facts, policy);
    result.breakdowns = plan
        .dimensions
        .iter()
        .map(|dimension| breakdown(data, dimension, policy))
        .collect();
    protect(&mut result, data, plan, policy, guards);
    weights::judge(&mut result, data, plan, policy);
    result
}

fn breakdown(data: &DataSet, dimension: &Dimension, policy: &Policy) -> Breakdown {
    let part = |part: &Part| {
        let rows = part.rows(&dimension.item, data);
        let group = format!("{}/{}={}", data.group, dimension.item, part.code);
        let mut measured = items_of_rows(data, &rows, &group, policy);
        let terms = data.ratio_terms(&rows);
        judge::numerators(&mut measured, &ratios(&terms, policy), &terms);
        PartResult {
            code: part.code.clone(),
            categories: part.categories.clone(),
            respondents: tally::count(rows.len()),
            items: measured
                .into_iter()
                .filter(|item| item.id != dimension.item)
                .map(part_item)
                .collect(),
        }
    };
    Breakdown {
        dimension: dimension.item.clone(),
        parts: dimension.parts.iter().map(part).collect(),
    }
}

fn part_item(mut item: ItemResult) -> PartItem {
    item.figures.retain(|figure| {
        matches!(
            figure.statistic,
            Statistic::Mean | Statistic::Count | Statistic::Share
        )
    });
    // The counts per score of a scale would add nothing that a reader of parts can use.
    if item.kind.categories().is_empty() {
        item.figures
            .retain(|figure| figure.statistic == Statistic::Mean);
    }
    PartItem {
        id: item.id,
        gate: item.gate,
        figures: item.figures,
    }
}

#[cfg(test)]
mod tests;
