//! What the number of answers alone allows. A gate never sees a score.

use crate::policy::Policy;
use crate::result::Gate;

/// The gate for `n` valid answers.
pub fn gate(n: u32, policy: &Policy) -> Gate {
    if n < policy.show_from {
        Gate::Nothing
    } else if n < policy.counts_from {
        Gate::Indicative
    } else if n < policy.percentages_from {
        Gate::Counts
    } else if n < policy.percentiles_from {
        Gate::Percentages
    } else {
        Gate::Percentiles
    }
}

#[cfg(test)]
mod tests;
