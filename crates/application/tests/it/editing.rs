//! Making a questionnaire: from a frozen version, over edits and comments, to the next version.

use chrono::TimeDelta;
use mkbroute_application::AppError;
use mkbroute_application::accounts::Actor;
use mkbroute_application::surveys::editor::{
    CommentError, EditError, FreezeError, NewComment, OpenDraft, Start, StartError, Step,
    clear_trials, comment, comment_round, commenting, copy_from_library, decide, edit_draft,
    freeze_draft, invite, library, open_draft, open_round, rebase_draft, revisions, start_draft,
    step, trials, try_draft, waiting_comments,
};
use mkbroute_application::surveys::{ImportError, OtherGroup, import_instrument, instrument};
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::draft::CommentVerdict;
use mkbroute_domain::surveys::instrument::edit::{Edit, EditProblem};
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::text::Text;
use mkbroute_testkit::answers::first_answers;
use mkbroute_testkit::test_app::test_day;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

/// A fresh draft of the next questionnaire for teachers, and who edits it.
async fn started(kit: &TestApp) -> (Actor, String) {
    let researcher = kit.actor("ruben-vos").await;
    let start = Start::Version {
        id: "teachers".into(),
        version: 1,
    };
    let slug = start_draft(&kit.app, &researcher, start).await.unwrap();
    (researcher, slug)
}

async fn open(kit: &TestApp, actor: &Actor, slug: &str) -> OpenDraft {
    open_draft(&kit.app, actor, slug).await.unwrap()
}

fn titled(nl: &str) -> Edit {
    Edit::Texts {
        title: Text::new(nl, "Title"),
        intro: Text::new("Intro", "Intro"),
        thanks: Text::new("Dank", "Thanks"),
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_draft_is_edited_undone_redone_and_frozen_as_the_next_version(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (researcher, slug) = started(&kit).await;
    assert_eq!(slug, "teachers-2");
    edit_draft(&kit.app, &researcher, &slug, 1, titled("Eerst"))
        .await
        .unwrap();
    edit_draft(&kit.app, &researcher, &slug, 2, titled("Daarna"))
        .await
        .unwrap();
    step(&kit.app, &researcher, &slug, 3, Step::Undo)
        .await
        .unwrap();
    let undone = open(&kit, &researcher, &slug).await;
    assert_eq!(undone.instrument.title.nl, "Eerst");
    assert_eq!((undone.undo, undone.redo), (Some(1), Some(3)));
    step(&kit.app, &researcher, &slug, 2, Step::Redo)
        .await
        .unwrap();
    assert_eq!(
        open(&kit, &researcher, &slug).await.instrument.title.nl,
        "Daarna"
    );
    step(&kit.app, &researcher, &slug, 3, Step::Redo)
        .await
        .unwrap();
    assert_eq!(
        open(&kit, &researcher, &slug).await.draft.revision,
        3,
        "nothing to redo"
    );

    edit_draft(&kit.app, &researcher, &slug, 3, titled("Daarna"))
        .await
        .unwrap();
    let lines = revisions(&kit.app, &researcher, &slug).await.unwrap();
    assert_eq!(lines.len(), 3, "what changes nothing is no step");
    assert_eq!(lines[0].by, "Ruben Vos");

    let version = freeze_draft(&kit.app, &researcher, &slug, 3, None)
        .await
        .unwrap();
    assert_eq!((version.version, version.title.nl.as_str()), (2, "Daarna"));
    let stored = instrument(&kit.app, &researcher, "teachers", 2)
        .await
        .unwrap();
    assert_eq!(*stored, version);
    let late = edit_draft(&kit.app, &researcher, &slug, 3, titled("Te laat")).await;
    assert!(matches!(late, Err(EditError::Frozen)));
    let again = freeze_draft(&kit.app, &researcher, &slug, 3, None).await;
    assert!(matches!(again, Err(FreezeError::Frozen)));
    let company = kit.actor("joost-bakker").await;
    let unused = instrument(&kit.app, &company, "teachers", 2).await;
    assert!(
        matches!(unused, Err(AppError::NotFound)),
        "no wave uses it yet"
    );
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn of_two_editors_the_later_one_is_told_where_both_changed_the_same(
    #[case] backend: Backend,
) {
    let kit = TestApp::demo(backend).await;
    let (researcher, slug) = started(&kit).await;
    let team = kit.actor("samira-haddad").await;
    edit_draft(&kit.app, &team, &slug, 1, titled("Van Samira"))
        .await
        .unwrap();
    let later = edit_draft(&kit.app, &researcher, &slug, 1, titled("Van Ruben")).await;
    let Err(EditError::Overtaken(first)) = later else {
        panic!("{later:?}");
    };
    assert_eq!((first.by.as_str(), first.revision), ("Samira Haddad", 2));
    let elsewhere = Edit::AddSection {
        title: Text::new("Slot", "End"),
    };
    edit_draft(&kit.app, &researcher, &slug, 1, elsewhere)
        .await
        .unwrap();
    let now = open(&kit, &researcher, &slug).await;
    assert_eq!(
        now.instrument.title.nl, "Van Samira",
        "both changes are there"
    );
    assert_eq!(now.instrument.sections.last().unwrap().title.nl, "Slot");
    let undo = step(&kit.app, &team, &slug, 2, Step::Undo).await;
    assert!(
        matches!(undo, Err(EditError::Overtaken(_))),
        "nobody undoes another unseen"
    );
    let freeze = freeze_draft(&kit.app, &team, &slug, 2, None).await;
    assert!(matches!(freeze, Err(FreezeError::Overtaken(_))));
    let freeze = freeze_draft(&kit.app, &team, &slug, now.draft.revision, None).await;
    assert!(freeze.is_ok(), "an empty page is no problem");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn of_two_drafts_the_later_one_is_frozen_only_by_who_knows_of_the_first(
    #[case] backend: Backend,
) {
    let kit = TestApp::demo(backend).await;
    let (researcher, first) = started(&kit).await;
    let (_, second) = started(&kit).await;
    let (_, third) = started(&kit).await;
    let freeze =
        async |slug: &str, despite| freeze_draft(&kit.app, &researcher, slug, 1, despite).await;
    assert!(open(&kit, &researcher, &second).await.newer().is_empty());
    freeze(&first, None).await.unwrap();
    let own = open(&kit, &researcher, &first).await;
    assert!(own.newer().is_empty(), "a version is not behind itself");

    assert_eq!(open(&kit, &researcher, &second).await.newer(), [2]);
    let refused = freeze(&second, None).await;
    assert!(matches!(refused, Err(FreezeError::Newer(2))), "{refused:?}");
    let unseen = freeze(&second, Some(1)).await;
    assert!(matches!(unseen, Err(FreezeError::Newer(2))), "{unseen:?}");
    let missing = instrument(&kit.app, &researcher, "teachers", 3).await;
    assert!(
        matches!(missing, Err(AppError::NotFound)),
        "nothing was kept"
    );
    assert_eq!(freeze(&second, Some(2)).await.unwrap().version, 3);

    let rebase =
        async |seen, version| rebase_draft(&kit.app, &researcher, &third, seen, version).await;
    rebase(1, 9).await.unwrap();
    assert_eq!(open(&kit, &researcher, &third).await.newer(), [2, 3]);
    rebase(1, 2).await.unwrap();
    assert_eq!(open(&kit, &researcher, &third).await.newer(), [3]);
    let stale = rebase(2, 3).await;
    assert!(matches!(stale, Err(EditError::Overtaken(_))), "{stale:?}");
    rebase(1, 3).await.unwrap();
    assert_eq!(freeze(&third, None).await.unwrap().version, 4);
    let late = rebase(1, 4).await;
    assert!(matches!(late, Err(EditError::Frozen)), "{late:?}");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_known_questionnaire_is_not_imported_for_another_group(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let researcher = kit.actor("ruben-vos").await;
    let file = include_str!("../../../../data/instruments/teachers.toml");
    let other = file
        .replace("group = \"teachers\"", "group = \"companies\"")
        .replace("version = 1", "version = 2");
    let expected = OtherGroup {
        id: "teachers".into(),
        known: RespondentGroup::Teachers,
        found: RespondentGroup::Companies,
    };
    let imported = import_instrument(&kit.app, &other).await;
    let Err(ImportError::OtherGroup(found)) = imported else {
        panic!("{imported:?}");
    };
    assert_eq!(found, expected);
    let begun = start_draft(&kit.app, &researcher, Start::File(other.clone())).await;
    let Err(StartError::OtherGroup(found)) = begun else {
        panic!("{begun:?}");
    };
    assert_eq!(found, expected);
    let (_, slug) = started(&kit).await;
    let body = Instrument::from_toml(other.as_bytes()).unwrap();
    let replaced = Edit::Replace(Box::new(body));
    let replaced = edit_draft(&kit.app, &researcher, &slug, 1, replaced).await;
    assert!(matches!(
        replaced,
        Err(EditError::Problem(EditProblem::OtherGroup(_)))
    ));

    let renamed = other.replace("id = \"teachers\"", "id = \"mentors\"");
    let begun = start_draft(&kit.app, &researcher, Start::File(renamed.clone())).await;
    assert_eq!(begun.unwrap(), "mentors-1");
    let theirs = renamed.replace("group = \"companies\"", "group = \"teachers\"");
    let imported = import_instrument(&kit.app, &theirs).await;
    assert!(
        matches!(imported, Err(ImportError::OtherGroup(_))),
        "a draft counts too: {imported:?}"
    );
    let imported = import_instrument(&kit.app, &renamed).await.unwrap();
    assert_eq!(imported.group, RespondentGroup::Companies);
}

#[tokio::test]
async fn a_draft_begins_empty_or_from_a_file_and_keeps_its_problems() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let researcher = kit.actor("ruben-vos").await;
    let begin = async |start| start_draft(&kit.app, &researcher, start).await;
    let empty = |nl: &str| Start::Empty {
        title: Text::new(nl, "New"),
        group: RespondentGroup::Students,
    };
    assert!(matches!(begin(empty(" ")).await, Err(StartError::NoTitle)));
    let slug = begin(empty("Nieuw")).await.unwrap();
    assert_eq!(slug, "nieuw-2-1", "the plain name is an address of its own");
    let draft = open(&kit, &researcher, &slug).await;
    assert!(!draft.instrument.problems().is_empty());
    let frozen = freeze_draft(&kit.app, &researcher, &slug, 1, None).await;
    assert!(matches!(frozen, Err(FreezeError::Problems(_))));
    let nameless = Edit::AddSection {
        title: Text::default(),
    };
    let refused = edit_draft(&kit.app, &researcher, &slug, 1, nameless).await;
    assert!(matches!(
        refused,
        Err(EditError::Problem(EditProblem::NoWords))
    ));

    let file = include_str!("../../../../data/instruments/companies.toml");
    assert_eq!(
        begin(Start::File(file.into())).await.unwrap(),
        "companies-2"
    );
    let broken = file.replace("en = \"", "fr = \"");
    let broken = begin(Start::File(broken)).await;
    assert!(matches!(broken, Err(StartError::File(_))));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn people_from_the_field_comment_by_link_and_read_the_decision(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (researcher, slug) = started(&kit).await;
    let token = invite(&kit.app, &researcher, &slug, " docent Saxion ")
        .await
        .unwrap();
    let say = async |item: &str, body: &str| {
        let said = NewComment {
            item: item.into(),
            body: body.into(),
        };
        comment(&kit.app, &token, vec![said]).await
    };
    say("role", " Wat als ik beide ben? ").await.unwrap();
    say("is_gone", "Deze vraag mis ik.").await.unwrap();
    assert!(matches!(
        say("role", "  ").await,
        Err(CommentError::Nothing)
    ));
    let endless = say("role", &"x".repeat(2_001)).await;
    assert!(matches!(endless, Err(CommentError::TooLong(_))));

    let round = comment_round(&kit.app, &researcher, &slug).await.unwrap();
    assert_eq!(round.invited, ["docent Saxion"]);
    let said: Vec<_> = round
        .comments
        .iter()
        .map(|found| (found.item.as_str(), found.body.as_str()))
        .collect();
    assert!(said.contains(&("role", "Wat als ik beide ben?")));
    assert!(
        said.contains(&("", "Deze vraag mis ik.")),
        "nothing that was said is lost"
    );
    let id = round
        .comments
        .iter()
        .find(|found| found.item == "role")
        .unwrap()
        .id;
    let declined = CommentVerdict::Declined;
    let unreasoned = decide(&kit.app, &researcher, &slug, id, (declined, " ")).await;
    assert!(unreasoned.is_err());
    decide(
        &kit.app,
        &researcher,
        &slug,
        id,
        (declined, "Kies je hoofdtaak."),
    )
    .await
    .unwrap();
    open_round(&kit.app, &researcher, &slug, false)
        .await
        .unwrap();
    assert!(matches!(
        say("role", "Nog iets").await,
        Err(CommentError::Closed)
    ));
    let found = commenting(&kit.app, &token).await.unwrap();
    let decision = found.mine.iter().find_map(|found| found.decision.clone());
    assert_eq!(decision.unwrap().reason, "Kies je hoofdtaak.");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn comments_wait_for_a_decision_of_who_may_take_it(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (researcher, slug) = started(&kit).await;
    let token = invite(&kit.app, &researcher, &slug, "docent Saxion")
        .await
        .unwrap();
    let said = ["", "role"].map(|item| NewComment {
        item: item.into(),
        body: "Dit kan korter.".into(),
    });
    kit.clock.advance(TimeDelta::days(2));
    comment(&kit.app, &token, said.to_vec()).await.unwrap();
    let waits = async |actor: &Actor| {
        let found = waiting_comments(&kit.app, actor).await.unwrap();
        let read = found.into_iter().map(|waits| {
            let days = (waits.since - test_day()).num_days();
            (waits.draft.slug, waits.comments, days)
        });
        read.collect::<Vec<_>>()
    };
    let demo = waits(&researcher).await;
    assert_eq!(
        demo.len(),
        2,
        "the demonstration has comments too: {demo:?}"
    );
    assert_eq!(demo[0].0, "students-2", "the longest wait first");
    assert_eq!(demo[1], (slug.clone(), 2, 2));
    for other in ["noor-de-wit", "joost-bakker"] {
        assert!(waits(&kit.actor(other).await).await.is_empty(), "{other}");
    }

    let round = comment_round(&kit.app, &researcher, &slug).await.unwrap();
    let taken = (CommentVerdict::TakenOver, "");
    decide(&kit.app, &researcher, &slug, round.comments[0].id, taken)
        .await
        .unwrap();
    assert_eq!(waits(&researcher).await[1].1, 1, "one was decided");
    freeze_draft(&kit.app, &researcher, &slug, 1, None)
        .await
        .unwrap();
    assert_eq!(waits(&researcher).await.len(), 1, "a version asks nothing");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn trial_answers_are_checked_kept_apart_and_cleared(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let (researcher, slug) = started(&kit).await;
    let responses = async || {
        let mut total = 0;
        for wave in kit.app.store().waves(&Visible::Everything).await.unwrap() {
            let counts = kit.app.store().response_counts(wave.id).await.unwrap();
            total += counts.iter().map(|count| count.submitted).sum::<u32>();
        }
        total
    };
    let before = responses().await;
    let draft = open(&kit, &researcher, &slug).await;
    let answers = first_answers(&draft.instrument);
    try_draft(&kit.app, &researcher, &slug, answers.clone())
        .await
        .unwrap();
    let nothing = try_draft(&kit.app, &researcher, &slug, Answers::new()).await;
    assert!(nothing.is_err(), "as a respondent would be told");
    let kept = trials(&kit.app, &researcher, &slug).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].answers, answers);
    assert_eq!(responses().await, before, "no response");
    clear_trials(&kit.app, &researcher, &slug).await.unwrap();
    assert!(
        trials(&kit.app, &researcher, &slug)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn the_library_knows_where_an_item_was_used_and_lends_it() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let (researcher, slug) = started(&kit).await;
    let found = library(&kit.app, &researcher, "oud ben").await.unwrap();
    let age = found.iter().find(|entry| entry.item.code == "age").unwrap();
    assert_eq!(age.instrument, "students");
    assert!(
        age.uses[0]
            .waves
            .iter()
            .any(|wave| wave.nl.contains("2021"))
    );
    let section = open(&kit, &researcher, &slug).await.instrument.sections[0]
        .id
        .clone();
    let item = ("students", 1, "age");
    let code = copy_from_library(&kit.app, &researcher, (&slug, 1), section, item)
        .await
        .unwrap();
    assert_eq!(code, "age");
    let none = library(&kit.app, &researcher, "zeppelin").await.unwrap();
    assert!(none.is_empty());
}

#[tokio::test]
async fn only_who_makes_questionnaires_opens_a_draft() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let (_, slug) = started(&kit).await;
    for persona in ["noor-de-wit", "joost-bakker", "anja-kok"] {
        let actor = kit.actor(persona).await;
        let refused = open_draft(&kit.app, &actor, &slug).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{persona}");
        let refused = invite(&kit.app, &actor, &slug, "iemand").await;
        assert!(refused.is_err(), "{persona}");
    }
}
