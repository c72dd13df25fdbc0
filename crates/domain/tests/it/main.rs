//! Integration tests of the domain.

mod baseline;
