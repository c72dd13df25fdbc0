//! Raking: weights that meet several margins of the population at once.

use super::weighting::WeightingRefused;

/// Rounds of fitting before it is given up.
const ROUNDS: u32 = 10_000;
/// The largest change of a weight in a round at which the fit is done.
const CHANGE: f64 = 1e-12;
/// How far a margin may stay from the population, as a share of it.
const DISTANCE: f64 = 1e-9;

/// One margin: which category each respondent has, and the size of each category.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    pub name: String,
    /// Category of every respondent: a position in `populations`.
    pub of: Vec<usize>,
    pub populations: Vec<f64>,
}

/// Fits weights to the margins by iterative proportional fitting, to 1e-12.
///
/// A margin that nobody answers for, or margins that contradict one another, are refused.
///
/// # Source
/// Deming and Stephan (1940), On a least squares adjustment of a sampled frequency table.
pub fn rake(margins: &[Margin]) -> Result<Vec<f64>, WeightingRefused> {
    let Some(first) = margins.first().filter(|first| !first.of.is_empty()) else {
        return Ok(Vec::new());
    };
    for margin in margins {
        empty_category(margin)?;
    }
    let total: f64 = first.populations.iter().sum();
    let mut weights = vec![total / first.of.len() as f64; first.of.len()];
    for _ in 0..ROUNDS {
        let before = weights.clone();
        for margin in margins {
            fit(&mut weights, margin);
        }
        let change = before
            .iter()
            .zip(&weights)
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f64::max);
        if change < CHANGE {
            break;
        }
    }
    let distance = margins
        .iter()
        .map(|margin| distance(&weights, margin))
        .fold(0.0, f64::max);
    // A comparison that also refuses a distance that is not a number.
    if distance <= DISTANCE {
        Ok(weights)
    } else {
        Err(WeightingRefused::NotConverged { distance })
    }
}

fn empty_category(margin: &Margin) -> Result<(), WeightingRefused> {
    let nobody = margin
        .populations
        .iter()
        .enumerate()
        .any(|(category, size)| *size <= 0.0 || !margin.of.contains(&category));
    if nobody {
        let margin = margin.name.clone();
        return Err(WeightingRefused::EmptyMargin { margin });
    }
    Ok(())
}

fn sums(weights: &[f64], margin: &Margin) -> Vec<f64> {
    let mut sums = vec![0.0; margin.populations.len()];
    for (weight, category) in weights.iter().zip(&margin.of) {
        sums[*category] += weight;
    }
    sums
}

fn fit(weights: &mut [f64], margin: &Margin) {
    let sums = sums(weights, margin);
    for (weight, category) in weights.iter_mut().zip(&margin.of) {
        *weight *= margin.populations[*category] / sums[*category];
    }
}

fn distance(weights: &[f64], margin: &Margin) -> f64 {
    sums(weights, margin)
        .iter()
        .zip(&margin.populations)
        .map(|(sum, size)| (sum - size).abs() / size)
        .fold(0.0, f64::max)
}

/// The standard error of a mean with calibrated weights, by linearisation: the residuals after
/// the means of every margin are swept out. With one margin this is post-stratification.
///
/// # Source
/// Deville and Särndal (1992), Calibration estimators in survey sampling.
pub fn linearised_error(values: &[f64], weights: &[f64], margins: &[Margin]) -> Option<f64> {
    let n = values.len() as f64;
    let total: f64 = weights.iter().sum();
    if n < 2.0 || total <= 0.0 {
        return None;
    }
    let mean = weighted_sum(values, weights) / total;
    let mut residuals: Vec<f64> = values.iter().map(|value| (value - mean) / total).collect();
    for _ in 0..ROUNDS {
        let before = residuals.clone();
        for margin in margins {
            sweep(&mut residuals, margin);
        }
        let moved = before.iter().zip(&residuals).map(|(a, b)| (a - b).abs());
        if moved.fold(0.0, f64::max) < CHANGE / total {
            break;
        }
    }
    let parts: Vec<f64> = residuals
        .iter()
        .zip(weights)
        .map(|(residual, weight)| residual * weight)
        .collect();
    let centre = parts.iter().sum::<f64>() / n;
    let squares: f64 = parts.iter().map(|part| (part - centre).powi(2)).sum();
    Some((n / (n - 1.0) * squares).sqrt())
}

fn weighted_sum(values: &[f64], weights: &[f64]) -> f64 {
    values
        .iter()
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum()
}

fn sweep(residuals: &mut [f64], margin: &Margin) {
    let categories = margin.populations.len();
    let (mut sums, mut counts) = (vec![0.0; categories], vec![0.0; categories]);
    for (residual, category) in residuals.iter().zip(&margin.of) {
        sums[*category] += residual;
        counts[*category] += 1.0;
    }
    for (residual, category) in residuals.iter_mut().zip(&margin.of) {
        *residual -= sums[*category] / counts[*category];
    }
}
