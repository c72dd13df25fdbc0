//! "Kan dit kloppen?": which counts fit a published percentage or fraction.

use serde::{Deserialize, Serialize};

use crate::policy::Policy;
use crate::round::percentage;

/// What is claimed of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Claim {
    /// A whole percentage; `about` gives it the tolerance of fraction words.
    Percentage { percentage: u32, about: bool },
    /// A fraction in words, such as half; without `about` it must be exact.
    Fraction {
        numerator: u32,
        denominator: u32,
        about: bool,
    },
}

/// Every count out of `n` that the claim can mean; empty if it cannot be true.
pub fn fitting_counts(claim: Claim, n: u32, policy: &Policy) -> Vec<u32> {
    let fits = |k: u32| match claim {
        Claim::Percentage {
            percentage: stated,
            about: false,
        } => percentage(k, n) == Some(stated),
        Claim::Percentage {
            percentage: stated,
            about: true,
        } => near(k, n, f64::from(stated) / 100.0, policy),
        Claim::Fraction {
            numerator,
            denominator,
            about: false,
        } => u64::from(k) * u64::from(denominator) == u64::from(n) * u64::from(numerator),
        Claim::Fraction {
            numerator,
            denominator,
            about: true,
        } => near(k, n, f64::from(numerator) / f64::from(denominator), policy),
    };
    if n == 0 {
        Vec::new()
    } else {
        (0..=n).filter(|k| fits(*k)).collect()
    }
}

/// Within the tolerance of fraction words, in both directions, ends included.
fn near(k: u32, n: u32, share: f64, policy: &Policy) -> bool {
    (f64::from(k) / f64::from(n) - share).abs() <= policy.fraction_tolerance + 1e-9
}

#[cfg(test)]
mod tests;
