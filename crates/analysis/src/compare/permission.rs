//! Whether a difference may be shown. Sees counts, never a score.

use serde::{Deserialize, Serialize};

use super::power::Test;
use crate::policy::Policy;

/// What may be said of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "may", rename_all = "snake_case")]
pub enum Permission {
    /// Interval, test and effect.
    Allowed,
    /// Both values side by side: "verschil niet te duiden".
    DescriptiveOnly {
        because: Weakness,
    },
    Refused {
        because: Refusal,
    },
}

/// Why a difference cannot be interpreted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "weakness", rename_all = "snake_case")]
pub enum Weakness {
    /// A group is below 10.
    SmallGroup,
    /// The smallest effect that could be found is larger than one standard deviation.
    LowPower { detectable: f64 },
}

/// Why a comparison is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// A group is below 5.
    TooFewAnswers,
    /// The item is not in both.
    NotInBoth,
    /// The question was worded otherwise.
    OtherWording,
    /// The scale or the options differ.
    OtherScale,
    /// One to four answers are not linked: they could be computed from the difference.
    FewUnlinked,
}

/// The permission for two independent groups of this size.
pub fn independent(before: u32, after: u32, policy: &Policy) -> Permission {
    judge(before.min(after), Test::independent(before, after), policy)
}

/// The permission for linked pairs.
pub fn linked(pairs: u32, policy: &Policy) -> Permission {
    judge(pairs, Test::paired(pairs), policy)
}

fn judge(smallest: u32, test: Test, policy: &Policy) -> Permission {
    if smallest < policy.show_from {
        let because = Refusal::TooFewAnswers;
        return Permission::Refused { because };
    }
    if smallest < policy.compare_from {
        let because = Weakness::SmallGroup;
        return Permission::DescriptiveOnly { because };
    }
    // The chance of finding the limit tells whether the smallest that is found is below it.
    let chance = test.chance(policy.detectable_d, policy.alpha);
    if chance.is_some_and(|chance| chance >= policy.power) {
        return Permission::Allowed;
    }
    let detectable = test.detectable(policy.alpha, policy.power);
    Permission::DescriptiveOnly {
        because: Weakness::LowPower {
            detectable: detectable.unwrap_or(f64::INFINITY),
        },
    }
}

/// Whether enough of both waves is linked to compare pairs: at least 10 pairs and 60% of both.
pub fn links_suffice(pairs: u32, before: u32, after: u32, policy: &Policy) -> bool {
    let covers = |n: u32| f64::from(pairs) >= policy.linked_share * f64::from(n);
    pairs >= policy.pairs_from && covers(before) && covers(after)
}
