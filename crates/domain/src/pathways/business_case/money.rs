//! Euros, and dividing them without losing one.

use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use serde::{Deserialize, Serialize};

/// No amount of a case is higher.
pub const MOST_EUROS: i64 = 1_000_000_000;

/// Whole euros.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Euros(pub i64);

impl Euros {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whether it can be an amount that somebody filled in.
    pub fn is_sound(self) -> bool {
        (0..=MOST_EUROS).contains(&self.0)
    }

    /// So many times, given in ten thousandths, rounded half away from zero.
    pub(super) fn times(self, ten_thousandths: u64) -> Self {
        let product = i128::from(self.0) * i128::from(ten_thousandths);
        let half = if product < 0 { -5_000 } else { 5_000 };
        Self(i64::try_from((product + half) / 10_000).unwrap_or(i64::MAX))
    }

    /// At least nothing.
    pub(super) fn or_nothing(self) -> Self {
        self.max(Self::ZERO)
    }
}

impl Add for Euros {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Euros {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Euros {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Euros {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// Divides an amount in proportion to weights, such that the parts add up to it: what rounding leaves goes
/// to the largest remainders, of equal ones to the first. Everything to nobody if all weights are 0.
pub fn split(amount: Euros, weights: &[u64]) -> Vec<Euros> {
    let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if total == 0 {
        return vec![Euros::ZERO; weights.len()];
    }
    let whole = u128::from(amount.0.unsigned_abs());
    let shares: Vec<(u128, u128)> = weights
        .iter()
        .map(|weight| {
            let product = whole * u128::from(*weight);
            (product / total, product % total)
        })
        .collect();
    let given: u128 = shares.iter().map(|(share, _)| share).sum();
    let left = usize::try_from(whole - given).unwrap_or(usize::MAX);
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(shares[*at].1));
    let lucky = &order[..left.min(order.len())];
    let part = |(at, (share, _)): (usize, &(u128, u128))| {
        let part = share + u128::from(lucky.contains(&at));
        let part = Euros(i64::try_from(part).unwrap_or(i64::MAX));
        if amount.0 < 0 { -part } else { part }
    };
    shares.iter().enumerate().map(part).collect()
}
