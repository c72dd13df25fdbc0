//! What the answers of those who did not answer could at most change.

use super::mean::Moments;
use crate::figure::Interval;

/// The bounds of a mean that hold whatever the N - n others would have answered.
///
/// `None` when the population is smaller than the number of answers.
///
/// # Source
/// Manski (1989), Anatomy of the selection problem.
pub fn non_response_bounds(values: &[f64], population: u32, scale: (f64, f64)) -> Option<Interval> {
    bounds_of_mean(Moments::of(values)?, population, scale)
}

/// The same from the mean and its base.
pub fn bounds_of_mean(moments: Moments, population: u32, scale: (f64, f64)) -> Option<Interval> {
    let n = moments.n as f64;
    bounds(n * moments.mean, n, population, scale)
}

/// The same for a share of k out of n.
pub fn bounds_of_share(k: u32, n: u32, population: u32) -> Option<Interval> {
    bounds(f64::from(k), f64::from(n), population, (0.0, 1.0))
}

fn bounds(sum: f64, n: f64, population: u32, scale: (f64, f64)) -> Option<Interval> {
    let silent = f64::from(population) - n;
    if silent < 0.0 || population == 0 {
        return None;
    }
    let bound = |end: f64| (sum + silent * end) / f64::from(population);
    Some(Interval {
        low: bound(scale.0),
        high: bound(scale.1),
    })
}
