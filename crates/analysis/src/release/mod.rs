//! What may be published: judgement of every figure, the parts in which a group may be shown, and
//! the view that holds only what passed.

mod atoms;
pub mod audit;
mod breakdown;
pub mod cells;
pub mod forecast;
pub mod interim;
pub mod judge;
pub mod plan;
mod protect;
pub mod span;
pub mod sums;
mod view;
mod weights;

#[cfg(test)]
mod attack;

pub use breakdown::measure_by_plan;
pub(crate) use view::view;
