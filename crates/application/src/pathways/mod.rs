//! Mkb-routes.

mod list_pathways;

pub use list_pathways::list_pathways;
