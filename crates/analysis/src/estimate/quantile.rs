//! Quantiles by Hyndman and Fan (1996), and of weighted values.

/// How the order statistics are placed. The engine itself uses type 7 only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// p (n + 1): Weibull.
    Type6,
    /// 1 + p (n - 1): the default of most programs.
    Type7,
    /// 1/3 + p (n + 1/3): nearly median-unbiased.
    Type8,
}

/// The type 7 quantile at `p` of sorted values; `None` without values.
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    placed_quantile(sorted, p, Placing::Type7)
}

/// The quantile at `p` of sorted values: linear between two order statistics.
pub fn placed_quantile(sorted: &[f64], p: f64, placing: Placing) -> Option<f64> {
    between(sorted.len(), p, placing, |position| sorted[position])
}

/// The type 7 quantile at `p` of values given as counts per score, from low to high.
pub fn counted_quantile(counts: &[(f64, u64)], p: f64) -> Option<f64> {
    let n: u64 = counts.iter().map(|(_, count)| count).sum();
    let value_at = |position: usize| {
        let mut seen = 0;
        let reached = counts.iter().find(|(_, count)| {
            seen += count;
            seen > position as u64
        });
        reached.map_or(f64::NAN, |(value, _)| *value)
    };
    between(usize::try_from(n).ok()?, p, Placing::Type7, value_at)
}

fn between(n: usize, p: f64, placing: Placing, at: impl Fn(usize) -> f64) -> Option<f64> {
    let last = n.checked_sub(1)?;
    let (p, size) = (p.clamp(0.0, 1.0), n as f64);
    let place = match placing {
        Placing::Type6 => p * (size + 1.0) - 1.0,
        Placing::Type7 => p * (size - 1.0),
        Placing::Type8 => p * (size + 1.0 / 3.0) + 1.0 / 3.0 - 1.0,
    };
    let place = place.clamp(0.0, last as f64);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the last index"
    )]
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let part = place - place.floor();
    Some(at(below) + part * (at(above) - at(below)))
}

/// The smallest x with cumulative weight share of at least `p`; `None` without weight.
pub fn weighted_quantile(values: &[f64], weights: &[f64], p: f64) -> Option<f64> {
    let mut pairs: Vec<(f64, f64)> = values
        .iter()
        .copied()
        .zip(weights.iter().copied())
        .collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = pairs.iter().map(|(_, weight)| weight).sum();
    if total <= 0.0 {
        return None;
    }
    let mut seen = 0.0;
    let reached = pairs.iter().find(|(_, weight)| {
        seen += weight;
        // A sum of weights that should equal p exactly may end a hair below it.
        seen / total >= p - 1e-12
    });
    reached.or(pairs.last()).map(|(value, _)| *value)
}

/// The values in rising order.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}
