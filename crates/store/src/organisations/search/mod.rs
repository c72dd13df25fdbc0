//! An index of words, kept beside what it leads to and in the same transaction.

mod find;
mod keep;
#[cfg(test)]
mod tests;

pub use find::SearchWords;
pub(crate) use keep::{Entry, fill, forget, put, replace};
