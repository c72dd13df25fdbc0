//! Whether the attacker did better than chance.

use std::collections::{BTreeMap, HashMap};

use super::evidence::{Evidence, Truth};
use super::strategies::{Question, Told, attack};

/// Hits of every way of guessing, by its name.
pub(super) type Hits = BTreeMap<String, u32>;

/// Adds the hits of one run.
pub(super) fn count(question: Question, evidence: &Evidence, truth: &Truth, hits: &mut Hits) {
    let owners = truth.ballots.iter().enumerate();
    let told = Told {
        owner: owners
            .map(|(person, key)| (key.as_slice(), person))
            .collect::<HashMap<_, _>>(),
        came: &truth.came,
        tokens: &truth.tokens,
    };
    let right = match question {
        Question::BallotOfPerson => &truth.ballots,
        _ => &truth.contents,
    };
    for (name, guess) in attack(question, evidence, &told) {
        let hit = guess
            .iter()
            .filter(|(person, thing)| right[*person] == *thing);
        *hits.entry(name).or_default() += u32::try_from(hit.count()).unwrap();
    }
}

/// The best way and its hits.
pub(super) fn best(hits: &Hits) -> (&str, u32) {
    let best = hits.iter().max_by_key(|(_, hits)| **hits);
    best.map(|(name, hits)| (name.as_str(), *hits)).unwrap()
}

/// The smallest number that a Poisson variable exceeds in at most one of a thousand cases. A random
/// matching of any number of people has one hit on average.
pub(super) fn limit(mean: f64) -> u32 {
    let mut number = 0;
    let mut chance = (-mean).exp();
    let mut total = chance;
    while total < 0.999 {
        number += 1;
        chance *= mean / f64::from(number);
        total += chance;
    }
    number
}
