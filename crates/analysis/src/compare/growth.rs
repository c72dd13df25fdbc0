//! Growth taken apart: did respondents of each pathway change, or did other pathways answer?

use serde::{Deserialize, Serialize};

use super::result::Growth;
use crate::figure::{Figure, Statistic};
use crate::result::{GroupResult, PartResult};

/// Share and mean of one stratum in two waves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StratumChange {
    pub share_before: f64,
    pub share_after: f64,
    pub mean_before: f64,
    pub mean_after: f64,
}

/// A difference of means in two parts that add up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decomposition {
    pub total: f64,
    /// Change of the means at average shares.
    pub within: f64,
    /// Change of the shares at average means.
    pub composition: f64,
}

/// Takes a difference of means apart.
///
/// # Source
/// Kitagawa (1955), Components of a difference between two rates.
pub fn decompose(strata: &[StratumChange]) -> Decomposition {
    let sum = |part: &dyn Fn(&StratumChange) -> f64| strata.iter().map(part).sum::<f64>();
    let within =
        sum(&|s| f64::midpoint(s.share_before, s.share_after) * (s.mean_after - s.mean_before));
    let composition =
        sum(&|s| f64::midpoint(s.mean_before, s.mean_after) * (s.share_after - s.share_before));
    Decomposition {
        total: sum(&|s| s.share_after * s.mean_after - s.share_before * s.mean_before),
        within,
        composition,
    }
}

/// Takes the difference of an item's means apart over the first dimension that both waves publish.
///
/// When a part is missing, other, or too small in one wave, only the parts that continue are
/// followed. `None` with fewer than two of them.
pub(super) fn of_item(before: &GroupResult, after: &GroupResult, item: &str) -> Option<Growth> {
    let (first, second) = before.breakdowns.iter().find_map(|first| {
        let same = |second: &&crate::result::Breakdown| second.dimension == first.dimension;
        Some((first, after.breakdowns.iter().find(same)?))
    })?;
    let followed: Vec<(Mean, Mean)> = first
        .parts
        .iter()
        .filter_map(|part| {
            let other = second
                .parts
                .iter()
                .find(|other| other.code == part.code && other.categories == part.categories)?;
            Some((mean_of(part, item)?, mean_of(other, item)?))
        })
        .collect();
    if followed.len() < 2 {
        return None;
    }
    let (n_before, n_after) = followed
        .iter()
        .fold((0.0, 0.0), |(a, b), (x, y)| (a + x.n, b + y.n));
    let everybody = |result: &GroupResult, n: f64| {
        let base = result.item(item).and_then(|found| found.base);
        base.is_some_and(|base| (f64::from(base.valid) - n).abs() < 0.5)
    };
    let strata: Vec<StratumChange> = followed
        .iter()
        .map(|(x, y)| StratumChange {
            share_before: x.n / n_before,
            share_after: y.n / n_after,
            mean_before: x.mean,
            mean_after: y.mean,
        })
        .collect();
    Some(Growth {
        dimension: first.dimension.clone(),
        continuing_only: !(everybody(before, n_before) && everybody(after, n_after)),
        parts: u32::try_from(strata.len()).unwrap_or(u32::MAX),
        decomposition: decompose(&strata),
    })
}

struct Mean {
    n: f64,
    mean: f64,
}

/// The published mean of an item within a part.
fn mean_of(part: &PartResult, item: &str) -> Option<Mean> {
    let found = part.items.iter().find(|found| found.id == item)?;
    let published = |figure: &&Figure| figure.statistic == Statistic::Mean && figure.is_released();
    let figure = found.figures.iter().find(published)?;
    Some(Mean {
        n: f64::from(figure.base?),
        mean: figure.value?,
    })
}
