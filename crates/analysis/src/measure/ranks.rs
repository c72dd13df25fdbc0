//! How firmly an item ranks first in its block.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use rayon::prelude::*;

use crate::dataset::{DataSet, Values, missing};
use crate::estimate::distribution::normal_survival;
use crate::policy::Policy;

/// The chance that an item has the highest mean of its block, between two bounds; they are equal
/// where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RankChance {
    pub(super) at_least: f64,
    pub(super) at_most: f64,
}

/// The columns of the block; every one holds codes, because every item is a scale.
fn columns<'a>(data: &'a DataSet, block: &[usize]) -> Vec<&'a [u8]> {
    let codes = |position: &usize| match &data.columns[*position].values {
        Values::Codes(codes) => codes.as_slice(),
        Values::Masks { .. } | Values::Numbers { .. } => &[],
    };
    block.iter().map(codes).collect()
}

/// Draws respondents again and again (seeded bootstrap) and counts who is highest; equals share
/// none.
pub(super) fn drawn(data: &DataSet, block: &[usize], policy: &Policy) -> Vec<RankChance> {
    let columns = columns(data, block);
    let mut rng = ChaCha20Rng::seed_from_u64(policy.seed);
    let mut firsts = vec![0_u32; block.len()];
    let mut rows = vec![0; data.respondents];
    for _ in 0..policy.bootstraps {
        for row in &mut rows {
            *row = rng.random_range(0..data.respondents);
        }
        let means: Vec<f64> = columns
            .iter()
            .map(|codes| drawn_mean(codes, &rows))
            .collect();
        if let Some(first) = unique_highest(&means) {
            firsts[first] += 1;
        }
    }
    let chance = |first: &u32| {
        let share = f64::from(*first) / f64::from(policy.bootstraps);
        RankChance {
            at_least: share,
            at_most: share,
        }
    };
    firsts.iter().map(chance).collect()
}

fn drawn_mean(codes: &[u8], rows: &[usize]) -> f64 {
    let (mut sum, mut n) = (0_u32, 0_u32);
    for row in rows {
        let code = codes[*row];
        if code < missing::FIRST {
            sum += u32::from(code);
            n += 1;
        }
    }
    if n == 0 {
        0.0
    } else {
        f64::from(sum) / f64::from(n)
    }
}

fn unique_highest(means: &[f64]) -> Option<usize> {
    let highest = means.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut at_top = means
        .iter()
        .enumerate()
        .filter(|(_, mean)| **mean >= highest);
    let (first, _) = at_top.next()?;
    at_top.next().is_none().then_some(first)
}

/// For many respondents: the differences between the highest item and each other are taken as
/// normal. The highest is first with at least 1 minus the sum of the chances that another beats
/// it (Bonferroni); another is first with at most the chance that it beats the highest.
pub(super) fn approximate(data: &DataSet, block: &[usize], means: &[f64]) -> Vec<RankChance> {
    let columns = columns(data, block);
    let top = (0..means.len())
        .max_by(|a, b| means[*a].total_cmp(&means[*b]))
        .unwrap_or(0);
    let beats_top: Vec<f64> = columns
        .par_iter()
        .map(|codes| chance_above(codes, columns[top]))
        .collect();
    let others = |position: usize| position != top;
    let beaten: f64 = (0..means.len())
        .filter(|position| others(*position))
        .map(|position| beats_top[position])
        .sum();
    let chance = |position: usize| {
        if others(position) {
            RankChance {
                at_least: 0.0,
                at_most: beats_top[position],
            }
        } else {
            RankChance {
                at_least: (1.0 - beaten).max(0.0),
                at_most: 1.0,
            }
        }
    };
    (0..means.len()).map(chance).collect()
}

/// Respondents whose differences are added in small numbers, of which the processor adds several at
/// once: 8192 squares of at most 251 fit 32 bits.
const TOGETHER: usize = 8192;

/// The chance that the mean of `codes` lies above that of `other`, by their paired differences.
fn chance_above(codes: &[u8], other: &[u8]) -> f64 {
    let (mut n, mut sum, mut squares) = (0_i64, 0_i64, 0_i64);
    for (codes, other) in codes.chunks(TOGETHER).zip(other.chunks(TOGETHER)) {
        let (mut few, mut part, mut part_squares) = (0_i32, 0_i32, 0_i32);
        for (a, b) in codes.iter().zip(other) {
            let valid = i16::from(*a < missing::FIRST) & i16::from(*b < missing::FIRST);
            let difference = i32::from((i16::from(*a) - i16::from(*b)) * valid);
            few += i32::from(valid);
            part += difference;
            part_squares += difference * difference;
        }
        n += i64::from(few);
        sum += i64::from(part);
        squares += i64::from(part_squares);
    }
    if n < 2 {
        return 0.0;
    }
    let (n, sum, squares) = (n as f64, sum as f64, squares as f64);
    let variance = (squares - sum * sum / n) / (n - 1.0);
    if variance <= 0.0 {
        return if sum > 0.0 { 1.0 } else { 0.5 };
    }
    normal_survival(-(sum / n) / (variance / n).sqrt())
}
