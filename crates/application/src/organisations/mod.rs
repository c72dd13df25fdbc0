//! Companies, hogescholen and others who make and run Mkb-routes together.

mod registered;

pub use registered::add_registered_hogescholen;
pub(crate) use registered::registered_hogescholen;
