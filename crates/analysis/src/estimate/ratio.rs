//! A ratio of sums over respondents, for numbers that respondents report about others.

use super::distribution::t_quantile;
use crate::figure::Interval;

/// A ratio with its linearised standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioEstimate {
    pub ratio: f64,
    /// sqrt(m / (m - 1) * sum of squared residuals) / sum of x; `None` for one respondent.
    pub standard_error: Option<f64>,
    /// Student's t with m - 1 degrees of freedom, clipped to 0-1 when every y <= x.
    pub interval: Option<Interval>,
}

/// Estimates R = sum y / sum x over m respondents; `None` when the denominator is zero.
///
/// # Source
/// Cochran (1977), Sampling Techniques, 3rd ed., ch. 6.
pub fn ratio(y: &[f64], x: &[f64], confidence: f64) -> Option<RatioEstimate> {
    let pairs: Vec<(f64, f64)> = y.iter().copied().zip(x.iter().copied()).collect();
    (y.len() == x.len())
        .then(|| ratio_of_pairs(&pairs, confidence))
        .flatten()
}

/// The same of pairs (y, x).
pub fn ratio_of_pairs(pairs: &[(f64, f64)], confidence: f64) -> Option<RatioEstimate> {
    let sum_y: f64 = pairs.iter().map(|(y, _)| y).sum();
    let sum_x: f64 = pairs.iter().map(|(_, x)| x).sum();
    if sum_x == 0.0 {
        return None;
    }
    let ratio = sum_y / sum_x;
    let m = pairs.len() as f64;
    let residual = |(y, x): &(f64, f64)| (y - ratio * x).powi(2);
    let squares: f64 = pairs.iter().map(residual).sum();
    let standard_error = (m > 1.0).then(|| (m / (m - 1.0) * squares).sqrt() / sum_x);
    let is_share = pairs.iter().all(|(y, x)| y <= x);
    let interval = standard_error.and_then(|error| {
        let reach = t_quantile(f64::midpoint(1.0, confidence), m - 1.0)? * error;
        let (low, high) = (ratio - reach, ratio + reach);
        Some(if is_share {
            Interval {
                low: low.max(0.0),
                high: high.min(1.0),
            }
        } else {
            Interval {
                low: low.max(0.0),
                high,
            }
        })
    });
    Some(RatioEstimate {
        ratio,
        standard_error,
        interval,
    })
}
