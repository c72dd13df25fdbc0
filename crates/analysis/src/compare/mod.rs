//! Two waves, or two groups, set side by side: what may be said of the difference.
//!
//! Whether a difference may be shown follows from counts alone ([`permission`]); how it is computed
//! follows from the design: independent answers or linked pairs.

pub mod effects;
pub mod growth;
pub mod holm;
pub mod independent;
mod items;
pub mod linked;
mod matching;
pub mod permission;
pub mod power;
mod result;

pub use items::{Side, compare};
pub use matching::{Pairs, pairs_of};
pub use result::{
    Comparison, Design, Difference, GroupComparison, Growth, ItemComparison, Measure,
};
