//! What holds pathways back and helps them on is noted, taken away and counted.

use mkbroute_application::AppError;
use mkbroute_application::pathways::{
    FactorFilter, NoteFactorError, TypedFactor, count_factors, end_factor, factors_of_pathway,
    list_factors, note_factor,
};
use mkbroute_domain::ids::FactorId;
use mkbroute_domain::pathways::{FactorKind, FactorProblem, Phase};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;
use uuid::Uuid;

const OWN: &str = "avans-bouw";
const OTHER: &str = "hva-ict";

fn barrier(code: &str) -> TypedFactor {
    TypedFactor {
        kind: FactorKind::Barrier,
        code: code.into(),
        sentence: "Zo is het hier.".into(),
    }
}

async fn note(kit: &TestApp, who: &str, code: &str) -> Result<FactorId, NoteFactorError> {
    let actor = kit.actor(who).await;
    note_factor(&kit.app, &actor, OWN, &barrier(code)).await
}

/// Pathways with a factor: in all, by the phase of then and by the phase of now.
async fn counted(kit: &TestApp, code: &str, phase: Phase) -> (u32, u32, u32) {
    let team = kit.actor("samira-haddad").await;
    let counts = count_factors(&kit.app, &team, &FactorFilter::default()).await;
    let counts = counts.unwrap();
    let found = counts.iter().find(|count| count.entry.code == code);
    let found = found.unwrap();
    let at = Phase::ALL.iter().position(|known| *known == phase).unwrap();
    (found.pathways(), found.then[at], found.now[at])
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_factor_counts_until_it_is_taken_away_and_stays_in_the_history(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let here = Phase::Established;
    assert_eq!(counted(&kit, "employer_risk", here).await, (0, 0, 0));
    let id = note(&kit, "noor-de-wit", "employer_risk").await.unwrap();
    let twice = note(&kit, "samira-haddad", "employer_risk").await;
    let there = FactorProblem::There;
    assert!(matches!(twice, Err(NoteFactorError::Factor(found)) if found == there));
    assert_eq!(counted(&kit, "employer_risk", here).await, (1, 1, 1));

    let coordinator = kit.actor("noor-de-wit").await;
    let at = (OWN, id);
    end_factor(&kit.app, &coordinator, at, "Er is een stichting.")
        .await
        .unwrap();
    let again = end_factor(&kit.app, &coordinator, at, "").await;
    let ended = FactorProblem::Ended;
    assert!(matches!(again, Err(NoteFactorError::Factor(found)) if found == ended));
    assert_eq!(counted(&kit, "employer_risk", here).await, (0, 0, 0));
    let found = factors_of_pathway(&kit.app, &coordinator, OWN)
        .await
        .unwrap();
    let kept = found.factors.iter().find(|factor| factor.id == id).unwrap();
    let end = kept.ended.as_ref().unwrap();
    assert_eq!(end.sentence, "Er is een stichting.");
    assert_eq!(found.names[&end.by.unwrap()], "Noor de Wit");
}

#[tokio::test]
async fn only_who_develops_a_pathway_notes_and_only_the_nation_counts() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let elsewhere = note_factor(&kit.app, &coordinator, OTHER, &barrier("policy")).await;
    let forbidden = |found| matches!(found, NoteFactorError::App(AppError::Forbidden));
    assert!(forbidden(elsewhere.unwrap_err()));
    // A teacher sees it and notes nothing.
    let teacher = kit.actor("karim-aziz").await;
    let found = factors_of_pathway(&kit.app, &teacher, OWN).await.unwrap();
    assert!(!found.may_note && !found.factors.is_empty());
    assert!(forbidden(
        note(&kit, "karim-aziz", "policy").await.unwrap_err()
    ));
    let first = found.factors[0].id;
    let ended = end_factor(&kit.app, &teacher, (OWN, first), "").await;
    assert!(forbidden(ended.unwrap_err()));
    // What stands at one pathway is not taken away through another.
    let team = kit.actor("samira-haddad").await;
    for (slug, id) in [(OTHER, first), (OWN, FactorId(Uuid::nil()))] {
        let misplaced = end_factor(&kit.app, &team, (slug, id), "").await;
        let misplaced = misplaced.unwrap_err();
        assert!(matches!(
            misplaced,
            NoteFactorError::App(AppError::NotFound)
        ));
    }
    let everything = FactorFilter::default();
    let refused = count_factors(&kit.app, &coordinator, &everything).await;
    assert!(matches!(refused, Err(AppError::Forbidden)));
    let refused = list_factors(&kit.app, &coordinator, &everything, 0).await;
    assert!(matches!(refused, Err(AppError::Forbidden)));
    let list = list_factors(&kit.app, &team, &everything, 0).await.unwrap();
    assert_eq!((list.count, list.factors.len()), (8, 8));
}
