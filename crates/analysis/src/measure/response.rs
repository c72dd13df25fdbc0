//! How many answered, how far, and how evenly over the pathways.

use rayon::prelude::*;

use super::tally::{self, codes, count};
use super::{GroupFacts, PATHWAY};
use crate::dataset::{DataSet, Values, missing};
use crate::estimate::concentration::{Stratum, representation};
use crate::policy::Policy;
use crate::result::{Coverage, PathwayResponse, Response};

/// Counts complete, partial and broken-off responses by the share of applicable items answered.
/// "N.v.t." and "weet niet" are answers here.
pub(super) fn response(data: &DataSet, facts: &GroupFacts, policy: &Policy) -> Response {
    let [complete, at_least_partial] = reached(data, [policy.complete_share, policy.partial_share]);
    let partial = at_least_partial - complete;
    let started = count(data.respondents);
    let pathways = pathways(data, facts);
    Response {
        started,
        complete,
        partial,
        break_off: started - complete - partial,
        population: facts.population,
        coverage: coverage(&pathways, policy),
        variation: variation(&pathways),
        pathways,
        fielded: facts.fielded,
    }
}

/// Respondents counted together, so that their counters stay in the processor's first cache.
const TOGETHER: usize = 4096;

/// How many respondents did something with at least these shares of the items put to them.
fn reached(data: &DataSet, shares: [f64; 2]) -> [u32; 2] {
    let counting = data
        .columns
        .iter()
        .filter(|c| c.item.counts_for_completeness);
    let states: Vec<&[u8]> = counting.map(|c| tally::states_of(&c.values)).collect();
    let most = u16::try_from(states.len()).unwrap_or(u16::MAX);
    // By number of items put: the fewest answers that reach each share.
    let needed = shares.map(|share| -> Vec<u16> {
        let reaches =
            |asked: u16, answered: u16| f64::from(answered) >= share * f64::from(asked.max(1));
        let fewest = |asked: u16| (0..=asked.max(1)).find(|answered| reaches(asked, *answered));
        (0..=most)
            .map(|asked| fewest(asked).unwrap_or(u16::MAX))
            .collect()
    });
    let pieces = 0..data.respondents.div_ceil(TOGETHER);
    let counted = pieces.into_par_iter().map(|piece| {
        let from = piece * TOGETHER;
        let rows = from..data.respondents.min(from + TOGETHER);
        let (asked, answered) = asked_and_answered(&states, rows);
        needed.each_ref().map(|needed| {
            let both = asked.iter().zip(&answered);
            count(
                both.filter(|(put, done)| **done >= needed[usize::from(**put)])
                    .count(),
            )
        })
    });
    counted.reduce(|| [0; 2], |[a, b], [c, d]| [a + c, b + d])
}

/// Per respondent: items put to them, and items they did something with.
fn asked_and_answered(states: &[&[u8]], rows: std::ops::Range<usize>) -> (Vec<u16>, Vec<u16>) {
    let (mut asked, mut answered) = (vec![0_u16; rows.len()], vec![0_u16; rows.len()]);
    for states in states {
        let counters = asked.iter_mut().zip(&mut answered);
        for ((asked, answered), state) in counters.zip(&states[rows.clone()]) {
            let put = u16::from(*state != missing::NOT_ASKED);
            *asked += put;
            *answered += put & u16::from(*state != missing::SKIPPED);
        }
    }
    (asked, answered)
}

/// What is known of each pathway; empty where answers do not tell theirs.
fn pathways(data: &DataSet, facts: &GroupFacts) -> Vec<PathwayResponse> {
    let Some(Values::Codes(column)) = data.column(PATHWAY).map(|column| &column.values) else {
        return Vec::new();
    };
    let counts = codes(column);
    facts
        .pathways
        .iter()
        .zip(counts)
        .map(|(pathway, answered)| PathwayResponse {
            code: pathway.code.clone(),
            answered,
            population: pathway.population,
        })
        .collect()
}

fn coverage(pathways: &[PathwayResponse], policy: &Policy) -> Option<Coverage> {
    let covered = |pathway: &&PathwayResponse| pathway.answered >= policy.show_from;
    let population = |found: Vec<&PathwayResponse>| -> Option<u32> {
        found.iter().map(|pathway| pathway.population).sum()
    };
    let share = || {
        let part = population(pathways.iter().filter(covered).collect())?;
        let whole = population(pathways.iter().collect()).filter(|whole| *whole > 0)?;
        Some(f64::from(part) / f64::from(whole))
    };
    (!pathways.is_empty()).then(|| Coverage {
        pathways: count(pathways.iter().filter(covered).count()),
        of: count(pathways.len()),
        population_share: share(),
    })
}

/// How unevenly the pathways answered: CV of the response propensities, where every population is
/// known and at least as large as the response.
fn variation(pathways: &[PathwayResponse]) -> Option<f64> {
    let strata: Option<Vec<Stratum>> = pathways
        .iter()
        .map(|pathway| {
            let population = pathway.population.filter(|n| *n >= pathway.answered)?;
            Some(Stratum {
                answered: pathway.answered,
                population,
            })
        })
        .collect();
    Some(representation(&strata?)?.variation)
}
