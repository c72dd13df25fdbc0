//! What holds pathways back and helps them on, on both databases.

use chrono::NaiveDate;
use mkbroute_domain::ids::{FactorId, PathwayId, PersonId};
use mkbroute_domain::pathways::{Factor, FactorKind, Pathway, Phase};
use mkbroute_store::{FactorFilter, PhaseOf, Store};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY, pathway};

const PERSON: PersonId = PersonId(Uuid::from_u128(5));
const OTHER: PathwayId = PathwayId(Uuid::from_u128(21));

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn noted(number: u128, at: PathwayId, code: &str, phase: Phase, on: u32) -> Factor {
    Factor {
        id: FactorId(Uuid::from_u128(number)),
        pathway: at,
        kind: match code {
            "lectoraat" => FactorKind::Helping,
            _ => FactorKind::Barrier,
        },
        code: code.into(),
        sentence: "Zij zei: '; -- ‘nee’.".into(),
        noted_by: Some(PERSON),
        noted_on: day(on),
        phase,
        ended: None,
    }
}

/// Two pathways. At the first a barrier was noted, taken away in a later phase and noted again; at the second
/// the same barrier stands, and something helps.
async fn noted_at_two(store: &Store) -> [Factor; 4] {
    let other = Pathway {
        id: OTHER,
        slug: "andere".into(),
        sector: "metal".into(),
        phase: Phase::Starting,
        ..pathway()
    };
    let mut factors = [
        noted(1, PATHWAY, "policy", Phase::Idea, 1),
        noted(2, PATHWAY, "policy", Phase::Developing, 6),
        noted(3, OTHER, "policy", Phase::Idea, 4),
        noted(4, OTHER, "lectoraat", Phase::Starting, 8),
    ];
    let tx = store.begin().await.unwrap();
    tx.insert_pathway(&other).await.unwrap();
    assert!(tx.insert_factor(&factors[0]).await.unwrap());
    let twice = tx.insert_factor(&factors[1]).await.unwrap();
    assert!(!twice, "it stands there");
    factors[0].end("Er is beleid.", (PERSON, day(5))).unwrap();
    assert!(tx.end_factor(&factors[0]).await.unwrap());
    assert!(!tx.end_factor(&factors[0]).await.unwrap(), "it is away");
    for factor in &factors[1..] {
        assert!(tx.insert_factor(factor).await.unwrap());
    }
    tx.commit().await.unwrap();
    factors
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_factor_stands_once_and_what_is_taken_away_stays_known(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let [first, second, third, fourth] = noted_at_two(store).await;
    assert_eq!(store.factors_of(PATHWAY).await.unwrap(), [second, first]);
    assert_eq!(store.factors_of(OTHER).await.unwrap(), [fourth, third]);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn factors_are_sought_with_the_latest_first(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    noted_at_two(store).await;
    let all = FactorFilter::default;
    let barriers = Some(FactorKind::Barrier);
    let now = pathway().phase;
    #[rustfmt::skip]
    let sought: [(FactorFilter, &[u128]); 9] = [
        (all(), &[4, 2, 3]),
        (FactorFilter { ended_too: true, ..all() }, &[4, 2, 3, 1]),
        (FactorFilter { kind: barriers, ..all() }, &[2, 3]),
        (FactorFilter { code: Some("lectoraat".into()), ..all() }, &[4]),
        (FactorFilter { then: Some(Phase::Idea), ..all() }, &[3]),
        (FactorFilter { now: Some(now), ..all() }, &[2]),
        (FactorFilter { sector: Some("metal".into()), ..all() }, &[4, 3]),
        (FactorFilter { from: Some(day(6)), ..all() }, &[4, 2]),
        (FactorFilter { until: Some(day(6)), ended_too: true, ..all() }, &[2, 3, 1]),
    ];
    for (filter, expected) in sought {
        let found = store.factors(&filter, (0, 10)).await.unwrap();
        let ids: Vec<u128> = found.iter().map(|factor| factor.id.0.as_u128()).collect();
        assert_eq!(ids, expected, "{filter:?}");
        let count = store.factor_count(&filter).await.unwrap();
        assert_eq!(count, expected.len() as u64, "{filter:?}");
    }
    let page = store.factors(&all(), (1, 1)).await.unwrap();
    assert_eq!(page[0].id.0.as_u128(), 2);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn pathways_are_counted_by_the_phase_of_then_and_of_now(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    noted_at_two(store).await;
    let tallies = async |filter: FactorFilter, of| {
        let found = store.factor_tallies(&filter, of).await.unwrap().into_iter();
        let mut found: Vec<_> = found
            .map(|tally| (tally.code, tally.phase, tally.pathways))
            .collect();
        found.sort();
        found
    };
    let named = |code: &str, phase, pathways| (code.to_owned(), phase, pathways);
    let everything = FactorFilter {
        ended_too: true,
        ..FactorFilter::default()
    };
    assert_eq!(
        tallies(everything.clone(), PhaseOf::Then).await,
        [
            named("lectoraat", Phase::Starting, 1),
            named("policy", Phase::Idea, 2),
            named("policy", Phase::Developing, 1),
        ]
    );
    // A pathway at which something was noted twice is one pathway.
    assert_eq!(
        tallies(everything, PhaseOf::Now).await,
        [
            named("lectoraat", Phase::Starting, 1),
            named("policy", Phase::Starting, 1),
            named("policy", pathway().phase, 1),
        ]
    );
    let standing = tallies(FactorFilter::default(), PhaseOf::Then).await;
    assert!(standing.contains(&named("policy", Phase::Idea, 1)));
}
