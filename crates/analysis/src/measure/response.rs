//! How many answered, how far, and how evenly over the pathways.

use super::tally::{codes, count};
use super::{GroupFacts, PATHWAY};
use crate::dataset::{DataSet, Values, missing};
use crate::estimate::concentration::{Stratum, representation};
use crate::policy::Policy;
use crate::result::{Coverage, PathwayResponse, Response};

/// Counts complete, partial and broken-off responses by the share of applicable items answered.
/// "N.v.t." and "weet niet" are answers here.
pub(super) fn response(data: &DataSet, facts: &GroupFacts, policy: &Policy) -> Response {
    let (asked, answered) = asked_and_answered(data);
    let at_least = |limit: f64| {
        let reached = asked.iter().zip(&answered).filter(|(asked, answered)| {
            f64::from(**answered) >= limit * f64::from((**asked).max(1))
        });
        count(reached.count())
    };
    let complete = at_least(policy.complete_share);
    let partial = at_least(policy.partial_share) - complete;
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
    }
}

/// Per respondent: items put to them, and items they did something with.
fn asked_and_answered(data: &DataSet) -> (Vec<u16>, Vec<u16>) {
    let (mut asked, mut answered) = (vec![0_u16; data.respondents], vec![0_u16; data.respondents]);
    let counting = data
        .columns
        .iter()
        .filter(|c| c.item.counts_for_completeness);
    for column in counting {
        let states = match &column.values {
            Values::Codes(codes) => codes,
            Values::Masks { state, .. } | Values::Numbers { state, .. } => state,
        };
        for ((asked, answered), state) in asked.iter_mut().zip(&mut answered).zip(states) {
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
