//! What a comparison yields.

use serde::{Deserialize, Serialize};

use super::growth::Decomposition;
use super::permission::Permission;
use crate::dataset::ItemKind;
use crate::figure::{Audience, Figure, Interval, Rule, Statistic, Verdict};

/// Two waves side by side, group by group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    pub groups: Vec<GroupComparison>,
}

/// One respondent group in two waves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupComparison {
    pub group: String,
    pub design: Design,
    /// Respondents who are known to be in both waves.
    pub pairs: u32,
    pub before: u32,
    pub after: u32,
    pub items: Vec<ItemComparison>,
}

/// How the two sides relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Taken as different people: no links, or too few.
    Independent,
    /// The same people, recognised by a code they made themselves.
    Linked,
}

/// One item in two waves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemComparison {
    pub id: String,
    pub block: String,
    pub kind: ItemKind,
    pub permission: Permission,
    /// The mean, or the share of each category that both waves have; empty when refused.
    pub measures: Vec<Measure>,
}

/// One statistic in two waves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub statistic: Statistic,
    pub category: Option<String>,
    pub before: Figure,
    pub after: Figure,
    /// `None` when the sides may only be described.
    pub difference: Option<Difference>,
    /// How the difference of a mean falls apart over published parts.
    pub growth: Option<Growth>,
    pub verdict: Verdict,
}

/// A difference, after minus before, in points of the scale or as a proportion.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    pub value: f64,
    pub interval: Interval,
    /// Two-sided: Welch's or the paired t for means, Fisher's or McNemar's exact test for shares.
    pub p: f64,
    /// The same after Holm's correction within respondent group and block.
    pub p_adjusted: Option<f64>,
    /// The rank test that must point the same way: Mann-Whitney, or the signed rank of pairs.
    pub p_ranks: Option<f64>,
    /// The tests are asymptotic because there are many answers.
    pub asymptotic: bool,
    /// Hedges' g of means.
    pub g: Option<f64>,
    /// Cliff's delta of means.
    pub delta: Option<f64>,
    /// Pairs that it rests on, when linked.
    pub pairs: Option<u32>,
}

/// A difference of means taken apart over the parts that both waves publish.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    /// The item whose parts are followed.
    pub dimension: String,
    /// Only parts that are published in both waves; the total is theirs.
    pub continuing_only: bool,
    pub parts: u32,
    pub decomposition: Decomposition,
}

impl GroupComparison {
    /// The comparison as the audience may hold it.
    #[must_use]
    pub fn for_audience(&self, audience: Audience) -> Self {
        let mut view = self.clone();
        for measure in view.items.iter_mut().flat_map(|item| &mut item.measures) {
            measure.before = measure.before.for_audience(audience);
            measure.after = measure.after.for_audience(audience);
            if audience == Audience::Release && measure.verdict != Verdict::Released {
                measure.difference = None;
                measure.growth = None;
                measure.before.base = None;
                measure.after.base = None;
            }
        }
        view
    }
}

impl Measure {
    /// Why a release does not hold it.
    pub fn withheld_by(&self) -> Option<Rule> {
        match self.verdict {
            Verdict::Released => None,
            Verdict::Withheld(rule) => Some(rule),
        }
    }
}
