//! The reference values, computed elsewhere by independent packages.

mod golden;
