//! What the answers of those who did not answer could at most change.

use crate::figure::Interval;

/// The bounds of a mean that hold whatever the N - n others would have answered.
///
/// `None` when the population is smaller than the number of answers.
///
/// # Source
/// Manski (1989), Anatomy of the selection problem.
pub fn non_response_bounds(values: &[f64], population: u32, scale: (f64, f64)) -> Option<Interval> {
    let silent = f64::from(population) - values.len() as f64;
    if silent < 0.0 || population == 0 {
        return None;
    }
    let sum: f64 = values.iter().sum();
    let bound = |end: f64| (sum + silent * end) / f64::from(population);
    Some(Interval {
        low: bound(scale.0),
        high: bound(scale.1),
    })
}
