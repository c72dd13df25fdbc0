//! Sums over respondents may not give a contributor away.

use crate::figure::{Rule, Verdict};
use crate::policy::Policy;

/// Judges a sum by its contributors, given as values and how many contribute each: enough of them, and none that others could nearly recover.
///
/// # Source
/// The p%-rule: the second largest contributor knows the sum and its own part; what remains beside
/// the largest must be at least p% of the largest (Hundepool et al., 2012, ch. 4).
pub fn verdict(values: impl Iterator<Item = (f64, u64)>, policy: &Policy) -> Verdict {
    let (mut contributors, mut rest) = (0, 0.0);
    let [mut largest, mut second] = [0.0_f64; 2];
    for (value, count) in values.filter(|(value, _)| *value > 0.0) {
        contributors += count;
        // At most two of equal contributors are the two largest.
        for _ in 0..count.min(2) {
            rest += if value > largest {
                let others = std::mem::replace(&mut second, largest);
                largest = value;
                others
            } else if value > second {
                std::mem::replace(&mut second, value)
            } else {
                value
            };
        }
        rest += value * count.saturating_sub(2) as f64;
    }
    if contributors < u64::from(policy.contributors) {
        return Verdict::Withheld(Rule::TooFewContributors);
    }
    if rest < policy.p_percent / 100.0 * largest {
        return Verdict::Withheld(Rule::Dominated);
    }
    Verdict::Released
}

/// The share of the largest contributor; 0 without any.
pub fn largest_share(values: impl Iterator<Item = f64>) -> f64 {
    let add = |(total, largest): (f64, f64), value| (total + value, largest.max(value));
    let (total, largest) = values.fold((-0.0, 0.0), add);
    if total > 0.0 { largest / total } else { 0.0 }
}

#[cfg(test)]
mod tests;
