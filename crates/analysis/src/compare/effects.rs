//! How large a difference is, apart from how sure it is.

use statrs::function::gamma::ln_gamma;

use crate::estimate::mean::Moments;

/// Cohen's d: the difference of means in pooled standard deviations; `None` without spread.
pub fn cohen_d(after: Moments, before: Moments) -> Option<f64> {
    let degrees = (after.n + before.n).checked_sub(2).filter(|df| *df > 0)? as f64;
    let pooled = ((after.squares + before.squares) / degrees).sqrt();
    (pooled > 0.0).then(|| (after.mean - before.mean) / pooled)
}

/// The factor that makes d unbiased: Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2)).
///
/// # Source
/// Hedges (1981), Distribution theory for Glass's estimator of effect size.
pub fn hedges_j(degrees: f64) -> f64 {
    (ln_gamma(degrees / 2.0) - ln_gamma((degrees - 1.0) / 2.0)).exp() / (degrees / 2.0).sqrt()
}

/// Hedges' g: d times J.
pub fn hedges_g(after: Moments, before: Moments) -> Option<f64> {
    let degrees = (after.n + before.n - 2) as f64;
    Some(cohen_d(after, before)? * hedges_j(degrees))
}

/// Cliff's delta: how much more often a value of `after` is the higher of two than the lower.
///
/// Both slices must be sorted in rising order.
pub fn cliffs_delta(after: &[f64], before: &[f64]) -> Option<f64> {
    let pairs = after.len() as f64 * before.len() as f64;
    let balance: f64 = after
        .iter()
        .map(|value| {
            let below = before.partition_point(|other| other < value);
            let above = before.len() - before.partition_point(|other| other <= value);
            below as f64 - above as f64
        })
        .sum();
    (pairs > 0.0).then(|| balance / pairs)
}
