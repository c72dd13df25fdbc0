//! The demonstration: made-up persons, the pathways of 2021, the reconstructed
//! baseline, and two made-up waves after it.

mod development;
mod draft;
mod factors;
mod meetings;
mod network;
mod organisations;
mod outreach;
pub mod personas;
mod plan;
pub mod published;
mod seed;
mod simulated;
mod support;

pub use draft::DRAFT;
pub use seed::{BASELINE, FOLLOW_UP, SeedError, Seeded, seed};
pub use simulated::SIMULATED;
