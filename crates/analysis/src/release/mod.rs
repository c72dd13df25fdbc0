//! What may be published: judgement of every figure, and the view that holds only what passed.

pub mod cells;
pub mod judge;
pub mod sums;
mod view;

pub(crate) use view::view;
