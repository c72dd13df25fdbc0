//! Anybody's table, measured by the rules that a wave is measured by.

mod cells;
mod columns;
mod error;
mod suggest;
mod weigh;

use std::collections::BTreeMap;

use mkbroute_analysis::dataset::{DataSet, RatioSpec};
use mkbroute_analysis::measure::GroupFacts;
use mkbroute_analysis::policy::Policy;
use mkbroute_analysis::release::measure_by_plan;
use mkbroute_analysis::release::plan::ReleasePlan;
use mkbroute_analysis::result::GroupResult;
use mkbroute_domain::insights::codebook::Codebook;
use mkbroute_store::tables::Table;

pub use cells::CellProblem;
pub use error::AnalyseError;
pub use suggest::{Suggested, suggest};

/// The code of the one group that a table of somebody else has.
pub const GROUP: &str = "data";

/// What is asked beside the plain figures.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The column that holds the weight of each respondent.
    pub weights: Option<String>,
    /// The column that holds the stratum of each respondent.
    pub strata: Option<String>,
    /// Items by whose categories the figures are parted.
    pub by: Vec<String>,
}

/// Measures a table. The result holds all for a researcher.
///
/// # Errors
/// The first thing that keeps the figures from being right: nothing is guessed or left out.
pub fn analyse(
    table: &Table,
    codebook: &Codebook,
    request: &Request,
    policy: &Policy,
) -> Result<GroupResult, AnalyseError> {
    let mut data = data_set(table, codebook)?;
    data.weights = weigh::weights(table, &data, codebook, request)?;
    if let Some(weights) = &data.weights {
        // A figure that was meant to be weighted must not pass for one that is.
        weights.check(policy).map_err(AnalyseError::Weighting)?;
    }
    let plan = ReleasePlan::requested(&data, &request.by, &BTreeMap::new(), policy)
        .map_err(AnalyseError::Plan)?;
    let facts = GroupFacts {
        population: codebook.population,
        ..GroupFacts::default()
    };
    if let Some(population) = codebook.population {
        check_population(population, data.respondents)?;
    }
    Ok(measure_by_plan(&data, &facts, &plan, policy))
}

/// More people answered than there are: one of the numbers is wrong.
fn check_population(population: u32, respondents: usize) -> Result<(), AnalyseError> {
    if (population as usize) < respondents {
        return Err(AnalyseError::Population {
            population,
            respondents,
        });
    }
    Ok(())
}

/// The columns that the codebook describes.
fn data_set(table: &Table, codebook: &Codebook) -> Result<DataSet, AnalyseError> {
    if table.rows == 0 {
        return Err(AnalyseError::NoRows);
    }
    let mut problems = Vec::new();
    let mut columns = Vec::with_capacity(codebook.items.len());
    for item in &codebook.items {
        columns.push(columns::column(table, codebook, item, &mut problems)?);
    }
    if !problems.is_empty() {
        return Err(AnalyseError::Cells(problems));
    }
    let ratios = codebook.ratios.iter().map(|ratio| {
        let [above, below] = ratio.ratio.clone();
        RatioSpec {
            id: ratio.id.clone(),
            block: ratio.block.clone(),
            of: vec![above],
            over: vec![below],
            sensitive: ratio.sensitive,
        }
    });
    Ok(DataSet {
        group: GROUP.to_owned(),
        respondents: table.rows,
        columns,
        ratios: ratios.collect(),
        ..DataSet::default()
    })
}

#[cfg(test)]
mod tests;
