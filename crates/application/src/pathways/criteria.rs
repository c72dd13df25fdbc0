//! The definitions of an Mkb-route that the program brings.

use mkbroute_domain::pathways::criteria::{CriteriaSet, CriteriaSets};

use crate::AppError;

/// The definition by which a pathway is called an Mkb-route: that of the first measurement.
pub const DEFINITION: &str = "2021";
/// A later one, shown beside it.
pub const LATER: &str = "later";

const SHIPPED: &str = include_str!("../../../../data/criteria.toml");

/// Every set of criteria in every version.
pub fn criteria_sets() -> Result<CriteriaSets, AppError> {
    CriteriaSets::from_toml(SHIPPED).map_err(AppError::unreadable)
}

/// The newest version of the two sets that are shown.
pub(super) fn both(sets: &CriteriaSets) -> Result<(&CriteriaSet, &CriteriaSet), AppError> {
    let find = |id: &str| {
        let missing = || AppError::unreadable(format!("criteria: there is no set '{id}'"));
        sets.find(id).ok_or_else(missing)
    };
    Ok((find(DEFINITION)?, find(LATER)?))
}
