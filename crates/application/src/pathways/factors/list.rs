//! What was noted at all pathways.

use mkbroute_domain::pathways::{Factor, Pathway};
use mkbroute_store::FactorFilter;

use super::may_count_factors;
use crate::accounts::Actor;
use crate::{App, AppError};

/// Factors on one page of the list.
pub const FACTORS_A_PAGE: u64 = 50;
/// Factors in one file.
pub const MOST_FACTORS: u64 = 50_000;

/// A factor with the pathway at which it was noted.
#[derive(Clone, Debug)]
pub struct NamedFactor {
    pub factor: Factor,
    pub pathway: Pathway,
}

/// The factors that are sought.
#[derive(Clone, Debug)]
pub struct FactorList {
    /// The latest first.
    pub factors: Vec<NamedFactor>,
    pub count: u64,
}

/// One page of what is sought; pages count from 0.
pub async fn list_factors(
    app: &App,
    actor: &Actor,
    filter: &FactorFilter,
    page: u64,
) -> Result<FactorList, AppError> {
    let part = (page * FACTORS_A_PAGE, FACTORS_A_PAGE);
    Ok(FactorList {
        factors: found(app, actor, filter, part).await?,
        count: app.store().factor_count(filter).await?,
    })
}

/// What is sought, for a file.
pub async fn export_factors(
    app: &App,
    actor: &Actor,
    filter: &FactorFilter,
) -> Result<Vec<NamedFactor>, AppError> {
    found(app, actor, filter, (0, MOST_FACTORS)).await
}

async fn found(
    app: &App,
    actor: &Actor,
    filter: &FactorFilter,
    part: (u64, u64),
) -> Result<Vec<NamedFactor>, AppError> {
    if !may_count_factors(actor) {
        return Err(AppError::Forbidden);
    }
    let factors = app.store().factors(filter, part).await?;
    let mut ids: Vec<_> = factors.iter().map(|factor| factor.pathway).collect();
    ids.sort_unstable();
    ids.dedup();
    let pathways = app.store().pathways_named(&ids).await?;
    let named = factors.into_iter().filter_map(|factor| {
        let pathway = pathways.iter().find(|found| found.id == factor.pathway)?;
        Some(NamedFactor {
            pathway: pathway.clone(),
            factor,
        })
    });
    Ok(named.collect())
}
