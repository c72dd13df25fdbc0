//! Caveats attached by rule.

use super::GroupFacts;
use super::items::Context;
use crate::dataset::{DataSet, ItemKind};
use crate::estimate::concentration::concentration;
use crate::figure::Statistic;
use crate::policy::Policy;
use crate::result::{Gate, ItemResult, Reservation, Response};

/// The caveats of one item.
pub(super) fn of_item(context: &Context<'_>) -> Vec<Reservation> {
    let mut reservations = Vec::new();
    if context.gate == Gate::Indicative {
        reservations.push(Reservation::SmallBase {
            n: Some(context.base.valid),
        });
    }
    if context.item.about_others {
        reservations.push(Reservation::ReportedByOthers);
    }
    reservations
}

/// The caveats of the group, the most telling first.
pub(super) fn of_group(
    data: &DataSet,
    items: &[ItemResult],
    response: &Response,
    facts: &GroupFacts,
    policy: &Policy,
) -> Vec<Reservation> {
    let columns = data.columns.iter().zip(items);
    let mut reservations: Vec<Reservation> = columns
        .filter(|(column, _)| column.item.dominance)
        .filter_map(|(_, item)| dominance(item, policy))
        .collect();
    if facts.not_sent + facts.late > 0 {
        let (not_sent, late) = (facts.not_sent, facts.late);
        reservations.push(Reservation::Distribution { not_sent, late });
    }
    if response.started > 0 && response.started < policy.counts_from {
        reservations.push(Reservation::SmallBase {
            n: Some(response.started),
        });
    }
    let complete_share = f64::from(response.complete) / f64::from(response.started.max(1));
    if response.started > 0 && complete_share < policy.complete_share {
        let (complete, started) = (response.complete, response.started);
        reservations.push(Reservation::PartialCompletion { complete, started });
    }
    if response.population.is_none() {
        reservations.push(Reservation::PopulationUnknown);
    }
    if facts.reconstructed {
        reservations.push(Reservation::Reconstructed);
    }
    if facts.open_link {
        reservations.push(Reservation::OpenLink);
    }
    reservations
}

/// One category holds more than half of the answers.
///
/// The reader of a release gets a rounded share where the others are so few that the count would
/// tell about them, or where the base allows no counts.
fn dominance(item: &ItemResult, policy: &Policy) -> Option<Reservation> {
    let ItemKind::Categorical { categories } = &item.kind else {
        return None;
    };
    let counts: Vec<u32> = categories
        .iter()
        .map(|code| {
            let count = |figure: &&crate::figure::Figure| {
                figure.statistic == Statistic::Count && figure.category.as_ref() == Some(code)
            };
            item.figures
                .iter()
                .find(count)
                .and_then(|figure| figure.k)
                .unwrap_or(0)
        })
        .collect();
    let n: u32 = counts.iter().sum();
    let found = concentration(&counts).filter(|_| n >= policy.show_from)?;
    if found.share <= policy.dominance {
        return None;
    }
    let k = counts[found.largest];
    let few_others = (1..policy.smallest_cell).contains(&(n - k));
    let hidden = few_others || item.gate < Gate::Counts;
    Some(Reservation::Dominance {
        item: item.id.clone(),
        category: categories[found.largest].clone(),
        k: Some(k),
        n: Some(n),
        more_than: hidden.then(|| ten_below(k, n)),
        severe: found.share >= policy.severe_dominance
            || found.herfindahl >= policy.severe_herfindahl,
    })
}

/// The largest multiple of ten below k out of n, in per cent.
fn ten_below(k: u32, n: u32) -> u32 {
    (10 * k - 1) / n * 10
}
