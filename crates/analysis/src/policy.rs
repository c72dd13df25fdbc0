//! Every limit of the engine, versioned and printed in each report.

use serde::{Deserialize, Serialize};

/// The limits under which figures are made and judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// Version of the set of limits.
    pub id: String,
    /// Valid answers from which anything is shown.
    pub show_from: u32,
    /// From which counts, median, standard deviation and distribution are shown.
    pub counts_from: u32,
    /// From which whole percentages and quartiles are shown.
    pub percentages_from: u32,
    /// From which other percentiles are shown.
    pub percentiles_from: u32,
    /// The smallest count of a shown category on an identifying dimension.
    pub smallest_cell: u32,
    /// Share from which a sensitive category is too telling.
    pub sensitive_share: f64,
    /// The fewest respondents that a published sum rests on.
    pub contributors: u32,
    /// The p of the p%-rule: others than the two largest must add up to p% of the largest.
    pub p_percent: f64,
    /// Share above which a category dominates.
    pub dominance: f64,
    /// Share from which the answers in no way represent all pathways.
    pub severe_dominance: f64,
    /// Herfindahl index from which the same holds.
    pub severe_herfindahl: f64,
    /// Confidence level of every interval.
    pub confidence: f64,
    /// Share of the applicable items that makes a response complete.
    pub complete_share: f64,
    /// Share of the applicable items that makes a response partial.
    pub partial_share: f64,
    /// Share of bootstraps in which an item must rank first to be called first.
    pub rank_stability: f64,
    /// Share of bootstraps from which an item is among the highest.
    pub among_highest: f64,
    /// Bootstraps behind a ranking.
    pub bootstraps: u32,
    /// Seed of the bootstraps.
    pub seed: u64,
    /// Distance within which a share may be called by a simple fraction.
    pub fraction_tolerance: f64,
    /// Respondents from which ranks follow from a normal approximation and exact tests become
    /// asymptotic.
    pub asymptotic_from: u32,
    /// Chance of a false alarm at which the detectable effect is computed, two-sided.
    pub alpha: f64,
    /// Chance of finding the detectable effect.
    pub power: f64,
    /// Detectable effect, in standard deviations, above which a difference is not interpreted.
    pub detectable_d: f64,
    /// Answers a side from which a difference is interpreted.
    pub compare_from: u32,
    /// Pairs from which waves are compared pair by pair.
    pub pairs_from: u32,
    /// Share of both waves that must be linked for that.
    pub linked_share: f64,
    /// Respondents and population from which a part of the group is published apart.
    pub part_from: u32,
    /// Width below which a withheld count counts as found.
    pub audit_width: u32,
    /// Sets of respondents that the span test looks at before a dimension is too fine.
    pub span_unions: u32,
    /// Respondents that every stratum needs before weights are used.
    pub stratum_from: u32,
    /// The largest weight over the smallest.
    pub weight_ratio: f64,
    /// Kish's design effect of the weights.
    pub design_effect: f64,
    /// Kish's effective number of respondents.
    pub effective_from: f64,
    /// Coefficient of variation of the response propensities above which the response is uneven.
    pub propensity_variation: f64,
    /// Share of the population that must answer before a finite population correction may be used.
    pub cohort_response: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            id: "1.1".to_owned(),
            show_from: 5,
            counts_from: 10,
            percentages_from: 20,
            percentiles_from: 50,
            smallest_cell: 5,
            sensitive_share: 0.90,
            contributors: 5,
            p_percent: 10.0,
            dominance: 0.50,
            severe_dominance: 0.75,
            severe_herfindahl: 0.50,
            confidence: 0.95,
            complete_share: 0.80,
            partial_share: 0.50,
            rank_stability: 0.80,
            among_highest: 0.20,
            bootstraps: 1000,
            seed: 2021,
            fraction_tolerance: 0.03,
            asymptotic_from: 200,
            alpha: 0.05,
            power: 0.80,
            detectable_d: 1.0,
            compare_from: 10,
            pairs_from: 10,
            linked_share: 0.60,
            part_from: 10,
            audit_width: 3,
            span_unions: 200_000,
            stratum_from: 5,
            weight_ratio: 5.0,
            design_effect: 1.5,
            effective_from: 10.0,
            propensity_variation: 0.25,
            cohort_response: 0.80,
        }
    }
}
