//! Rounding half up. The standard formatter rounds half to even: 6.25 becomes 6.2.

/// The whole percentage of k out of n, half up, in integers. `None` without a base.
pub fn percentage(k: u32, n: u32) -> Option<u32> {
    let (k, n) = (u64::from(k), u64::from(n));
    if n == 0 {
        return None;
    }
    u32::try_from((200 * k + n) / (2 * n)).ok()
}

/// A number rounded half away from zero to so many decimals.
///
/// A value that was meant to end in 5 but is stored a hair below it is lifted first, by less than any
/// figure of a survey can mean.
pub fn decimals(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    let lifted = value * scale * (1.0 + 4.0 * f64::EPSILON);
    lifted.round() / scale
}

#[cfg(test)]
mod tests;
