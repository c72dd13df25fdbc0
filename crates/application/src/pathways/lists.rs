//! The lists from which people choose that the program brings.

use mkbroute_domain::pathways::lists::Lists;

use crate::AppError;

const SHIPPED: &str = include_str!("../../../../data/lists.toml");

/// Motives, barriers, helping factors and kinds of support.
pub(super) fn lists() -> Result<Lists, AppError> {
    Lists::from_toml(SHIPPED).map_err(AppError::unreadable)
}
