//! A measurement: every figure of a data set, computed once and then judged.

mod choices;
mod facts;
mod items;
mod numbers;
mod phrases;
mod ratios;
mod reservations;
mod response;
mod scales;
mod tally;

pub use facts::GroupFacts;

use crate::dataset::DataSet;
use crate::policy::Policy;
use crate::release::judge;
use crate::result::GroupResult;

/// Measures one respondent group. The result holds all for a researcher; what others may see is
/// [`GroupResult::for_audience`].
pub fn measure(data: &DataSet, facts: &GroupFacts, policy: &Policy) -> GroupResult {
    let response = response::response(data, facts, policy);
    let mut items: Vec<_> = data
        .columns
        .iter()
        .map(|column| items::item(data, column, policy))
        .collect();
    let ratios: Vec<_> = data
        .ratios
        .iter()
        .filter_map(|spec| ratios::ratio(data, spec, policy))
        .collect();
    judge::numerators(&mut items, &ratios, data);
    phrases::add(data, &mut items, policy);
    let reservations = reservations::of_group(data, &items, &response, facts, policy);
    GroupResult {
        group: data.group.clone(),
        response,
        items,
        ratios,
        reservations,
    }
}

#[cfg(test)]
mod tests;
