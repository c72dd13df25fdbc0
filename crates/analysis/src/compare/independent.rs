//! Differences between two sets of answers of different people.

use std::collections::BTreeMap;

use crate::estimate::distribution::{normal_survival, t_quantile, t_survival};
use crate::estimate::mean::Moments;
use crate::estimate::proportion::{hypergeometric_chance, wilson};
use crate::figure::Interval;

/// A difference of two means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanDifference {
    pub difference: f64,
    pub t: f64,
    pub degrees: f64,
    pub interval: Interval,
    /// Two-sided.
    pub p: f64,
}

/// Welch's (1947) difference of means; `None` when a side has fewer than two answers or no side has
/// any spread.
pub fn welch(after: Moments, before: Moments, confidence: f64) -> Option<MeanDifference> {
    let part = |side: Moments| Some((side.variance()? / side.n as f64, (side.n - 1) as f64));
    let ((a, a_degrees), (b, b_degrees)) = (part(after)?, part(before)?);
    let error = (a + b).sqrt();
    if error <= 0.0 {
        return None;
    }
    let degrees = (a + b).powi(2) / (a * a / a_degrees + b * b / b_degrees);
    mean_difference(after.mean - before.mean, error, degrees, confidence)
}

/// A difference with its standard error as interval and two-sided p.
pub(super) fn mean_difference(
    difference: f64,
    error: f64,
    degrees: f64,
    confidence: f64,
) -> Option<MeanDifference> {
    let t = difference / error;
    let reach = t_quantile(f64::midpoint(1.0, confidence), degrees)? * error;
    Some(MeanDifference {
        difference,
        t,
        degrees,
        interval: Interval {
            low: difference - reach,
            high: difference + reach,
        },
        p: (2.0 * t_survival(t.abs(), degrees)?).min(1.0),
    })
}

/// How often a value of the first set is the higher of two; equals count half.
///
/// # Source
/// Mann and Whitney (1947).
pub fn mann_whitney_u(first: &[f64], second: &[f64]) -> f64 {
    let ranks = doubled_midranks(first.iter().chain(second));
    let n = first.len() as f64;
    let sum: u64 = ranks[..first.len()].iter().sum();
    sum as f64 / 2.0 - n * (n + 1.0) / 2.0
}

/// The two-sided p of U from the normal distribution, corrected for ties; `continuity` moves U half
/// a step towards its mean. `None` when all values are equal.
pub fn mann_whitney_asymptotic(first: &[f64], second: &[f64], continuity: bool) -> Option<f64> {
    let (m, n) = (first.len() as f64, second.len() as f64);
    let total = m + n;
    let mut ties: BTreeMap<u64, f64> = BTreeMap::new();
    for rank in doubled_midranks(first.iter().chain(second)) {
        *ties.entry(rank).or_default() += 1.0;
    }
    let correction: f64 = ties.values().map(|t| t.powi(3) - t).sum();
    let variance = m * n / 12.0 * (total + 1.0 - correction / (total * (total - 1.0)));
    let away = (mann_whitney_u(first, second) - m * n / 2.0).abs();
    let away = if continuity {
        (away - 0.5).max(0.0)
    } else {
        away
    };
    (variance > 0.0).then(|| (2.0 * normal_survival(away / variance.sqrt())).min(1.0))
}

/// The exact two-sided permutation p of the rank sum, ties included (shift algorithm).
///
/// # Source
/// Streitberg and Röhmel (1986), Exact distributions for permutation and rank tests.
pub fn mann_whitney_exact(first: &[f64], second: &[f64]) -> Option<f64> {
    if first.is_empty() || second.is_empty() {
        return None;
    }
    // The rank sums of both sides add up to the same, so the smaller side is followed.
    let (few, many) = if first.len() <= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    let mut ranks = doubled_midranks(few.iter().chain(many));
    if ranks.iter().all(|rank| rank % 2 == 0) {
        for rank in &mut ranks {
            *rank /= 2;
        }
    }
    let observed: u64 = ranks[..few.len()].iter().sum();
    let total: u64 = ranks.iter().sum();
    let expected = few.len() as f64 * total as f64 / ranks.len() as f64;
    let away = (observed as f64 - expected).abs() - 1e-9;
    let chances = rank_sums(&ranks, few.len())?;
    let extreme: f64 = chances
        .iter()
        .enumerate()
        .filter(|(sum, _)| (*sum as f64 - expected).abs() >= away)
        .map(|(_, count)| count)
        .sum();
    Some((extreme / chances.iter().sum::<f64>()).min(1.0))
}

/// In how many ways so many of the ranks have each sum.
fn rank_sums(ranks: &[u64], chosen: usize) -> Option<Vec<f64>> {
    let mut rising = ranks.to_vec();
    rising.sort_unstable();
    let highest: u64 = rising.iter().rev().take(chosen).sum();
    let width = usize::try_from(highest).ok()? + 1;
    // ways[j][s]: in how many ways j of the ranks seen so far add up to s; only the sums from
    // `lowest` to `highest` of j can be.
    let mut ways = vec![vec![0.0_f64; width]; chosen + 1];
    ways[0][0] = 1.0;
    let mut reach: Vec<Option<(usize, usize)>> = vec![None; chosen + 1];
    reach[0] = Some((0, 0));
    for rank in &rising {
        let rank = usize::try_from(*rank).ok()?;
        for j in (0..chosen).rev() {
            let Some((lowest, highest)) = reach[j] else {
                continue;
            };
            let (fewer, more) = ways.split_at_mut(j + 1);
            let from = &fewer[j][lowest..=highest];
            for (way, count) in more[0][lowest + rank..=highest + rank].iter_mut().zip(from) {
                *way += count;
            }
            // Ranks rise, so the lowest sum of more is the first that was found.
            let known = reach[j + 1].map(|(lowest, _)| lowest);
            reach[j + 1] = Some((known.unwrap_or(lowest + rank), highest + rank));
        }
    }
    ways.pop()
}

/// Twice the mean rank of each value, so that ties stay whole numbers.
pub(super) fn doubled_midranks<'a>(values: impl Iterator<Item = &'a f64>) -> Vec<u64> {
    let values: Vec<f64> = values.copied().collect();
    let mut rising = values.clone();
    rising.sort_by(f64::total_cmp);
    values
        .iter()
        .map(|value| {
            let below = rising.partition_point(|other| other < value) as u64;
            let through = rising.partition_point(|other| other <= value) as u64;
            below + through + 1
        })
        .collect()
}

/// A share: `k` of `n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub k: u32,
    pub n: u32,
}

impl Share {
    fn value(self) -> f64 {
        f64::from(self.k) / f64::from(self.n)
    }
}

/// The interval of a difference of two shares, from their Wilson intervals.
///
/// # Source
/// Newcombe (1998), Interval estimation for the difference between independent proportions, method 10.
pub fn newcombe(after: Share, before: Share, confidence: f64) -> Option<Interval> {
    let (a, b) = (
        wilson(after.k, after.n, confidence)?,
        wilson(before.k, before.n, confidence)?,
    );
    let (p, q) = (after.value(), before.value());
    let difference = p - q;
    Some(Interval {
        low: difference - ((p - a.low).powi(2) + (b.high - q).powi(2)).sqrt(),
        high: difference + ((a.high - p).powi(2) + (q - b.low).powi(2)).sqrt(),
    })
}

/// Fisher's exact two-sided p: all tables no more likely than the one found.
pub fn fisher_exact(after: Share, before: Share) -> Option<f64> {
    if after.n == 0 || before.n == 0 || after.k > after.n || before.k > before.n {
        return None;
    }
    let hits = after.k + before.k;
    let population = after.n + before.n;
    let chance = |k: u32| hypergeometric_chance(k, after.n, hits, population);
    // Equal chances may differ in the last digits.
    let limit = chance(after.k) * (1.0 + 1e-7);
    let possible = hits.saturating_sub(before.n)..=hits.min(after.n);
    let extreme: f64 = possible.map(chance).filter(|found| *found <= limit).sum();
    Some(extreme.min(1.0))
}

/// The conditional maximum likelihood estimate of the odds ratio of `[[a, b], [c, d]]`; infinite at
/// the edge.
pub fn conditional_odds_ratio(table: [[u32; 2]; 2]) -> f64 {
    let [first, second] = table;
    let (n, others) = (first[0] + first[1], second[0] + second[1]);
    let (found, hits) = (first[0], first[0] + second[0]);
    let (lowest, highest) = (hits.saturating_sub(others), hits.min(n));
    if found == lowest {
        return 0.0;
    }
    if found == highest {
        return f64::INFINITY;
    }
    let mean = |log_odds: f64| {
        let term = |k: u32| {
            hypergeometric_chance(k, n, hits, n + others)
                * (log_odds * (f64::from(k) - f64::from(found))).exp()
        };
        let (mut total, mut weighted) = (0.0, 0.0);
        for k in lowest..=highest {
            total += term(k);
            weighted += f64::from(k) * term(k);
        }
        weighted / total
    };
    crate::estimate::distribution::bisect(-20.0, 20.0, |x| mean(x) < f64::from(found)).exp()
}
