//! Mean, standard deviation, and the interval of a mean.

use super::distribution::t_quantile;
use crate::figure::Interval;

/// Size, mean and spread of a set of numbers: all that an interval needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    pub n: u64,
    pub mean: f64,
    /// Sum of squared distances to the mean.
    pub squares: f64,
}

impl Moments {
    /// Of plain values; `None` without values.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mean = mean(values)?;
        Some(Self {
            n: values.len() as u64,
            mean,
            squares: values.iter().map(|value| (value - mean).powi(2)).sum(),
        })
    }

    /// Of counts per score; `None` without answers.
    pub fn of_counts(counts: &[(f64, u64)]) -> Option<Self> {
        let n: u64 = counts.iter().map(|(_, count)| count).sum();
        if n == 0 {
            return None;
        }
        let weighted = |of: &dyn Fn(f64) -> f64| -> f64 {
            counts
                .iter()
                .map(|(value, count)| of(*value) * *count as f64)
                .sum()
        };
        let mean = weighted(&|value| value) / n as f64;
        Some(Self {
            n,
            mean,
            squares: weighted(&|value| (value - mean).powi(2)),
        })
    }

    /// Variance with n - 1; `None` for one value.
    pub fn variance(self) -> Option<f64> {
        (self.n > 1).then(|| self.squares / (self.n - 1) as f64)
    }

    /// Standard deviation with n - 1; `None` for one value.
    pub fn deviation(self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }

    /// Student's t interval of the mean, clipped to the scale (the bootstrap covers too little at
    /// n <= 25); `None` for one value.
    pub fn interval(self, confidence: f64, scale: (f64, f64)) -> Option<Interval> {
        self.corrected_interval(confidence, scale, None)
    }

    /// The same with the finite population correction sqrt(1 - n/N), for a declared "this cohort"
    /// estimand only.
    pub fn corrected_interval(
        self,
        confidence: f64,
        scale: (f64, f64),
        population: Option<u32>,
    ) -> Option<Interval> {
        let n = self.n as f64;
        let correction = population.map_or(1.0, |size| (1.0 - n / f64::from(size)).max(0.0).sqrt());
        let error = self.deviation()? / n.sqrt() * correction;
        let reach = t_quantile(f64::midpoint(1.0, confidence), n - 1.0)? * error;
        Some(Interval {
            low: (self.mean - reach).max(scale.0),
            high: (self.mean + reach).min(scale.1),
        })
    }
}

/// Arithmetic mean; `None` without values.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Standard deviation with n - 1; `None` for fewer than two values.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    Moments::of(values)?.deviation()
}

/// Student's t interval of a mean, clipped to the scale.
pub fn t_interval(values: &[f64], confidence: f64, scale: (f64, f64)) -> Option<Interval> {
    Moments::of(values)?.interval(confidence, scale)
}
