//! Distribution functions and quantiles, to at least nine decimals.
//!
//! The library's inverse functions stop early; here its distribution functions are inverted by
//! bisection, which cannot overshoot.

use statrs::distribution::{Beta, ChiSquared, ContinuousCDF, Normal, StudentsT};
use statrs::function::beta::beta_reg;
use statrs::function::gamma::ln_gamma;

/// Halvings: more than a double has bits.
const HALVINGS: u32 = 200;
/// Terms of a series before it is given up; a hundred suffice for the sizes met here.
const TERMS: u32 = 10_000;

/// The quantile of Student's t with `df` degrees of freedom; `None` if `df` is not positive.
pub fn t_quantile(p: f64, df: f64) -> Option<f64> {
    let t = StudentsT::new(0.0, 1.0, df).ok()?;
    let mut high = 1.0;
    while t.cdf(high) < p.max(1.0 - p) && high < 1e12 {
        high *= 2.0;
    }
    Some(bisect(-high, high, |x| t.cdf(x) < p))
}

/// The chance that Student's t exceeds `t`; `None` if `df` is not positive.
pub fn t_survival(t: f64, df: f64) -> Option<f64> {
    Some(StudentsT::new(0.0, 1.0, df).ok()?.sf(t))
}

/// The quantile of the beta distribution; `None` if a shape is not positive.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Option<f64> {
    let beta = Beta::new(a, b).ok()?;
    Some(bisect(0.0, 1.0, |x| beta.cdf(x) < p))
}

/// The chance that a beta value is at most `x`; `None` if a shape is not positive.
pub fn beta_chance(x: f64, a: f64, b: f64) -> Option<f64> {
    Some(Beta::new(a, b).ok()?.cdf(x))
}

/// The quantile of the standard normal distribution.
pub fn normal_quantile(p: f64) -> f64 {
    let normal = Normal::standard();
    bisect(-40.0, 40.0, |x| normal.cdf(x) < p)
}

/// The chance that a standard normal value exceeds `z`.
pub fn normal_survival(z: f64) -> f64 {
    Normal::standard().sf(z)
}

/// The chance that chi-square exceeds `x`; `None` if `df` is not positive.
pub fn chi_square_survival(x: f64, df: f64) -> Option<f64> {
    Some(ChiSquared::new(df).ok()?.sf(x))
}

/// The distribution function of the noncentral t; `None` if `df` is not positive.
///
/// # Source
/// Lenth (1989), Algorithm AS 243, Applied Statistics 38.
pub fn noncentral_t_cdf(t: f64, df: f64, noncentrality: f64) -> Option<f64> {
    if df <= 0.0 || !t.is_finite() || !noncentrality.is_finite() {
        return None;
    }
    if t < 0.0 {
        return Some(1.0 - upper_half(-t, df, -noncentrality));
    }
    Some(upper_half(t, df, noncentrality))
}

/// AS 243 for t >= 0: a Poisson mixture of incomplete beta functions.
fn upper_half(t: f64, df: f64, delta: f64) -> f64 {
    let x = t * t / (t * t + df);
    let below_zero = normal_survival(delta);
    if x <= 0.0 {
        return below_zero;
    }
    let half = delta * delta / 2.0;
    let mut sum = 0.0;
    for j in 0..TERMS {
        let j = f64::from(j);
        // In logarithms: half^j / j! overflows for the noncentralities of large samples.
        let log_half = if half > 0.0 {
            j * half.ln()
        } else if j > 0.0 {
            break;
        } else {
            0.0
        };
        let even = (log_half - half - ln_gamma(j + 1.0)).exp();
        let odd = delta / std::f64::consts::SQRT_2 * (log_half - half - ln_gamma(j + 1.5)).exp();
        let term = even * beta_reg(j + 0.5, df / 2.0, x) + odd * beta_reg(j + 1.0, df / 2.0, x);
        sum += term;
        if j > half && term.abs() < 1e-16 {
            break;
        }
    }
    (below_zero + sum / 2.0).clamp(0.0, 1.0)
}

/// The point where `below` turns from true to false.
pub(crate) fn bisect(mut low: f64, mut high: f64, below: impl Fn(f64) -> bool) -> f64 {
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
