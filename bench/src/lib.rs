//! What measuring processes that look from within share.

pub mod site;
