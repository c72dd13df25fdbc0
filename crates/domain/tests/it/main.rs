//! Integration tests of the domain.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod baseline;
