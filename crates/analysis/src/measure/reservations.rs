//! Caveats attached by rule.

use super::items::Context;
use super::tally::count;
use super::{GroupFacts, Passed};
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
    reservations.extend(distribution(facts));
    reservations.extend(evenness(response, policy));
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
    if facts.simulated {
        reservations.push(Reservation::Simulated);
    }
    if facts.open_link {
        reservations.push(Reservation::OpenLink);
    }
    reservations
}

/// Pathways that did not get the questionnaire, or got it late.
fn distribution(facts: &GroupFacts) -> Option<Reservation> {
    let of = |passed: Passed| {
        facts
            .pathways
            .iter()
            .filter(move |pathway| pathway.distribution == passed)
    };
    let names = |passed: Passed| {
        of(passed)
            .filter(|pathway| pathway.may_be_named)
            .map(|pathway| pathway.code.clone())
            .collect()
    };
    let (not_sent, late) = (
        count(of(Passed::Not).count()),
        count(of(Passed::Late).count()),
    );
    (not_sent + late > 0).then(|| Reservation::Distribution {
        not_sent,
        late,
        not_sent_to: names(Passed::Not),
        late_to: names(Passed::Late),
    })
}

/// Few pathways covered, or some far better than others.
fn evenness(response: &Response, policy: &Policy) -> Vec<Reservation> {
    let mut reservations = Vec::new();
    if let Some(coverage) = response.coverage.filter(|found| found.pathways < found.of) {
        let (pathways, of) = (coverage.pathways, coverage.of);
        reservations.push(Reservation::Coverage { pathways, of });
    }
    let uneven = response
        .variation
        .filter(|variation| *variation > policy.propensity_variation);
    reservations.extend(uneven.map(|variation| Reservation::UnevenResponse {
        bias_bound: Some(variation),
    }));
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
