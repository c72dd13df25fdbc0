//! The reference values, computed elsewhere by independent packages.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod golden;
