//! How pathways develop, kept in either database.

use chrono::NaiveDate;
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::pathways::criteria::{Evidence, EvidenceKind, Judged, Level};
use mkbroute_domain::pathways::profile::{Location, Taking};
use mkbroute_domain::pathways::{
    Development, Intake, Phase, PhaseChange, Profile, ProgrammeRole, Students,
};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY};

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, 1).unwrap()
}

fn step(to: Phase, month: u32) -> PhaseChange {
    PhaseChange {
        to,
        on: day(month),
        reason: "De stuurgroep besloot het — ‘unaniem’".into(),
        waits_for: if to == Phase::Paused { "Geld" } else { "" }.into(),
        by: Some(PersonId(Uuid::from_u128(5))),
    }
}

fn judged(level: Level) -> Judged {
    Judged {
        criterion: "salary".into(),
        level,
        on: day(2),
        by: None,
        inferred: true,
        evidence: vec![Evidence {
            kind: EvidenceKind::Visit,
            note: "Loonstroken'; DROP TABLE judgements; --".into(),
            place: "kast 3".into(),
            on: Some(day(1)),
        }],
    }
}

fn profile() -> Profile {
    Profile {
        hogescholen: vec![Taking {
            hogeschool: mkbroute_domain::ids::OrganisationId(Uuid::from_u128(3)),
            leads: true,
        }],
        locations: vec![Location {
            place: "Zwolle".into(),
            rio: None,
        }],
        registered_on: Some(day(3)),
        programme_role: Some(ProgrammeRole::Pilot),
        ..Profile::default()
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn how_a_pathway_develops_comes_back_as_it_was_kept(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let nothing = fixture.store.development(PATHWAY).await.unwrap();
    assert_eq!(nothing, Development::default());
    let intake = Intake {
        cohort: "2026-09".parse().unwrap(),
        target: Students {
            mkb: Some(12),
            others: None,
        },
        typed: Students {
            mkb: Some(9),
            others: Some(0),
        },
        counted: Students::default(),
    };
    let steps = [
        step(Phase::Idea, 1),
        step(Phase::Exploring, 2),
        step(Phase::Paused, 2),
    ];
    let tx = fixture.store.begin().await.unwrap();
    for (known, step) in steps.iter().enumerate() {
        assert!(tx.add_phase_change(PATHWAY, known, step).await.unwrap());
    }
    assert!(
        tx.add_judgement(PATHWAY, 0, &judged(Level::Met))
            .await
            .unwrap()
    );
    assert!(
        tx.add_judgement(PATHWAY, 1, &judged(Level::Partly))
            .await
            .unwrap()
    );
    tx.put_intake(
        PATHWAY,
        &Intake {
            typed: Students::default(),
            ..intake
        },
    )
    .await
    .unwrap();
    tx.put_intake(PATHWAY, &intake).await.unwrap();
    assert!(tx.save_profile(PATHWAY, 0, &profile()).await.unwrap());
    tx.commit().await.unwrap();

    let kept = fixture.store.development(PATHWAY).await.unwrap();
    assert_eq!(kept.phases.changes(), steps);
    assert_eq!(kept.judgements, [judged(Level::Met), judged(Level::Partly)]);
    assert_eq!(kept.intakes, [intake]);
    assert_eq!((kept.profile, kept.revision), (profile(), 1));
    let pathway = fixture.store.pathway(PATHWAY).await.unwrap().unwrap();
    assert_eq!(pathway.phase, Phase::Paused);
    let levels = fixture.store.levels().await.unwrap();
    let known: Vec<Level> = levels[&PATHWAY].iter().map(|judged| judged.level).collect();
    assert_eq!(known, [Level::Met, Level::Partly]);
    assert!(levels[&PATHWAY][0].evidence.is_empty());
    let registered = fixture.store.registered_pathways().await.unwrap();
    assert_eq!(registered[&PATHWAY], day(3));

    let tx = fixture.store.begin().await.unwrap();
    tx.delete_intake(PATHWAY, intake.cohort).await.unwrap();
    tx.set_meets_definition(PATHWAY, Some(false)).await.unwrap();
    tx.commit().await.unwrap();
    let kept = fixture.store.development(PATHWAY).await.unwrap();
    assert!(kept.intakes.is_empty());
    let pathway = fixture.store.pathway(PATHWAY).await.unwrap().unwrap();
    assert_eq!(pathway.meets_definition, Some(false));
}

/// Who comes second learns it, and nothing of the first is lost.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn of_two_who_change_the_same_the_second_is_told(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    assert!(
        tx.add_phase_change(PATHWAY, 0, &step(Phase::Idea, 1))
            .await
            .unwrap()
    );
    assert!(
        tx.add_judgement(PATHWAY, 0, &judged(Level::Met))
            .await
            .unwrap()
    );
    assert!(tx.save_profile(PATHWAY, 0, &profile()).await.unwrap());
    assert!(tx.save_profile(PATHWAY, 1, &profile()).await.unwrap());
    tx.commit().await.unwrap();

    let tx = fixture.store.begin().await.unwrap();
    assert!(
        !tx.add_phase_change(PATHWAY, 0, &step(Phase::Stopped, 1))
            .await
            .unwrap()
    );
    assert!(
        !tx.add_judgement(PATHWAY, 0, &judged(Level::NotMet))
            .await
            .unwrap()
    );
    assert!(
        !tx.save_profile(PATHWAY, 0, &Profile::default())
            .await
            .unwrap()
    );
    assert!(
        !tx.save_profile(PATHWAY, 1, &Profile::default())
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    let kept = fixture.store.development(PATHWAY).await.unwrap();
    assert_eq!(kept.phases.changes(), [step(Phase::Idea, 1)]);
    assert_eq!(kept.judgements, [judged(Level::Met)]);
    assert_eq!((kept.profile, kept.revision), (profile(), 2));
}
