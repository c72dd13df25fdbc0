//! Drafts of questionnaires: states, comments and trial answers on both databases.

use mkbroute_domain::ids::{CommentId, DraftId};
use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::draft::{
    Comment, CommentVerdict, Decision, QuestionnaireDraft, Trial,
};
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::text::Text;
use mkbroute_store::{NewRevision, StoreError};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, noon, person};

const ID: DraftId = DraftId(Uuid::from_u128(30));

fn body() -> Instrument {
    let file = include_str!("../../../../data/instruments/students.toml");
    Instrument::from_toml(file.as_bytes()).unwrap()
}

fn draft() -> QuestionnaireDraft {
    QuestionnaireDraft {
        id: ID,
        slug: "students-2".into(),
        instrument: "students".into(),
        group: RespondentGroup::Students,
        title: body().title,
        based_on: Some(1),
        revision: 1,
        comments_open: false,
        frozen_as: None,
        created_at: noon(),
    }
}

fn revision(body: &Instrument) -> NewRevision<'_> {
    NewRevision {
        body,
        edit: "texts",
        subject: "",
        by: person(1).id,
        now: noon(),
    }
}

async fn with_draft(backend: Backend) -> Fixture {
    let fixture = Fixture::empty(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    let body = body();
    tx.insert_questionnaire_draft(&draft(), revision(&body))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    fixture
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_draft_comes_back_in_each_of_its_states(#[case] backend: Backend) {
    let fixture = with_draft(backend).await;
    let store = &fixture.store;
    let found = store.questionnaire_draft("students-2").await.unwrap();
    assert_eq!(found, Some(draft()));
    assert_eq!(store.questionnaire_draft("geen").await.unwrap(), None);
    assert_eq!(store.draft_at(ID, 1).await.unwrap(), Some(body()));

    let mut second = body();
    second.title = Text::new("‘Nieuwe’ titel; --", "New title");
    let tx = store.begin().await.unwrap();
    let made = tx.revise_draft(ID, 1, revision(&second)).await.unwrap();
    assert_eq!(made, Some(2));
    assert!(tx.move_draft(ID, 2, 1, &body()).await.unwrap(), "undone");
    let branch = tx.revise_draft(ID, 1, revision(&second)).await.unwrap();
    assert_eq!(branch, Some(3), "a number names one state for ever");
    tx.commit().await.unwrap();
    assert_eq!(store.draft_at(ID, 2).await.unwrap(), Some(second.clone()));
    let parents: Vec<_> = store.draft_revisions(ID).await.unwrap();
    let parents: Vec<_> = parents.iter().map(|line| line.parent).collect();
    assert_eq!(parents, [None, Some(1), Some(1)]);
    let listed = store.questionnaire_drafts().await.unwrap();
    assert_eq!(listed[0].title, second.title);

    let tx = store.begin().await.unwrap();
    assert!(
        !tx.set_draft_frozen(ID, 2, 2).await.unwrap(),
        "not the present state"
    );
    assert!(tx.set_draft_frozen(ID, 3, 2).await.unwrap());
    assert!(!tx.set_draft_frozen(ID, 3, 2).await.unwrap(), "once");
    assert!(!tx.move_draft(ID, 3, 1, &body()).await.unwrap(), "frozen");
    assert!(!tx.set_comments_open(ID, true).await.unwrap(), "frozen");
    tx.commit().await.unwrap();
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn two_drafts_cannot_have_one_name(#[case] backend: Backend) {
    let fixture = with_draft(backend).await;
    let tx = fixture.store.begin().await.unwrap();
    let second = QuestionnaireDraft {
        id: DraftId(Uuid::from_u128(31)),
        ..draft()
    };
    let body = body();
    let refused = tx
        .insert_questionnaire_draft(&second, revision(&body))
        .await;
    assert!(matches!(refused, Err(StoreError::Conflict(_))));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_change_one_state_one_succeeds(#[case] backend: Backend) {
    let fixture = with_draft(backend).await;
    let change = |number: u32| {
        let store = fixture.store.clone();
        tokio::spawn(async move {
            let mut body = body();
            body.title.nl = format!("Titel {number}");
            let tx = store.begin().await.unwrap();
            let made = tx.revise_draft(ID, 1, revision(&body)).await;
            match made {
                Ok(Some(_)) => tx.commit().await.is_ok(),
                _ => false,
            }
        })
    };
    let racers: Vec<_> = (0..8).map(change).collect();
    let mut succeeded = 0;
    for racer in racers {
        succeeded += u32::from(racer.await.unwrap());
    }
    assert_eq!(succeeded, 1);
    assert_eq!(fixture.store.draft_revisions(ID).await.unwrap().len(), 2);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn comments_and_trial_answers_stay_with_their_draft(#[case] backend: Backend) {
    let fixture = with_draft(backend).await;
    let store = &fixture.store;
    let comment = Comment {
        id: CommentId(Uuid::from_u128(40)),
        author: "docent".into(),
        item: "age".into(),
        body: "Waarom <b>dit</b>?".into(),
        made_at: noon(),
        decision: None,
    };
    let trial = Trial {
        revision: 1,
        answers: Answers::from([("age".to_owned(), Answer::Number(21.0))]),
        made_at: noon(),
    };
    let tx = store.begin().await.unwrap();
    assert!(tx.set_comments_open(ID, true).await.unwrap());
    tx.insert_commenter([7; 32], ID, "docent", noon())
        .await
        .unwrap();
    tx.insert_comment(ID, [7; 32], &comment).await.unwrap();
    tx.insert_trial(Uuid::from_u128(50), ID, &trial)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let (open, name) = store.invitation(&[7; 32]).await.unwrap().unwrap();
    assert!(open.comments_open && name == "docent");
    assert_eq!(store.invitation(&[8; 32]).await.unwrap(), None);
    assert_eq!(store.invited(ID).await.unwrap(), ["docent"]);
    assert_eq!(store.comments(ID, Some(&[8; 32])).await.unwrap(), []);
    let said = store.comments(ID, None).await.unwrap();
    assert_eq!(said, std::slice::from_ref(&comment));
    assert_eq!(store.trials(ID).await.unwrap(), [trial]);

    let decision = Decision::new(CommentVerdict::Declined, "Nodig voor de groep.").unwrap();
    let tx = store.begin().await.unwrap();
    let elsewhere = DraftId(Uuid::from_u128(31));
    assert!(
        !tx.decide_comment(elsewhere, comment.id, &decision)
            .await
            .unwrap()
    );
    assert!(tx.decide_comment(ID, comment.id, &decision).await.unwrap());
    tx.clear_trials(ID).await.unwrap();
    tx.commit().await.unwrap();
    let decided = store.comments(ID, Some(&[7; 32])).await.unwrap();
    assert_eq!(decided[0].decision, Some(decision));
    assert_eq!(store.trials(ID).await.unwrap(), []);
}
