//! The smallest effect that a comparison of this size finds four times out of five.

use crate::estimate::distribution::{bisect, noncentral_t_cdf, t_quantile};

/// Standardised differences above this are not looked for.
const LARGEST: f64 = 20.0;

/// The smallest Cohen's d that a two-sided t test at `alpha` finds with chance `power` between two
/// independent groups; `None` with fewer than three answers.
pub fn detectable_d(n: u32, m: u32, alpha: f64, power: f64) -> Option<f64> {
    let (n, m) = (f64::from(n), f64::from(m));
    let size = (n * m / (n + m)).sqrt();
    solve(n + m - 2.0, size, alpha, power)
}

/// The same for the mean difference of pairs, in standard deviations of the differences.
pub fn detectable_paired_d(pairs: u32, alpha: f64, power: f64) -> Option<f64> {
    let n = f64::from(pairs);
    solve(n - 1.0, n.sqrt(), alpha, power)
}

fn solve(degrees: f64, size: f64, alpha: f64, power: f64) -> Option<f64> {
    if size.is_nan() || size <= 0.0 {
        return None;
    }
    let limit = t_quantile(1.0 - alpha / 2.0, degrees)?;
    let chance = |d: f64| -> Option<f64> {
        let above = 1.0 - noncentral_t_cdf(limit, degrees, d * size)?;
        let below = noncentral_t_cdf(-limit, degrees, d * size)?;
        Some(above + below)
    };
    chance(LARGEST)?;
    Some(bisect(0.0, LARGEST, |d| {
        chance(d).is_none_or(|found| found < power)
    }))
}
