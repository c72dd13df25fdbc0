//! Differences between two answers of the same people.

use super::independent::{MeanDifference, doubled_midranks, mean_difference};
use crate::estimate::distribution::normal_survival;
use crate::estimate::mean::Moments;
use crate::figure::Interval;

/// The mean of the paired differences; `None` for fewer than two pairs or equal differences.
pub fn paired(differences: &[f64], confidence: f64) -> Option<MeanDifference> {
    let moments = Moments::of(differences)?;
    let error = moments.deviation()? / (moments.n as f64).sqrt();
    if error <= 0.0 {
        return None;
    }
    mean_difference(moments.mean, error, (moments.n - 1) as f64, confidence)
}

/// The rank sum of the positive differences; zero differences are left out.
///
/// # Source
/// Wilcoxon (1945).
pub fn signed_rank_v(differences: &[f64]) -> f64 {
    let moved = moved(differences);
    positive_sum(&moved, &ranks(&moved)) as f64 / 2.0
}

/// The exact two-sided p of the signed rank sum, ties included; 1 when nobody changed.
pub fn signed_rank_exact(differences: &[f64]) -> f64 {
    let moved = moved(differences);
    let ranks = ranks(&moved);
    let total: u64 = ranks.iter().sum();
    let mut ways = vec![0.0_f64; usize::try_from(total).unwrap_or(0) + 1];
    ways[0] = 1.0;
    let mut reach = 0;
    for rank in &ranks {
        let rank = usize::try_from(*rank).unwrap_or(0);
        reach += rank;
        for sum in (rank..=reach).rev() {
            ways[sum] += ways[sum - rank];
        }
    }
    let expected = total as f64 / 2.0;
    let away = (positive_sum(&moved, &ranks) as f64 - expected).abs() - 1e-9;
    let extreme: f64 = ways
        .iter()
        .enumerate()
        .filter(|(sum, _)| (*sum as f64 - expected).abs() >= away)
        .map(|(_, count)| count)
        .sum();
    (extreme / ways.iter().sum::<f64>()).min(1.0)
}

/// The two-sided p of the signed rank sum from the normal distribution, for many pairs.
pub fn signed_rank_asymptotic(differences: &[f64]) -> f64 {
    let moved = moved(differences);
    let ranks = ranks(&moved);
    let expected = ranks.iter().sum::<u64>() as f64 / 2.0;
    let variance: f64 = ranks.iter().map(|rank| (*rank as f64 / 2.0).powi(2)).sum();
    let away = (positive_sum(&moved, &ranks) as f64 - expected).abs() / 2.0;
    if variance > 0.0 {
        (2.0 * normal_survival(away / variance.sqrt())).min(1.0)
    } else {
        1.0
    }
}

fn moved(differences: &[f64]) -> Vec<f64> {
    differences.iter().copied().filter(|d| *d != 0.0).collect()
}

fn ranks(moved: &[f64]) -> Vec<u64> {
    let sizes: Vec<f64> = moved.iter().map(|d| d.abs()).collect();
    doubled_midranks(sizes.iter())
}

fn positive_sum(moved: &[f64], ranks: &[u64]) -> u64 {
    let positive = moved.iter().zip(ranks).filter(|(d, _)| **d > 0.0);
    positive.map(|(_, rank)| rank).sum()
}

/// McNemar's exact two-sided p: `gained` pairs moved into the category, `lost` moved out of it.
///
/// # Source
/// McNemar (1947), as a binomial test with chance one half.
pub fn mcnemar_exact(gained: u32, lost: u32) -> f64 {
    let moved = gained + lost;
    let choose = |k: u32| crate::estimate::proportion::ln_choose(moved, k);
    let half = f64::from(moved) * std::f64::consts::LN_2;
    let tail: f64 = (0..=gained.min(lost))
        .map(|k| (choose(k) - half).exp())
        .sum();
    (2.0 * tail).min(1.0)
}

/// The interval of a difference of paired shares, by the t interval of the differences -1, 0 and 1.
pub fn paired_share(gained: u32, lost: u32, pairs: u32, confidence: f64) -> Option<Interval> {
    let stayed = u64::from(pairs.checked_sub(gained + lost)?);
    let counts = [
        (-1.0, u64::from(lost)),
        (0.0, stayed),
        (1.0, u64::from(gained)),
    ];
    Moments::of_counts(&counts)?.interval(confidence, (-1.0, 1.0))
}
