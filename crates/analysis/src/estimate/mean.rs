//! Mean, standard deviation, and the interval of a mean.

use super::distribution::t_quantile;
use crate::figure::Interval;

/// Arithmetic mean; `None` without values.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Standard deviation with n - 1; `None` for fewer than two values.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    let degrees = values.len().checked_sub(1).filter(|degrees| *degrees > 0)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares / degrees as f64).sqrt())
}

/// Student's t interval of a mean, clipped to the scale (the bootstrap covers too little at n <= 25).
pub fn t_interval(values: &[f64], confidence: f64, scale: (f64, f64)) -> Option<Interval> {
    let mean = mean(values)?;
    let deviation = standard_deviation(values)?;
    let n = values.len() as f64;
    let reach = t_quantile(f64::midpoint(1.0, confidence), n - 1.0)? * deviation / n.sqrt();
    Some(Interval {
        low: (mean - reach).max(scale.0),
        high: (mean + reach).min(scale.1),
    })
}
