//! Companies, hogescholen and others who make and run Mkb-routes together.

mod registered;
mod search;

pub use registered::add_registered_hogescholen;
pub(crate) use registered::registered_hogescholen;
pub use search::{Found, MOST_FOUND, search};
