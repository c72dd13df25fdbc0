//! The demonstration: made-up persons, the pathways of 2021, and the reconstructed baseline.

pub mod personas;
pub mod published;
mod seed;

pub use seed::{BASELINE, FOLLOW_UP, SeedError, Seeded, seed};
