//! The anonymity of answers is attacked, as `docs/anonymity.md` tells.

mod clues;
mod evidence;
mod judgement;
mod log;
mod postgres;
mod run;
mod sqlite;
mod strategies;
mod variants;
mod world;

use std::collections::BTreeMap;

use mkbroute_testkit::Backend;
use rstest::rstest;

use judgement::{Hits, best, count, limit};
use run::Place;
use strategies::Question;
use variants::variants;

/// How often the world runs, each time with other chance.
const SEEDS: u32 = 50;
/// So many of these runs are enough to see what a missing measure does.
const SEEDS_WEAKENED: u32 = 20;

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn nobody_is_matched_to_answers_unless_a_measure_is_off(#[case] backend: Backend) {
    log::listen();
    let place = Place::on(backend).await;
    let weak = variants(backend);
    let mut strong: BTreeMap<Question, Hits> = BTreeMap::new();
    let mut weakened: Vec<Hits> = weak.iter().map(|_| Hits::new()).collect();
    for seed in 0..SEEDS {
        let run = place.run(seed.into()).await;
        for question in Question::ALL {
            let hits = strong.entry(question).or_default();
            count(question, &run.evidence, &run.truth, hits);
        }
        if seed >= SEEDS_WEAKENED {
            continue;
        }
        for (variant, hits) in weak.iter().zip(&mut weakened) {
            let mut run = run.clone();
            (variant.weaken)(&mut run);
            count(variant.answers, &run.evidence, &run.truth, hits);
        }
    }
    for (question, hits) in strong {
        judge(question, &hits);
    }
    for (variant, hits) in weak.iter().zip(&weakened) {
        let ((name, hits), limit) = (best(hits), limit(SEEDS_WEAKENED.into()));
        println!(
            "{}: {:?}: {name}: {hits} hits, chance gives at most {limit}",
            variant.name, variant.answers
        );
        assert!(hits > limit, "{} is not seen: {hits} hits", variant.name);
    }
}

/// No way of guessing may do better than chance.
fn judge(question: Question, hits: &Hits) {
    let limit = limit(SEEDS.into());
    for (name, hits) in hits {
        println!("{question:?}: {name}: {hits} hits, chance gives at most {limit}");
    }
    let (name, hits) = best(hits);
    assert!(
        hits <= limit,
        "{question:?}: {name}: {hits} hits; docs/anonymity.md tells how to find out why"
    );
}
