//! The smallest effect that a comparison of this size finds four times out of five.

use crate::estimate::distribution::{bisect, noncentral_t_cdf, t_quantile};

/// Standardised differences above this are not looked for.
const LARGEST: f64 = 20.0;

/// A t test by its size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Test {
    degrees: f64,
    /// What a standardised difference is multiplied by to give the noncentrality.
    size: f64,
}

impl Test {
    /// Two independent groups.
    pub(super) fn independent(n: u32, m: u32) -> Self {
        let (n, m) = (f64::from(n), f64::from(m));
        Self {
            degrees: n + m - 2.0,
            size: (n * m / (n + m)).sqrt(),
        }
    }

    /// Linked pairs; differences are in standard deviations of the differences.
    pub(super) fn paired(pairs: u32) -> Self {
        let n = f64::from(pairs);
        Self {
            degrees: n - 1.0,
            size: n.sqrt(),
        }
    }

    /// The chance that the two-sided test at `alpha` finds a standardised difference of `d`.
    pub(super) fn chance(self, d: f64, alpha: f64) -> Option<f64> {
        if self.size.is_nan() || self.size <= 0.0 {
            return None;
        }
        let limit = t_quantile(1.0 - alpha / 2.0, self.degrees)?;
        let above = 1.0 - noncentral_t_cdf(limit, self.degrees, d * self.size)?;
        let below = noncentral_t_cdf(-limit, self.degrees, d * self.size)?;
        Some(above + below)
    }

    /// The smallest standardised difference that is found with chance `power`.
    pub(super) fn detectable(self, alpha: f64, power: f64) -> Option<f64> {
        self.chance(LARGEST, alpha)?;
        Some(bisect(0.0, LARGEST, |d| {
            self.chance(d, alpha).is_none_or(|found| found < power)
        }))
    }
}

/// The smallest Cohen's d that a two-sided t test at `alpha` finds with chance `power` between two
/// independent groups; `None` with fewer than three answers.
pub fn detectable_d(n: u32, m: u32, alpha: f64, power: f64) -> Option<f64> {
    Test::independent(n, m).detectable(alpha, power)
}

/// The same for the mean difference of pairs, in standard deviations of the differences.
pub fn detectable_paired_d(pairs: u32, alpha: f64, power: f64) -> Option<f64> {
    Test::paired(pairs).detectable(alpha, power)
}
