//! How many answered, and how far.

use super::GroupFacts;
use super::tally::count;
use crate::dataset::{DataSet, Values, missing};
use crate::policy::Policy;
use crate::result::Response;

/// Counts complete, partial and broken-off responses by the share of applicable items answered.
/// "N.v.t." and "weet niet" are answers here.
pub(super) fn response(data: &DataSet, facts: &GroupFacts, policy: &Policy) -> Response {
    let (mut asked, mut answered) = (vec![0_u32; data.respondents], vec![0_u32; data.respondents]);
    for column in data
        .columns
        .iter()
        .filter(|column| column.item.counts_for_completeness)
    {
        let states = match &column.values {
            Values::Codes(codes) => codes,
            Values::Masks { state, .. } | Values::Numbers { state, .. } => state,
        };
        for (row, state) in states.iter().enumerate() {
            asked[row] += u32::from(*state != missing::NOT_ASKED);
            answered[row] += u32::from(*state != missing::NOT_ASKED && *state != missing::SKIPPED);
        }
    }
    let share = |row: usize| f64::from(answered[row]) / f64::from(asked[row].max(1));
    let at_least = |limit: f64| {
        count(
            (0..data.respondents)
                .filter(|row| share(*row) >= limit)
                .count(),
        )
    };
    let complete = at_least(policy.complete_share);
    let partial = at_least(policy.partial_share) - complete;
    let started = count(data.respondents);
    Response {
        started,
        complete,
        partial,
        break_off: started - complete - partial,
        population: facts.population,
    }
}
