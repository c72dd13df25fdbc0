//! Weighted estimates over strata, and when they are refused.

use serde::{Deserialize, Serialize};

use super::distribution::t_quantile;
use super::mean::Moments;
use super::proportion::beta_interval;
use crate::figure::Interval;
use crate::policy::Policy;

/// A stratum with its values and the size of its population.
#[derive(Clone, Debug, PartialEq)]
pub struct StratumValues {
    pub population: f64,
    pub values: Vec<f64>,
}

/// A weighted mean with its stratified standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightedMean {
    pub mean: f64,
    /// sqrt(sum W_h^2 (1 - f_h) s_h^2 / n_h), f_h = 0 unless the correction is asked for.
    pub standard_error: f64,
    /// n - H.
    pub degrees: f64,
    pub respondents: u32,
}

/// Why weights are not used. Numbers are the ones that break the limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "refused", rename_all = "snake_case")]
pub enum WeightingRefused {
    /// A weight is zero, negative, missing or not a number; the row counts from 1.
    BadWeight { row: u32 },
    /// A stratum has fewer respondents than the limit; one respondent has no spread at all.
    SmallStratum { stratum: String, n: u32 },
    /// The largest weight is too many times the smallest.
    WeightRatio { ratio: f64 },
    /// Kish's design effect is above the limit.
    DesignEffect { deff: f64 },
    /// The weights leave too few effective respondents.
    EffectiveSize { n: f64 },
    /// A margin of the population holds nobody who answered, or nothing at all.
    EmptyMargin { margin: String },
    /// Raking did not reach the margins.
    NotConverged { distance: f64 },
}

/// N_h / n_h for each stratum.
pub fn stratum_weights(strata: &[StratumValues]) -> Vec<f64> {
    strata
        .iter()
        .map(|stratum| stratum.population / stratum.values.len() as f64)
        .collect()
}

/// The effective number of respondents: (sum w)^2 / sum w^2.
///
/// # Source
/// Kish (1965), Survey Sampling.
pub fn effective_size(weights: &[f64]) -> f64 {
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(sum, squares), weight| {
        (sum + weight, squares + weight * weight)
    });
    sum * sum / squares
}

/// Kish's design effect of unequal weights: n / n_eff.
pub fn design_effect(weights: &[f64]) -> f64 {
    weights.len() as f64 / effective_size(weights)
}

/// Whether the weights may be used at all: strata large enough, weights not too unequal.
pub fn check(
    weights: &[f64],
    strata: &[(String, u32)],
    policy: &Policy,
) -> Result<(), WeightingRefused> {
    for (row, weight) in (1..).zip(weights) {
        if !weight.is_finite() || *weight <= 0.0 {
            return Err(WeightingRefused::BadWeight { row });
        }
    }
    if let Some((stratum, n)) = strata.iter().find(|(_, n)| *n < policy.stratum_from) {
        let (stratum, n) = (stratum.clone(), *n);
        return Err(WeightingRefused::SmallStratum { stratum, n });
    }
    let largest = weights.iter().copied().fold(0.0, f64::max);
    let smallest = weights.iter().copied().fold(f64::INFINITY, f64::min);
    let ratio = largest / smallest;
    if ratio > policy.weight_ratio {
        return Err(WeightingRefused::WeightRatio { ratio });
    }
    let deff = design_effect(weights);
    if deff > policy.design_effect {
        return Err(WeightingRefused::DesignEffect { deff });
    }
    let n = effective_size(weights);
    if n < policy.effective_from {
        return Err(WeightingRefused::EffectiveSize { n });
    }
    Ok(())
}

/// An answer with the weight and the stratum of who gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightedValue {
    pub weight: f64,
    /// Position among the strata.
    pub stratum: usize,
    pub value: f64,
}

/// The weighted mean of those who answered, with its linearised standard error over strata drawn
/// with replacement. `sizes` holds the respondents of each stratum, those without an answer too.
/// `None` without answers, or where a stratum of those who answered is one respondent.
///
/// With one weight per stratum and an answer from everybody it is [`stratified_mean`].
///
/// # Source
/// Lumley (2010), Complex Surveys, ch. 2: Taylor linearisation of a ratio of totals, domains.
pub fn linearised_mean(values: &[WeightedValue], sizes: &[u32]) -> Option<WeightedMean> {
    let total: f64 = values.iter().map(|answer| answer.weight).sum();
    if total <= 0.0 {
        return None;
    }
    let sum: f64 = values
        .iter()
        .map(|answer| answer.weight * answer.value)
        .sum();
    let mean = sum / total;
    // Per stratum: answers, sum and sum of squares of the linearised values.
    let mut strata = vec![(0_u32, 0.0, 0.0); sizes.len()];
    for answer in values {
        let linearised = answer.weight * (answer.value - mean) / total;
        let (answers, sum, squares) = &mut strata[answer.stratum];
        *answers += 1;
        *sum += linearised;
        *squares += linearised * linearised;
    }
    let (mut variance, mut respondents, mut filled) = (0.0, 0, 0);
    for ((answers, sum, squares), size) in strata.into_iter().zip(sizes) {
        if answers == 0 {
            continue;
        }
        if *size < 2 {
            return None;
        }
        let n = f64::from(*size);
        variance += n / (n - 1.0) * (squares - sum * sum / n);
        respondents += answers;
        filled += 1;
    }
    Some(WeightedMean {
        mean,
        standard_error: variance.max(0.0).sqrt(),
        degrees: f64::from(respondents) - f64::from(filled),
        respondents,
    })
}

/// The stratified mean; `Err` names the stratum of one respondent, `Ok(None)` is an empty sample.
///
/// # Source
/// Cochran (1977), Sampling Techniques, 3rd ed., ch. 5.
pub fn stratified_mean(
    strata: &[StratumValues],
    finite: bool,
) -> Result<Option<WeightedMean>, WeightingRefused> {
    let population: f64 = strata.iter().map(|stratum| stratum.population).sum();
    let (mut mean, mut variance, mut respondents) = (0.0, 0.0, 0);
    for (position, stratum) in strata.iter().enumerate() {
        let n = u32::try_from(stratum.values.len()).unwrap_or(u32::MAX);
        let moments = Moments::of(&stratum.values);
        let spread = moments.and_then(|found| Some((found.mean, found.variance()?)));
        let Some((stratum_mean, stratum_variance)) = spread else {
            let stratum = position.to_string();
            return Err(WeightingRefused::SmallStratum { stratum, n });
        };
        let share = stratum.population / population;
        let drawn = if finite {
            f64::from(n) / stratum.population
        } else {
            0.0
        };
        mean += share * stratum_mean;
        variance += share * share * (1.0 - drawn) * stratum_variance / f64::from(n);
        respondents += n;
    }
    Ok((respondents > 0).then(|| WeightedMean {
        mean,
        standard_error: variance.sqrt(),
        degrees: f64::from(respondents) - strata.len() as f64,
        respondents,
    }))
}

impl WeightedMean {
    /// Student's t interval with n - H degrees of freedom, clipped to the scale.
    pub fn interval(&self, confidence: f64, scale: (f64, f64)) -> Option<Interval> {
        let reach = t_quantile(f64::midpoint(1.0, confidence), self.degrees)? * self.standard_error;
        Some(Interval {
            low: (self.mean - reach).max(scale.0),
            high: (self.mean + reach).min(scale.1),
        })
    }

    /// The interval of a proportion on the logit scale; `None` at 0 and 1. For reference only.
    pub fn logit_interval(&self, confidence: f64) -> Option<Interval> {
        let p = self.mean;
        if p <= 0.0 || p >= 1.0 {
            return None;
        }
        let slope = self.standard_error / (p * (1.0 - p));
        let reach = t_quantile(f64::midpoint(1.0, confidence), self.degrees)? * slope;
        let inverse = |x: f64| 1.0 / (1.0 + (-x).exp());
        let middle = (p / (1.0 - p)).ln();
        Some(Interval {
            low: inverse(middle - reach),
            high: inverse(middle + reach),
        })
    }

    /// The number of respondents that a simple sample of this precision would have, with the
    /// correction for degrees of freedom.
    pub fn korn_graubard_size(&self, confidence: f64) -> Option<f64> {
        let p = self.mean;
        let upper = f64::midpoint(1.0, confidence);
        let simple = t_quantile(upper, f64::from(self.respondents) - 1.0)?;
        let design = t_quantile(upper, self.degrees)?;
        let variance = self.standard_error.powi(2);
        (variance > 0.0).then(|| p * (1.0 - p) / variance * (simple / design).powi(2))
    }

    /// The interval of a weighted proportion: Clopper-Pearson at the effective size.
    ///
    /// # Source
    /// Korn and Graubard (1998), Confidence intervals for proportions with small expected counts.
    pub fn korn_graubard(&self, confidence: f64) -> Option<Interval> {
        let n = self.korn_graubard_size(confidence)?;
        let (hits, misses) = (n * self.mean, n * (1.0 - self.mean));
        beta_interval((hits, misses + 1.0), (hits + 1.0, misses), confidence)
    }
}
