//! Sums over respondents may not give a contributor away.

use crate::figure::{Rule, Verdict};
use crate::policy::Policy;

/// Judges a sum by its contributors: enough of them, and none that others could nearly recover.
///
/// # Source
/// The p%-rule: the second largest contributor knows the sum and its own part; what remains beside
/// the largest must be at least p% of the largest (Hundepool et al., 2012, ch. 4).
pub fn verdict(values: &[f64], policy: &Policy) -> Verdict {
    let (mut contributors, mut rest) = (0_u32, 0.0);
    let [mut largest, mut second] = [0.0_f64; 2];
    for value in values.iter().copied().filter(|value| *value > 0.0) {
        contributors = contributors.saturating_add(1);
        let other = if value > largest {
            let others = std::mem::replace(&mut second, largest);
            largest = value;
            others
        } else if value > second {
            std::mem::replace(&mut second, value)
        } else {
            value
        };
        rest += other;
    }
    if contributors < policy.contributors {
        return Verdict::Withheld(Rule::TooFewContributors);
    }
    if rest < policy.p_percent / 100.0 * largest {
        return Verdict::Withheld(Rule::Dominated);
    }
    Verdict::Released
}

/// The share of the largest contributor; 0 without any.
pub fn largest_share(values: &[f64]) -> f64 {
    let total: f64 = values.iter().sum();
    let largest = values.iter().copied().fold(0.0, f64::max);
    if total > 0.0 { largest / total } else { 0.0 }
}

#[cfg(test)]
mod tests;
