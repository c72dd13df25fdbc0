//! A pathway from idea to start, and what the program says of it.

use chrono::NaiveDate;
use mkbroute_analysis::figure::Audience;
use mkbroute_application::AppError;
use mkbroute_application::insights::measurement;
use mkbroute_application::pathways::{
    AddPathwayError, ChangePhaseError, ChangeProfileError, JudgeError, Judgement, NewPathway,
    PathwayFilter, PathwayPlaces, PhaseStep, ProfileChange, SetIntakeError, TypedIntake,
    add_pathway, change_phase, change_profile, find_pathways, judge_criterion, pathway_places,
    pathway_sheet, register_pathway, set_intake, work_on_pathway,
};
use mkbroute_application::surveys::fielding::choices;
use mkbroute_domain::pathways::criteria::{
    AssessmentProblem, Evidence, EvidenceKind, Level, Outcome,
};
use mkbroute_domain::pathways::profile::Location;
use mkbroute_domain::pathways::{
    Degree, Phase, PhaseProblem, ProfileProblem, ProgrammeRole, Sector, Students,
};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;

/// The pathway of the coordinator of the demonstration.
const OWN: &str = "avans-bouw";

fn today(kit: &TestApp) -> NaiveDate {
    kit.app.now().date_naive()
}

fn new(kit: &TestApp) -> NewPathway {
    NewPathway {
        name: Text::new("Ad Zorgtechnologie", "Ad in care technology"),
        hogeschool: "Saxion".into(),
        partner: String::new(),
        sector: Sector::Care,
        degree: Degree::Ad,
        phase: Phase::Idea,
        since: today(kit),
        reason: "Drie bedrijven vroegen erom".into(),
        waits_for: String::new(),
    }
}

fn judgement(criterion: &str, level: Level, on: NaiveDate, known: usize) -> Judgement {
    Judgement {
        criterion: criterion.into(),
        level,
        on,
        evidence: vec![Evidence {
            kind: EvidenceKind::Document,
            note: "Studiegids".into(),
            place: String::new(),
            on: None,
        }],
        known,
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_baseline_tells_which_pathway_fails_and_why(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let all = find_pathways(&kit.app, &PathwayFilter::default())
        .await
        .unwrap();
    assert_eq!(all.len(), 8);
    let outcome = |slug: &str| {
        let mut lines = all.iter();
        lines
            .find(|line| line.pathway.slug == slug)
            .unwrap()
            .verdict
            .outcome
    };
    assert_eq!(outcome("hva-ict"), Outcome::NotYet);
    assert_eq!(outcome("avans-bouw"), Outcome::MkbRoute);
    assert_eq!(outcome("fontys-mobiliteit"), Outcome::InDevelopment);
    // What lists and reports read beside it says the same.
    for line in &all {
        let expected = match line.verdict.outcome {
            Outcome::MkbRoute => Some(true),
            Outcome::NotYet => Some(false),
            Outcome::InDevelopment => None,
        };
        assert_eq!(
            line.pathway.meets_definition, expected,
            "{}",
            line.pathway.slug
        );
        assert!(line.registered_on.is_some());
    }
    let narrow = PathwayFilter {
        held_back_by: Some("workplace_in_mkb".into()),
        ..PathwayFilter::default()
    };
    let held = find_pathways(&kit.app, &narrow).await.unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(
        held[0].verdict.held_back_by[..2],
        ["workplace_in_mkb", "dual"]
    );
    let words = PathwayFilter {
        words: "nhl ROBOTICA".into(),
        ..PathwayFilter::default()
    };
    assert_eq!(find_pathways(&kit.app, &words).await.unwrap().len(), 1);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_pathway_goes_from_idea_to_starting(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let team = kit.actor("samira-haddad").await;
    let slug = add_pathway(&kit.app, &team, new(&kit)).await.unwrap();
    assert_eq!(slug, "saxion-ad-zorgtechnologie");
    let again = add_pathway(&kit.app, &team, new(&kit)).await.unwrap();
    assert_eq!(again, "saxion-ad-zorgtechnologie-2");

    let step = |to, known| PhaseStep {
        to,
        on: today(&kit),
        reason: "Volgende stap".into(),
        waits_for: String::new(),
        known,
    };
    let skipped = change_phase(&kit.app, &team, &slug, step(Phase::Starting, 1)).await;
    assert!(matches!(
        skipped,
        Err(ChangePhaseError::Phase(PhaseProblem::OutOfOrder { .. }))
    ));
    for (known, to) in [Phase::Exploring, Phase::Developing, Phase::Starting]
        .iter()
        .enumerate()
    {
        change_phase(&kit.app, &team, &slug, step(*to, known + 1))
            .await
            .unwrap();
    }
    let late = change_phase(&kit.app, &team, &slug, step(Phase::Established, 1)).await;
    assert!(matches!(late, Err(ChangePhaseError::ChangedMeanwhile)));

    let criteria = ["dual", "workplace_in_mkb", "tripartite_agreement", "salary"];
    for criterion in criteria.into_iter().chain(["shaped_together"]) {
        let sheet = pathway_sheet(&kit.app, None, &slug).await.unwrap();
        assert_eq!(sheet.verdicts.first.outcome, Outcome::InDevelopment);
        let met = judgement(criterion, Level::Met, today(&kit), 0);
        judge_criterion(&kit.app, &team, &slug, met).await.unwrap();
    }
    let (sheet, work) = work_on_pathway(&kit.app, &team, &slug).await.unwrap();
    assert_eq!(sheet.verdicts.first.outcome, Outcome::MkbRoute);
    assert_eq!(sheet.pathway.meets_definition, Some(true));
    assert_eq!(sheet.pathway.phase, Phase::Starting);
    assert_eq!(work.development.phases.changes().len(), 4);
    assert_eq!(work.names[&team.person.id], team.person.name);

    let not = judgement("salary", Level::NotMet, today(&kit), 1);
    judge_criterion(&kit.app, &team, &slug, not.clone())
        .await
        .unwrap();
    let twice = judge_criterion(&kit.app, &team, &slug, not).await;
    assert!(matches!(twice, Err(JudgeError::ChangedMeanwhile)));
    let sheet = pathway_sheet(&kit.app, None, &slug).await.unwrap();
    assert_eq!(sheet.verdicts.first.held_back_by, ["salary"]);
    assert_eq!(sheet.pathway.meets_definition, Some(false));
}

#[tokio::test]
async fn what_is_wrong_with_a_new_pathway_is_told() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let team = kit.actor("samira-haddad").await;
    let add = async |new: NewPathway| add_pathway(&kit.app, &team, new).await.unwrap_err();
    let nameless = NewPathway {
        name: Text::new("Ad", " "),
        ..new(&kit)
    };
    assert!(matches!(
        add(nameless).await,
        AddPathwayError::NoName(Lang::En)
    ));
    let long = NewPathway {
        partner: "p".repeat(201),
        ..new(&kit)
    };
    assert!(matches!(add(long).await, AddPathwayError::LongName));
    let unknown = NewPathway {
        hogeschool: "Hogeschool van Nergens".into(),
        ..new(&kit)
    };
    assert!(matches!(add(unknown).await, AddPathwayError::NoHogeschool));
    let future = NewPathway {
        since: today(&kit).succ_opt().unwrap(),
        ..new(&kit)
    };
    let problem = PhaseProblem::Future;
    assert!(matches!(add(future).await, AddPathwayError::Phase(found) if found == problem));
    let coordinator = kit.actor("noor-de-wit").await;
    let refused = add_pathway(&kit.app, &coordinator, new(&kit)).await;
    assert!(matches!(
        refused,
        Err(AddPathwayError::App(AppError::Forbidden))
    ));
}

#[tokio::test]
async fn a_judgement_needs_evidence_and_a_known_criterion() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let bare = Judgement {
        evidence: Vec::new(),
        ..judgement("salary", Level::Met, today(&kit), 1)
    };
    let refused = judge_criterion(&kit.app, &coordinator, OWN, bare).await;
    assert!(matches!(
        refused,
        Err(JudgeError::Assessment(AssessmentProblem::NoEvidence))
    ));
    let unknown = judgement("niets", Level::Met, today(&kit), 0);
    let refused = judge_criterion(&kit.app, &coordinator, OWN, unknown).await;
    assert!(matches!(refused, Err(JudgeError::App(AppError::NotFound))));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn intake_is_set_changed_and_taken_away(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let students = |mkb| Students {
        mkb: Some(mkb),
        others: None,
    };
    let nothing = Students::default();
    let mut typed = TypedIntake {
        cohort: "2026-09".parse().unwrap(),
        target: students(20),
        typed: students(14),
        known: (nothing, nothing),
    };
    set_intake(&kit.app, &coordinator, OWN, typed)
        .await
        .unwrap();
    let stale = set_intake(&kit.app, &coordinator, OWN, typed).await;
    assert!(matches!(stale, Err(SetIntakeError::ChangedMeanwhile)));
    let (_, work) = work_on_pathway(&kit.app, &coordinator, OWN).await.unwrap();
    assert_eq!(work.development.intakes[0].short_of_target(), Some(6));
    typed.known = (typed.target, typed.typed);
    (typed.target, typed.typed) = (nothing, nothing);
    set_intake(&kit.app, &coordinator, OWN, typed)
        .await
        .unwrap();
    let (_, work) = work_on_pathway(&kit.app, &coordinator, OWN).await.unwrap();
    assert!(work.development.intakes.is_empty());
    typed.known = (nothing, nothing);
    typed.target = students(5_001);
    let many = set_intake(&kit.app, &coordinator, OWN, typed).await;
    assert!(matches!(many, Err(SetIntakeError::Intake(_))));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_coordinator_keeps_the_profile_and_the_programme_registers(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let (_, work) = work_on_pathway(&kit.app, &coordinator, OWN).await.unwrap();
    let before = work.development.profile.clone();
    let mut change = ProfileChange {
        profile: before.clone(),
        known: work.development.revision,
    };
    change.profile.locations = vec![Location {
        place: "Tilburg".into(),
        rio: None,
    }];
    // That is not theirs to say, and the form has no partners.
    change.profile.registered_on = None;
    change.profile.partners = Vec::new();
    change_profile(&kit.app, &coordinator, OWN, change.clone())
        .await
        .unwrap();
    let second = change_profile(&kit.app, &coordinator, OWN, change).await;
    assert!(matches!(second, Err(ChangeProfileError::ChangedMeanwhile)));
    let register = |on, role| register_pathway(&kit.app, &coordinator, OWN, on, role);
    let refused = register(None, None).await;
    assert!(matches!(
        refused,
        Err(ChangeProfileError::App(AppError::Forbidden))
    ));

    let team = kit.actor("samira-haddad").await;
    let role = Some(ProgrammeRole::Pilot);
    let without = register_pathway(&kit.app, &team, OWN, None, role).await;
    let problem = ProfileProblem::RoleWithoutRegistration;
    assert!(matches!(without, Err(ChangeProfileError::Profile(found)) if found == [problem]));
    let on = Some(today(&kit));
    register_pathway(&kit.app, &team, OWN, on, role)
        .await
        .unwrap();
    let (_, work) = work_on_pathway(&kit.app, &coordinator, OWN).await.unwrap();
    let profile = work.development.profile;
    assert_eq!((profile.registered_on, profile.programme_role), (on, role));
    assert_eq!(profile.locations[0].place, "Tilburg");
    assert_eq!(profile.programmes, before.programmes);
    assert_eq!(before.partners.len(), 2);
    assert_eq!(profile.partners, before.partners);
    let partners: Vec<&str> = work.organisations.values().map(String::as_str).collect();
    assert!(partners.contains(&"Bouwend Nederland") && partners.contains(&"BouwTalent Zuid"));
}

#[tokio::test]
async fn only_those_who_work_with_a_pathway_see_how_it_develops() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let sees = async |who: &str, slug: &str| {
        let actor = kit.actor(who).await;
        let sheet = pathway_sheet(&kit.app, Some(&actor), slug).await.unwrap();
        sheet.work.map(|work| (work.may_develop, work.may_register))
    };
    assert_eq!(sees("noor-de-wit", OWN).await, Some((true, false)));
    assert_eq!(sees("noor-de-wit", "hva-ict").await, None);
    assert_eq!(sees("samira-haddad", "hva-ict").await, Some((true, true)));
    assert_eq!(sees("ruben-vos", "hva-ict").await, Some((false, false)));
    assert_eq!(sees("peter-jansen", OWN).await, Some((false, false)));
    assert_eq!(sees("lotte-smit", OWN).await, None);
    assert_eq!(sees("joost-bakker", OWN).await, None);
    let other = kit.actor("noor-de-wit").await;
    let refused = work_on_pathway(&kit.app, &other, "hva-ict").await;
    assert!(matches!(refused, Err(AppError::Forbidden)));
    let absent = work_on_pathway(&kit.app, &other, "nergens").await;
    assert!(matches!(absent, Err(AppError::NotFound)));
}

/// What is published does not change when a pathway goes on or another is added.
#[tokio::test]
async fn a_report_keeps_the_pathways_of_its_time() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let team = kit.actor("samira-haddad").await;
    let told = async || {
        let researcher = kit.actor("ruben-vos").await;
        let found = measurement(&kit.app, &researcher, "nulmeting-2021", Audience::Release);
        found.await.unwrap().pathways
    };
    let before = told().await;
    assert_eq!(before.len(), 8);
    add_pathway(&kit.app, &team, new(&kit)).await.unwrap();
    let step = PhaseStep {
        to: Phase::Stopped,
        on: today(&kit),
        reason: "Te weinig studenten".into(),
        waits_for: String::new(),
        known: 1,
    };
    change_phase(&kit.app, &team, OWN, step).await.unwrap();
    let not = judgement("salary", Level::NotMet, today(&kit), 1);
    judge_criterion(&kit.app, &team, OWN, not).await.unwrap();
    assert_eq!(told().await, before);
}

#[tokio::test]
async fn a_new_measurement_asks_the_registered_pathways() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let team = kit.actor("samira-haddad").await;
    let added = add_pathway(&kit.app, &team, new(&kit)).await.unwrap();
    register_pathway(&kit.app, &team, OWN, None, None)
        .await
        .unwrap();
    let choices = choices(&kit.app, &team).await.unwrap();
    let id = |slug: &str| {
        let mut pathways = choices.pathways.iter();
        pathways.find(|pathway| pathway.slug == slug).unwrap().id
    };
    assert_eq!(choices.registered.len(), 7);
    assert!(!choices.registered.contains(&id(OWN)));
    assert!(!choices.registered.contains(&id(&added)));
    assert!(choices.registered.contains(&id("hva-ict")));
}

/// A pathway without a location stands where its hogeschool is.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn every_pathway_has_its_place(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let at = |places: &PathwayPlaces, place: &str| {
        let spot = places.spots.iter().find(|spot| spot.place == place);
        let pathways = spot.map(|spot| spot.pathways.iter().map(|pathway| pathway.slug.clone()));
        pathways.into_iter().flatten().collect::<Vec<_>>()
    };
    let places = pathway_places(&kit.app).await.unwrap();
    assert_eq!(at(&places, "Breda"), [OWN]);
    assert!(places.spots.iter().all(|spot| spot.at.is_some()));

    let (_, work) = work_on_pathway(&kit.app, &coordinator, OWN).await.unwrap();
    let mut change = ProfileChange {
        profile: work.development.profile.clone(),
        known: work.development.revision,
    };
    let location = |place: &str| Location {
        place: place.into(),
        rio: None,
    };
    change.profile.locations = vec![location("Tilburg"), location("Nergenshuizen")];
    change_profile(&kit.app, &coordinator, OWN, change)
        .await
        .unwrap();
    let places = pathway_places(&kit.app).await.unwrap();
    for place in ["Tilburg", "Nergenshuizen"] {
        assert_eq!(at(&places, place), [OWN]);
    }
    assert!(at(&places, "Breda").is_empty());
    let unknown = places.spots.iter().find(|spot| spot.at.is_none());
    assert_eq!(unknown.unwrap().place, "Nergenshuizen");
}
