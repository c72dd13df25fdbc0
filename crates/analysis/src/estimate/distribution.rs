//! Quantiles of Student's t and the beta distribution, to at least nine decimals.
//!
//! The library's inverse functions stop early; here its distribution functions are inverted by
//! bisection, which cannot overshoot.

use statrs::distribution::{Beta, ContinuousCDF, StudentsT};

/// Halvings: more than a double has bits.
const HALVINGS: u32 = 200;

/// The quantile of Student's t with `df` degrees of freedom; `None` if `df` is not positive.
pub fn t_quantile(p: f64, df: f64) -> Option<f64> {
    let t = StudentsT::new(0.0, 1.0, df).ok()?;
    let mut high = 1.0;
    while t.cdf(high) < p.max(1.0 - p) && high < 1e12 {
        high *= 2.0;
    }
    Some(bisect(-high, high, |x| t.cdf(x) < p))
}

/// The quantile of the beta distribution; `None` if a shape is not positive.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Option<f64> {
    let beta = Beta::new(a, b).ok()?;
    Some(bisect(0.0, 1.0, |x| beta.cdf(x) < p))
}

/// The point where `below` turns from true to false.
fn bisect(mut low: f64, mut high: f64, below: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
