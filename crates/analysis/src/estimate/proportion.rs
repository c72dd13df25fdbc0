//! Intervals of a proportion.

use statrs::distribution::{ContinuousCDF, Normal};

use super::distribution::beta_quantile;
use crate::figure::Interval;

/// Wilson's (1927) score interval without continuity correction; `None` without a base.
pub fn wilson(k: u32, n: u32, confidence: f64) -> Option<Interval> {
    if n == 0 || k > n {
        return None;
    }
    let z = Normal::standard().inverse_cdf(f64::midpoint(1.0, confidence));
    let (k, n) = (f64::from(k), f64::from(n));
    let (p, zz) = (k / n, z * z);
    let middle = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let reach = z / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    Some(Interval {
        low: (middle - reach).max(0.0),
        high: (middle + reach).min(1.0),
    })
}

/// Clopper and Pearson's (1934) exact interval, used where a sentence claims a guarantee.
pub fn clopper_pearson(k: u32, n: u32, confidence: f64) -> Option<Interval> {
    if n == 0 || k > n {
        return None;
    }
    let tail = (1.0 - confidence) / 2.0;
    let (hits, misses) = (f64::from(k), f64::from(n - k));
    let low = if k == 0 {
        0.0
    } else {
        beta_quantile(tail, hits, misses + 1.0)?
    };
    let high = if k == n {
        1.0
    } else {
        beta_quantile(1.0 - tail, hits + 1.0, misses)?
    };
    Some(Interval { low, high })
}
