//! The audit log: who did what, and who looked at what is personal.
//!
//! Entries form a chain: the hash of each covers the hash of the one before it, so that nobody can
//! change, remove or move one without all later ones telling. What respondents do is never in it.

mod act;
mod chain;
mod detail;
mod entry;

pub use act::Act;
pub use chain::{Break, Chain, Hash, Head, UnreadableHead};
pub use detail::{Detail, Key};
pub use entry::{Doer, Entry, Object, ObjectKind, Record};

#[cfg(test)]
mod tests;
