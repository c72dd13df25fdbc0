//! Pure rules of mkbroute: types, decisions and lifecycles, true on paper without a computer.
//!
//! No I/O, no async, no clock. One folder per capability word (see `docs/architecture.md`).

pub mod accounts;
mod coded;
pub mod file;
pub mod hex;
pub mod ids;
pub mod insights;
pub mod organisations;
pub mod outreach;
pub mod pathways;
pub mod surveys;
pub mod text;
