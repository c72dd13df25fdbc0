//! Development plans and business cases, kept in either database.

use chrono::NaiveDate;
use mkbroute_domain::accounts::{Scope, Visible};
use mkbroute_domain::ids::{PathwayId, PersonId};
use mkbroute_domain::pathways::business_case::{BusinessCase, Euros, Party, Pool, Yearly};
use mkbroute_domain::pathways::criteria::{Evidence, EvidenceKind};
use mkbroute_domain::pathways::plan::{
    Agreed, Commitment, Plan, PlanStep, SchoolDay, StepKind, StepState, StudyCalendar,
};
use mkbroute_domain::text::Text;
use mkbroute_store::{KeptCase, KeptPlan, StoreError};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY};

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, 1).unwrap()
}

fn step(code: &str, after: &[&str]) -> PlanStep {
    PlanStep {
        code: code.into(),
        kind: StepKind::CompanyTalks,
        title: Text::new("Praat — ‘ook’ met voormannen", "Talk'; --"),
        state: StepState::Done,
        owner: Some(PersonId(Uuid::from_u128(5))),
        due: Some(day(3)),
        evidence: vec![Evidence {
            kind: EvidenceKind::Interview,
            note: "vijf gesprekken".into(),
            place: "map 2".into(),
            on: None,
        }],
        note: "let op".into(),
        after: after.iter().map(|code| (*code).to_owned()).collect(),
    }
}

fn plan() -> (Plan, Agreed) {
    let plan = Plan {
        begins: day(9),
        steps: vec![step("second", &["first"]), step("first", &[])],
    };
    let agreed = Agreed {
        commitments: vec![Commitment {
            partner: "Bouwbedrijf De Steen".into(),
            on: day(2),
            workplaces: 2,
            hours: 40,
            money: Euros(5_000),
            place: String::new(),
        }],
        calendar: Some(StudyCalendar {
            school_days: vec![SchoolDay::Friday],
            teaching_weeks: 36,
            exam_weeks: 4,
            place: String::new(),
        }),
        ..Agreed::default()
    };
    (plan, agreed)
}

fn case() -> BusinessCase {
    BusinessCase {
        duration: 2,
        stop: 10,
        horizon: 5,
        parties: vec![Party {
            name: "Hogeschool".into(),
            carries: 100,
        }],
        investments: Vec::new(),
        funding: Vec::new(),
        yearly: Yearly::default(),
        low: vec![8],
        expected: vec![12],
        high: vec![20],
        pool: Pool::default(),
    }
}

/// Who comes second learns it, and nothing of the first is lost.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_plan_comes_back_as_it_was_and_is_changed_by_one_at_a_time(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    assert_eq!(store.plan(PATHWAY).await.unwrap(), None);
    let (mut plan, agreed) = plan();
    let tx = store.begin().await.unwrap();
    let save = async |known, plan: &Plan| {
        let saved = tx.save_plan(PATHWAY, known, (plan, &agreed));
        saved.await.unwrap()
    };
    assert!(!save(1, &plan).await, "there is none to change");
    assert!(save(0, &plan).await);
    let first = plan.clone();
    plan.steps.remove(0);
    assert!(!save(0, &plan).await, "somebody was first");
    assert_eq!(tx.plan(PATHWAY).await.unwrap().unwrap().plan, first);
    assert!(save(1, &plan).await);
    assert!(!save(1, &first).await, "somebody was first");
    tx.commit().await.unwrap();
    let kept = KeptPlan {
        plan,
        agreed,
        revision: 2,
    };
    assert_eq!(store.plan(PATHWAY).await.unwrap(), Some(kept));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn steps_are_found_within_what_somebody_may_see(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let (plan, agreed) = plan();
    let tx = store.begin().await.unwrap();
    tx.save_plan(PATHWAY, 0, (&plan, &agreed)).await.unwrap();
    tx.commit().await.unwrap();
    let seen = [
        (Visible::Everything, 1),
        (Visible::within([Scope::Pathway(PATHWAY)]), 1),
        (
            Visible::within([Scope::Pathway(PathwayId(Uuid::from_u128(77)))]),
            0,
        ),
        (Visible::within([]), 0),
    ];
    for (seen, count) in seen {
        let steps = store.steps_within(&seen).await.unwrap();
        assert_eq!(steps.len(), count, "{seen:?}");
        if let Some(steps) = steps.get(&PATHWAY) {
            assert_eq!(*steps, plan.steps);
        }
        let planned = store.planned_pathways(&seen).await.unwrap();
        assert_eq!(planned.len(), count, "{seen:?}");
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_business_case_is_changed_by_one_at_a_time(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    assert_eq!(store.business_case(PATHWAY).await.unwrap(), None);
    let mut case = case();
    let tx = store.begin().await.unwrap();
    assert!(tx.save_business_case(PATHWAY, 0, &case).await.unwrap());
    case.stop = 20;
    assert!(!tx.save_business_case(PATHWAY, 0, &case).await.unwrap());
    assert!(tx.save_business_case(PATHWAY, 1, &case).await.unwrap());
    assert!(!tx.save_business_case(PATHWAY, 1, &case).await.unwrap());
    tx.commit().await.unwrap();
    let kept = KeptCase {
        case: case.clone(),
        revision: 2,
    };
    assert_eq!(store.business_case(PATHWAY).await.unwrap(), Some(kept));
    // What somebody changed behind the program's back is not shown as a case.
    case.parties.clear();
    let tx = store.begin().await.unwrap();
    tx.save_business_case(PATHWAY, 2, &case).await.unwrap();
    tx.commit().await.unwrap();
    let broken = store.business_case(PATHWAY).await;
    assert!(matches!(broken, Err(StoreError::Data(_))));
}
