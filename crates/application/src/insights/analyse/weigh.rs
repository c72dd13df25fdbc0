//! Weights: from a column, or from what is known of the population.

use mkbroute_analysis::dataset::{DataSet, Estimand, ItemKind, Values, Weights};
use mkbroute_analysis::estimate::raking::{Margin, rake};
use mkbroute_analysis::estimate::weighting::WeightingRefused;
use mkbroute_domain::insights::codebook::{Codebook, CodebookMargin};
use mkbroute_store::tables::Table;

use super::{AnalyseError, Request};

/// The weights that are asked for; `None` where none are.
pub(super) fn weights(
    table: &Table,
    data: &DataSet,
    codebook: &Codebook,
    request: &Request,
) -> Result<Option<Weights>, AnalyseError> {
    let weights = match (&request.weights, &codebook.margins[..]) {
        (Some(column), _) => unstratified(from_column(table, column)?),
        (None, []) if request.strata.is_some() => return Err(AnalyseError::StrataAlone),
        (None, []) => return Ok(None),
        (None, [margin]) => post_stratified(&margin_of(data, margin)?, margin)?,
        (None, margins) => unstratified(raked(data, margins)?),
    };
    match &request.strata {
        Some(column) => stratified(table, column, weights).map(Some),
        None => Ok(Some(weights)),
    }
}

fn unstratified(of: Vec<f64>) -> Weights {
    Weights {
        estimand: Estimand::Population,
        stratum: vec![0; of.len()],
        strata: vec![String::new()],
        of,
    }
}

fn from_column(table: &Table, name: &str) -> Result<Vec<f64>, AnalyseError> {
    let column = table
        .column(name)
        .ok_or_else(|| AnalyseError::NoSuchColumn(name.to_owned(), "weigh by"))?;
    let bad = |row: usize| {
        let row = u32::try_from(row + 1).unwrap_or(u32::MAX);
        AnalyseError::Weighting(WeightingRefused::BadWeight { row })
    };
    column
        .codes()
        .enumerate()
        .map(|(row, code)| {
            let weight = column.number_of(code).ok().flatten();
            let usable = weight.filter(|weight| weight.is_finite() && *weight > 0.0);
            usable.ok_or_else(|| bad(row))
        })
        .collect()
}

fn stratified(table: &Table, name: &str, weights: Weights) -> Result<Weights, AnalyseError> {
    let column = table
        .column(name)
        .ok_or_else(|| AnalyseError::NoSuchColumn(name.to_owned(), "make strata by"))?;
    let mut stratum = Vec::with_capacity(table.rows);
    for (row, code) in column.codes().enumerate() {
        // The first text is the empty one.
        let position = code.checked_sub(1).ok_or_else(|| AnalyseError::NoStratum {
            column: name.to_owned(),
            row: row + 1,
        })?;
        stratum.push(u32::try_from(position).unwrap_or(u32::MAX));
    }
    let names = column.values().iter().skip(1);
    Ok(Weights {
        stratum,
        strata: names.map(ToString::to_string).collect(),
        ..weights
    })
}

/// One margin: every category is a stratum of known size.
fn post_stratified(margin: &Margin, known: &CodebookMargin) -> Result<Weights, AnalyseError> {
    let of = rake(std::slice::from_ref(margin)).map_err(AnalyseError::Weighting)?;
    let stratum = margin.of.iter();
    Ok(Weights {
        estimand: Estimand::Population,
        of,
        stratum: stratum
            .map(|category| u32::try_from(*category).unwrap_or(u32::MAX))
            .collect(),
        strata: known.counts.iter().map(|(name, _)| name.clone()).collect(),
    })
}

fn raked(data: &DataSet, margins: &[CodebookMargin]) -> Result<Vec<f64>, AnalyseError> {
    let margins: Result<Vec<Margin>, AnalyseError> = margins
        .iter()
        .map(|margin| margin_of(data, margin))
        .collect();
    rake(&margins?).map_err(AnalyseError::Weighting)
}

/// Who is in which category of a margin.
fn margin_of(data: &DataSet, margin: &CodebookMargin) -> Result<Margin, AnalyseError> {
    let no_answer = |row: usize| AnalyseError::NoMarginAnswer {
        item: margin.item.clone(),
        row: row + 1,
    };
    let column = data.column(&margin.item).ok_or_else(|| no_answer(0))?;
    let (ItemKind::Categorical { categories }, Values::Codes(codes)) =
        (&column.item.kind, &column.values)
    else {
        return Err(no_answer(0));
    };
    let positions: Vec<Option<usize>> = categories
        .iter()
        .map(|category| margin.counts.iter().position(|(name, _)| name == category))
        .collect();
    let mut of = Vec::with_capacity(codes.len());
    for (row, code) in codes.iter().enumerate() {
        let position = positions
            .get(usize::from(*code))
            .ok_or_else(|| no_answer(row))?;
        of.push(position.ok_or_else(|| AnalyseError::NoMarginCount {
            item: margin.item.clone(),
            category: categories[usize::from(*code)].clone(),
        })?);
    }
    Ok(Margin {
        name: margin.item.clone(),
        of,
        populations: margin.counts.iter().map(|(_, count)| *count).collect(),
    })
}
