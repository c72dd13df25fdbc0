//! The development plan of a pathway: begun, changed, and what it asks of those who run it.

use chrono::{NaiveDate, TimeDelta};
use mkbroute_application::AppError;
use mkbroute_application::asks::{Ask, Matter, asks_of};
use mkbroute_application::pathways::{
    PlanChange, PlanError, PlanSource, change_plan, plan_sheet, start_plan,
};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::pathways::Degree;
use mkbroute_domain::pathways::criteria::{Evidence, EvidenceKind};
use mkbroute_domain::pathways::plan::{
    Agreed, AgreedProblem, CurriculumTalk, PlanStep, StepProblem, StepState,
};
use mkbroute_domain::text::Text;
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;
use uuid::Uuid;

const OWN: &str = "avans-bouw";
const OTHER: &str = "hva-ict";

/// With this day the first step is due in a week.
fn begins(kit: &TestApp) -> NaiveDate {
    kit.app.now().date_naive() + TimeDelta::weeks(105)
}

fn template() -> PlanSource {
    PlanSource::Template(Degree::Bachelor)
}

async fn begun(backend: Backend) -> TestApp {
    let kit = TestApp::demo(backend).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let begins = begins(&kit);
    start_plan(&kit.app, &coordinator, OWN, (template(), begins))
        .await
        .unwrap();
    kit
}

async fn step(kit: &TestApp, code: &str) -> (PlanStep, u32) {
    let coordinator = kit.actor("noor-de-wit").await;
    let sheet = plan_sheet(&kit.app, &coordinator, OWN).await.unwrap();
    let kept = sheet.kept.unwrap();
    (kept.plan.step(code).unwrap().clone(), kept.revision)
}

async fn change(kit: &TestApp, known: u32, change: PlanChange) -> Result<(), PlanError> {
    let coordinator = kit.actor("noor-de-wit").await;
    change_plan(&kit.app, &coordinator, OWN, (known, change)).await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_plan_begins_once_and_is_changed_by_one_at_a_time(#[case] backend: Backend) {
    let kit = begun(backend).await;
    let coordinator = kit.actor("noor-de-wit").await;
    let again = (template(), begins(&kit));
    let twice = start_plan(&kit.app, &coordinator, OWN, again).await;
    assert!(matches!(twice, Err(PlanError::ChangedMeanwhile)));

    let (mut first, revision) = step(&kit, "coordinator").await;
    first.state = StepState::Done;
    let bare = change(&kit, revision, PlanChange::Step(first.clone())).await;
    let problem = StepProblem::NoEvidence;
    assert!(matches!(bare, Err(PlanError::Step(found)) if found == problem));
    first.evidence.push(Evidence {
        kind: EvidenceKind::Document,
        note: "aanstelling".into(),
        place: String::new(),
        on: None,
    });
    first.owner = Some(coordinator.person.id);
    change(&kit, revision, PlanChange::Step(first.clone()))
        .await
        .unwrap();
    let late = change(&kit, revision, PlanChange::Step(first.clone())).await;
    assert!(matches!(late, Err(PlanError::ChangedMeanwhile)));
    let sheet = plan_sheet(&kit.app, &coordinator, OWN).await.unwrap();
    assert_eq!(sheet.names[&coordinator.person.id], "Noor de Wit");
    assert_eq!(sheet.kept.unwrap().plan.step("coordinator"), Some(&first));

    let stranger = PlanStep {
        owner: Some(PersonId(Uuid::from_u128(9))),
        ..first
    };
    let refused = change(&kit, 2, PlanChange::Step(stranger)).await;
    assert!(matches!(refused, Err(PlanError::Owner)));
}

#[tokio::test]
async fn a_plan_is_copied_without_what_was_done_elsewhere() {
    let kit = begun(Backend::Sqlite).await;
    let own = PlanStep {
        title: Text::new("Open dag", "Open day"),
        ..step(&kit, "lectoraat").await.0
    };
    change(&kit, 1, PlanChange::NewStep(own)).await.unwrap();
    let team = kit.actor("samira-haddad").await;
    let before = plan_sheet(&kit.app, &team, OTHER).await.unwrap();
    let others = before.others.iter().map(|pathway| pathway.slug.as_str());
    assert_eq!(others.collect::<Vec<_>>(), [OWN, "fontys-mobiliteit"]);
    let source = PlanSource::Pathway(OWN.into());
    let later = begins(&kit) + TimeDelta::days(365);
    start_plan(&kit.app, &team, OTHER, (source, later))
        .await
        .unwrap();
    let plan = plan_sheet(&kit.app, &team, OTHER).await.unwrap();
    let plan = plan.kept.unwrap().plan;
    assert_eq!(plan.begins, later);
    assert_eq!(plan.step("own_1").unwrap().title.en, "Open day");
}

#[tokio::test]
async fn who_may_see_and_change_a_plan_is_the_policys() {
    let kit = begun(Backend::Sqlite).await;
    let teacher = kit.actor("peter-jansen").await;
    let sheet = plan_sheet(&kit.app, &teacher, OWN).await.unwrap();
    assert!(!sheet.may_develop && sheet.kept.is_some());
    let agreed = (1, PlanChange::Agreed(Agreed::default()));
    let refused = change_plan(&kit.app, &teacher, OWN, agreed).await;
    assert!(matches!(refused, Err(PlanError::App(AppError::Forbidden))));
    let company = kit.actor("joost-bakker").await;
    let refused = plan_sheet(&kit.app, &company, OWN).await;
    assert!(matches!(refused, Err(AppError::Forbidden)));
    let coordinator = kit.actor("noor-de-wit").await;
    let from_other = PlanSource::Pathway(OTHER.into());
    let refused = start_plan(&kit.app, &coordinator, OWN, (from_other, begins(&kit))).await;
    assert!(matches!(refused, Err(PlanError::App(AppError::Forbidden))));
    let far = begins(&kit) + TimeDelta::days(4_000);
    let refused = start_plan(&kit.app, &coordinator, OWN, (template(), far)).await;
    assert!(matches!(refused, Err(PlanError::Begins)));
    let undecided = PlanSource::Template(Degree::Undecided);
    let refused = start_plan(&kit.app, &coordinator, OWN, (undecided, begins(&kit))).await;
    assert!(matches!(refused, Err(PlanError::NoDegree)));
}

#[tokio::test]
async fn what_was_agreed_is_kept_when_it_is_whole() {
    let kit = begun(Backend::Sqlite).await;
    let talk = CurriculumTalk {
        on: kit.app.now().date_naive(),
        with: "De Steen".into(),
        asked: "meer BIM".into(),
        decided: String::new(),
    };
    let mut agreed = Agreed {
        talks: vec![talk],
        ..Agreed::default()
    };
    change(&kit, 1, PlanChange::Agreed(agreed.clone()))
        .await
        .unwrap();
    agreed.talks[0].with.clear();
    let refused = change(&kit, 2, PlanChange::Agreed(agreed)).await;
    let problem = AgreedProblem::EmptyTalk(0);
    assert!(matches!(refused, Err(PlanError::Agreed(found)) if found == [problem]));
}

/// What the plan asks of somebody.
async fn asks(kit: &TestApp, slug: &str) -> Vec<Matter> {
    let actor = kit.actor(slug).await;
    let found = asks_of(&kit.app, &actor).await.unwrap().into_iter();
    let of_plan = |ask: Ask| match ask.matter {
        matter @ (Matter::LateSteps { .. } | Matter::NextStep { .. }) => Some(matter),
        _ => None,
    };
    found.filter_map(of_plan).collect()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_step_asks_before_it_is_due_and_after(#[case] backend: Backend) {
    let kit = begun(backend).await;
    let found = asks(&kit, "noor-de-wit").await;
    assert!(
        matches!(&found[..], [Matter::NextStep { code, .. }] if code == "coordinator"),
        "{found:?}"
    );
    assert!(asks(&kit, "samira-haddad").await.is_empty());
    assert!(asks(&kit, "peter-jansen").await.is_empty());

    kit.clock.advance(TimeDelta::days(8));
    let found = asks(&kit, "noor-de-wit").await;
    assert!(
        matches!(&found[..], [Matter::LateSteps { steps: 1, .. }]),
        "{found:?}"
    );
    let (mut first, revision) = step(&kit, "coordinator").await;
    first.state = StepState::Dropped;
    first.note = "er is er al een".into();
    change(&kit, revision, PlanChange::Step(first))
        .await
        .unwrap();
    assert!(asks(&kit, "noor-de-wit").await.is_empty());
}

/// What the report on the baseline says of a curriculum stands in a plan of the demonstration.
#[tokio::test]
async fn the_demonstration_tells_how_much_of_a_curriculum_is_in_hand() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let team = kit.actor("samira-haddad").await;
    let sheet = plan_sheet(&kit.app, &team, "fontys-mobiliteit")
        .await
        .unwrap();
    let kept = sheet.kept.unwrap();
    assert_eq!(kept.agreed.basis.unwrap().in_hand, Some(90));
    let progress = kept.plan.progress(kit.app.now().date_naive());
    assert_eq!((progress.done, progress.late), (1, 0));
    assert!(kept.plan.steps.iter().all(|step| step.check().is_ok()));
}
