//! What measuring processes that look from within share.

pub mod companies;
pub mod memory;
pub mod site;
