//! What the program keeps of persons: why, on what ground, how long, and how it is found again.
//!
//! The register names every column of the database. The privacy notice, the overview of one person,
//! erasure and retention all follow it; a column that is not in it fails the tests.

mod activity;
mod register;
mod tables;

pub use activity::{Activity, Ground, Retention};
pub use register::{Column, Erasure, Found, Key, Table, personal_tables, table};
pub use tables::REGISTER;

#[cfg(test)]
mod tests;
