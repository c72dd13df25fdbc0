//! A measurement: every figure of a data set, computed once and then judged.

mod choices;
mod facts;
mod items;
mod numbers;
mod phrases;
mod ranks;
mod ratios;
mod reservations;
mod response;
mod scales;
pub(crate) mod tally;
mod weighted;

pub use facts::{GroupFacts, PATHWAY, Passed, PathwayFacts};
pub use weighted::average_pathway;

use rayon::prelude::*;

use crate::dataset::{Column, DataSet};
use crate::policy::Policy;
use crate::release::judge;
use crate::result::{GroupResult, ItemResult, RatioResult};

/// Measures one respondent group. The result holds all for a researcher; what others may see is
/// [`GroupResult::for_audience`].
pub fn measure(data: &DataSet, facts: &GroupFacts, policy: &Policy) -> GroupResult {
    let (response, mut items) = rayon::join(
        || response::response(data, facts, policy),
        || items(data, facts, policy),
    );
    let ratios = ratios(data, policy);
    judge::numerators(&mut items, &ratios, data);
    phrases::add(data, &mut items, policy);
    let weighting = weighted::add(data, &mut items, policy);
    let reservations = reservations::of_group(data, &items, &response, facts, policy);
    GroupResult {
        group: data.group.clone(),
        response,
        items,
        ratios,
        reservations,
        breakdowns: Vec::new(),
        weighting,
    }
}

/// The ratios of a data set.
pub(crate) fn ratios(data: &DataSet, policy: &Policy) -> Vec<RatioResult> {
    let specs = data.ratios.par_iter();
    specs
        .filter_map(|spec| ratios::ratio(data, spec, policy))
        .collect()
}

/// The figures of every item, columns side by side.
fn items(data: &DataSet, facts: &GroupFacts, policy: &Policy) -> Vec<ItemResult> {
    let item = |column: &Column| {
        let Column { item, values } = column;
        items::item(&data.group, item, values, facts, policy)
    };
    data.columns.par_iter().map(item).collect()
}

/// The figures of every item among some respondents. Of each column only the rows that are counted
/// are copied, and only while they are.
pub(crate) fn items_of_rows(
    data: &DataSet,
    rows: &[usize],
    group: &str,
    policy: &Policy,
) -> Vec<ItemResult> {
    let facts = GroupFacts::default();
    let item = |column: &Column| {
        let values = column.values.rows(rows);
        items::item(group, &column.item, &values, &facts, policy)
    };
    data.columns.par_iter().map(item).collect()
}

#[cfg(test)]
mod tests;
