//! Intervals of a proportion.

use super::distribution::{beta_chance, beta_quantile, normal_quantile};
use crate::figure::Interval;

/// Wilson's (1927) score interval without continuity correction; `None` without a base.
pub fn wilson(k: u32, n: u32, confidence: f64) -> Option<Interval> {
    if n == 0 || k > n {
        return None;
    }
    let z = normal_quantile(f64::midpoint(1.0, confidence));
    let (k, n) = (f64::from(k), f64::from(n));
    let (p, zz) = (k / n, z * z);
    let middle = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let reach = z / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    Some(Interval {
        low: (middle - reach).max(0.0),
        high: (middle + reach).min(1.0),
    })
}

/// Clopper and Pearson's (1934) exact interval, used where a sentence claims a guarantee.
pub fn clopper_pearson(k: u32, n: u32, confidence: f64) -> Option<Interval> {
    if n == 0 || k > n {
        return None;
    }
    beta_interval(
        (f64::from(k), f64::from(n - k) + 1.0),
        (f64::from(k) + 1.0, f64::from(n - k)),
        confidence,
    )
}

/// Whether the lower end of Clopper and Pearson's interval lies above a share: one look at the
/// distribution that the end is a quantile of, instead of a search.
pub fn surely_above(share: f64, k: u32, n: u32, confidence: f64) -> bool {
    if k == 0 || k > n {
        return false;
    }
    let tail = (1.0 - confidence) / 2.0;
    let shapes = (f64::from(k), f64::from(n - k) + 1.0);
    beta_chance(share, shapes.0, shapes.1).is_some_and(|chance| chance < tail)
}

/// Jeffreys' interval: beta quantiles with half a hit and half a miss added. For reference only.
pub fn jeffreys(k: u32, n: u32, confidence: f64) -> Option<Interval> {
    if n == 0 || k > n {
        return None;
    }
    let shapes = (f64::from(k) + 0.5, f64::from(n - k) + 0.5);
    beta_interval(shapes, shapes, confidence)
}

/// Beta quantiles of two shapes; a shape of zero stands for the end of the range.
pub(super) fn beta_interval(
    low: (f64, f64),
    high: (f64, f64),
    confidence: f64,
) -> Option<Interval> {
    let tail = (1.0 - confidence) / 2.0;
    let end = |(a, b): (f64, f64), p: f64, edge: f64| {
        if a <= 0.0 || b <= 0.0 {
            Some(edge)
        } else {
            beta_quantile(p, a, b)
        }
    };
    Some(Interval {
        low: end(low, tail, 0.0)?,
        high: end(high, 1.0 - tail, 1.0)?,
    })
}

/// The exact interval of a proportion of a finite population of `population`, for a declared "this
/// cohort" estimand: every number of hits that neither tail excludes.
pub fn hypergeometric(k: u32, n: u32, population: u32, confidence: f64) -> Option<Interval> {
    if n == 0 || k > n || population < n {
        return None;
    }
    let tail = (1.0 - confidence) / 2.0;
    let fits = |hits: &u32| {
        let chances: Vec<f64> = (0..=n)
            .map(|drawn| hypergeometric_chance(drawn, n, *hits, population))
            .collect();
        let at = k as usize;
        chances[at..].iter().sum::<f64>() > tail && chances[..=at].iter().sum::<f64>() > tail
    };
    let mut possible = (k..=population - (n - k)).filter(fits);
    let low = possible.next()?;
    let high = possible.next_back().unwrap_or(low);
    Some(Interval {
        low: f64::from(low) / f64::from(population),
        high: f64::from(high) / f64::from(population),
    })
}

/// The chance of `drawn` hits among `n` draws without replacement from a population with `hits`.
pub(crate) fn hypergeometric_chance(drawn: u32, n: u32, hits: u32, population: u32) -> f64 {
    if drawn > hits || n - drawn.min(n) > population - hits || drawn > n {
        return 0.0;
    }
    (ln_choose(hits, drawn) + ln_choose(population - hits, n - drawn) - ln_choose(population, n))
        .exp()
}

/// Logarithm of the number of ways to choose `k` of `n`.
pub(crate) fn ln_choose(n: u32, k: u32) -> f64 {
    statrs::function::factorial::ln_binomial(u64::from(n), u64::from(k))
}
