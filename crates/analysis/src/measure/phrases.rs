//! Words that the figures carry, by rule.

use rayon::prelude::*;

use super::{ranks, tally};
use crate::dataset::{DataSet, ItemKind};
use crate::estimate::proportion::surely_above;
use crate::figure::{Figure, Statistic};
use crate::policy::Policy;
use crate::result::{Gate, ItemResult, Phrase};

/// The fractions that have a familiar word.
const FRACTIONS: [(u8, u8); 5] = [(1, 4), (1, 3), (1, 2), (2, 3), (3, 4)];

/// Adds phrases to items. Each rests on released figures only.
pub(super) fn add(data: &DataSet, items: &mut [ItemResult], policy: &Policy) {
    items
        .par_iter_mut()
        .for_each(|item| item.phrases = shares(item, policy));
    for block in blocks(data, items) {
        rank(data, items, &block, policy);
    }
}

fn shares(item: &ItemResult, policy: &Policy) -> Vec<Phrase> {
    let shares = item
        .figures
        .iter()
        .filter(|f| f.statistic == Statistic::Share && f.is_released());
    shares.flat_map(|figure| share(figure, policy)).collect()
}

fn share(figure: &Figure, policy: &Policy) -> Vec<Phrase> {
    let (Some(category), Some(k), Some(n), Some(value)) =
        (&figure.category, figure.k, figure.base, figure.value)
    else {
        return Vec::new();
    };
    let mut phrases = Vec::new();
    if surely_above(0.5, k, n, policy.confidence) {
        phrases.push(Phrase::Majority {
            category: category.clone(),
        });
    }
    let near = FRACTIONS.into_iter().find(|(numerator, denominator)| {
        let fraction = f64::from(*numerator) / f64::from(*denominator);
        (value - fraction).abs() <= policy.fraction_tolerance + 1e-9
    });
    if let Some((numerator, denominator)) = near {
        phrases.push(Phrase::Fraction {
            category: category.clone(),
            numerator,
            denominator,
        });
    }
    phrases
}

/// Positions of the scale items that share a block and a scale, three or more.
fn blocks(data: &DataSet, items: &[ItemResult]) -> Vec<Vec<usize>> {
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for (position, item) in items.iter().enumerate() {
        let scale = matches!(item.kind, ItemKind::Scale { .. });
        if !scale || item.gate < Gate::Counts || data.columns[position].item.sensitive {
            continue;
        }
        let same = |block: &Vec<usize>| {
            let first = &items[block[0]];
            first.block == item.block && first.kind == item.kind
        };
        match blocks.iter_mut().find(|block| same(block)) {
            Some(block) => block.push(position),
            None => blocks.push(vec![position]),
        }
    }
    blocks.retain(|block| block.len() >= 3);
    blocks
}

/// The mean that the item shows; every item of a block has one.
fn mean(item: &ItemResult) -> f64 {
    let mut figures = item.figures.iter();
    let mean = figures.find(|figure| figure.statistic == Statistic::Mean);
    mean.and_then(|figure| figure.value).unwrap_or(0.0)
}

/// How firmly each item of the block ranks first, and which divides most.
fn rank(data: &DataSet, items: &mut [ItemResult], block: &[usize], policy: &Policy) {
    let chances = if tally::count(data.respondents) > policy.asymptotic_from {
        let means: Vec<f64> = block.iter().map(|at| mean(&items[*at])).collect();
        ranks::approximate(data, block, &means)
    } else {
        ranks::drawn(data, block, policy)
    };
    for (position, chance) in block.iter().zip(&chances) {
        if chance.at_least >= policy.rank_stability {
            items[*position].phrases.push(Phrase::RanksFirst);
        } else if chance.at_most >= policy.among_highest {
            items[*position].phrases.push(Phrase::AmongHighest);
        }
    }
    let spread = |position: &usize| {
        let sd = items[*position]
            .figures
            .iter()
            .find(|f| f.statistic == Statistic::Sd);
        sd.and_then(|figure| figure.value).unwrap_or(0.0)
    };
    let widest = block
        .iter()
        .copied()
        .max_by(|a, b| spread(a).total_cmp(&spread(b)));
    if let Some(position) = widest {
        items[position].phrases.push(Phrase::MostDivided);
    }
}
