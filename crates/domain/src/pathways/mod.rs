//! Mkb-routes: dual programmes of a hogeschool with its partners.

pub mod pathway;

pub use pathway::{Degree, Pathway, Phase};
