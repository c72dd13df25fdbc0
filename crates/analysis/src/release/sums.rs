//! Sums over respondents may not give a contributor away.

use crate::figure::{Rule, Verdict};
use crate::policy::Policy;

/// Judges a sum by its contributors: enough of them, and none that others could nearly recover.
///
/// # Source
/// The p%-rule: the second largest contributor knows the sum and its own part; what remains beside
/// the largest must be at least p% of the largest (Hundepool et al., 2012, ch. 4).
pub fn verdict(values: &[f64], policy: &Policy) -> Verdict {
    let mut parts: Vec<f64> = values
        .iter()
        .copied()
        .filter(|value| *value > 0.0)
        .collect();
    if u32::try_from(parts.len()).unwrap_or(u32::MAX) < policy.contributors {
        return Verdict::Withheld(Rule::TooFewContributors);
    }
    parts.sort_by(|a, b| b.total_cmp(a));
    let rest: f64 = parts.iter().skip(2).sum();
    if rest < policy.p_percent / 100.0 * parts[0] {
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
