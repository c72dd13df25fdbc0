use chrono::Days;
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::pathways::Degree;
use crate::pathways::business_case::Euros;
use crate::pathways::criteria::EvidenceKind;

const SHIPPED: &str = include_str!("../../../../../data/plan-templates.toml");

fn begins() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 9, 1).unwrap()
}

fn plan() -> Plan {
    let templates = PlanTemplates::from_toml(SHIPPED).unwrap();
    templates.of(Degree::Ad).unwrap().plan(begins())
}

fn evidence() -> Evidence {
    Evidence {
        kind: EvidenceKind::Document,
        note: "besluit".to_owned(),
        place: String::new(),
        on: None,
    }
}

fn done(plan: &mut Plan, code: &str) {
    let mut step = plan.step(code).unwrap().clone();
    step.state = StepState::Done;
    step.evidence = vec![evidence()];
    plan.change(step).unwrap();
}

#[test]
fn each_degree_has_a_template_with_the_five_methods() {
    let templates = PlanTemplates::from_toml(SHIPPED).unwrap();
    for degree in [Degree::Ad, Degree::Bachelor] {
        let kinds: Vec<StepKind> = templates
            .of(degree)
            .unwrap()
            .steps
            .iter()
            .map(|step| step.kind)
            .collect();
        for kind in StepKind::ALL {
            assert!(kinds.contains(&kind), "{degree:?} {kind:?}");
        }
    }
    assert_eq!(templates.of(Degree::Undecided), None);
    let methods = StepKind::ALL
        .into_iter()
        .filter(|kind| kind.assesses_needs());
    assert_eq!(methods.count(), 5);
}

#[rstest]
#[case("template = 1", "expected")]
#[case(&SHIPPED.replacen("\"bachelor\"", "\"ad\"", 1), "two templates")]
#[case(&SHIPPED.replacen("code = \"employers\"", "code = \"coordinator\"", 1), "stands there twice")]
#[case(&SHIPPED.replacen("en = \"Appoint a coordinator\"", "en = \"\"", 1), "no words")]
#[case(&SHIPPED.replacen("weeks_before = 78", "weeks_before = 60", 1), "due later")]
#[case(&SHIPPED.replacen("[\"coordinator\"]", "[\"nobody\"]", 1), "not there")]
#[case(&SHIPPED.replacen("weeks_before = 78", "weeks_before = 70\nafter = [\"employers\"]", 1), "circle")]
fn a_template_that_is_wrong_says_why(#[case] text: &str, #[case] expected: &str) {
    let problem = PlanTemplates::from_toml(text).unwrap_err().to_string();
    assert!(problem.contains(expected), "{problem}");
}

#[test]
fn a_plan_counts_back_from_the_first_students() {
    let plan = plan();
    let due = |code: &str| plan.step(code).unwrap().due.unwrap();
    assert_eq!((begins() - due("coordinator")).num_weeks(), 78);
    assert_eq!((begins() - due("recruiting")).num_weeks(), 12);
    assert_eq!(plan.next().len(), 1);
}

#[test]
fn what_is_next_follows_from_what_is_settled() {
    let mut plan = plan();
    done(&mut plan, "coordinator");
    let codes =
        |plan: &Plan| -> Vec<String> { plan.next().iter().map(|step| step.code.clone()).collect() };
    assert_eq!(codes(&plan), ["company_talks", "employers", "lectoraat"]);
    // A step without a day comes last, one that is dropped counts as settled.
    let mut step = plan.step("company_talks").unwrap().clone();
    step.due = None;
    plan.change(step.clone()).unwrap();
    assert_eq!(codes(&plan), ["employers", "lectoraat", "company_talks"]);
    step.state = StepState::Dropped;
    step.note = "is al gedaan voor een andere route".to_owned();
    plan.change(step).unwrap();
    let next = ["employers", "lectoraat", "advisory_board", "market_study"];
    assert_eq!(codes(&plan), next);
}

#[test]
fn progress_leaves_out_what_was_dropped() {
    let mut plan = plan();
    let total = plan.steps.len();
    done(&mut plan, "coordinator");
    done(&mut plan, "lectoraat");
    done(&mut plan, "market_study");
    let mut step = plan.step("efficiency").unwrap().clone();
    step.state = StepState::Dropped;
    step.note = "de opleiding bestaat al".to_owned();
    plan.change(step).unwrap();
    // Due 70 weeks before: both talks are late on the day after.
    let today = plan.step("employers").unwrap().due.unwrap();
    let (done, of) = (3, total - 1);
    assert_eq!(plan.progress(today), Progress { done, of, late: 0 });
    let late = plan.progress(today + Days::new(1));
    assert_eq!(late, Progress { done, of, late: 2 });
    assert_eq!(plan.needs_methods(), 2);
}

#[test]
fn a_step_that_is_wrong_changes_nothing() {
    let mut plan = plan();
    let before = plan.clone();
    let step = plan.step("company_talks").unwrap().clone();
    let changed = |change: fn(&mut PlanStep)| {
        let mut step = step.clone();
        change(&mut step);
        step
    };
    let wrong = [
        (
            changed(|step| step.state = StepState::Done),
            StepProblem::NoEvidence,
        ),
        (
            changed(|step| step.state = StepState::Waiting),
            StepProblem::NoNote,
        ),
        (
            changed(|step| step.state = StepState::Dropped),
            StepProblem::NoNote,
        ),
        (changed(|step| step.code.push('x')), StepProblem::NoStep),
        (
            changed(|step| step.after = vec!["x".to_owned()]),
            StepProblem::AfterNothing,
        ),
        (
            changed(|step| step.after = vec!["market_study".to_owned()]),
            StepProblem::Circle,
        ),
    ];
    for (step, problem) in wrong {
        assert_eq!(plan.change(step), Err(problem));
        assert_eq!(plan, before);
    }
}

#[test]
fn a_copy_leaves_people_and_evidence_behind() {
    let mut plan = plan();
    done(&mut plan, "coordinator");
    let mut step = plan.step("employers").unwrap().clone();
    step.state = StepState::Dropped;
    step.note = "geen vereniging".to_owned();
    step.owner = Some(PersonId(Uuid::from_u128(1)));
    plan.change(step).unwrap();
    let copy = plan.copy(begins() + Days::new(366));
    assert_eq!(copy.steps.len(), plan.steps.len() - 1);
    assert_eq!(copy.step("employers"), None);
    assert_eq!(copy.step("commitment").unwrap().after, ["market_study"]);
    for step in &copy.steps {
        assert_eq!(step.state, StepState::Open);
        assert!(step.owner.is_none() && step.evidence.is_empty() && step.note.is_empty());
        let shifted = plan.step(&step.code).unwrap().due.unwrap() + Days::new(366);
        assert_eq!(step.due, Some(shifted));
    }
}

#[test]
fn a_talk_is_evidence_once_something_was_decided() {
    let mut talk = CurriculumTalk {
        on: begins(),
        with: "Bouwbedrijf De Steen".to_owned(),
        asked: "meer BIM".to_owned(),
        decided: String::new(),
    };
    assert_eq!(talk.evidence(), None);
    talk.decided = "een half jaar BIM".to_owned();
    let evidence = talk.evidence().unwrap();
    assert_eq!(evidence.kind, EvidenceKind::CurriculumTalk);
    assert_eq!(
        evidence.note,
        "Bouwbedrijf De Steen: meer BIM -> een half jaar BIM"
    );
    talk.with.clear();
    assert_eq!(talk.evidence(), None);
}

#[test]
fn a_share_in_hand_is_at_most_everything() {
    let basis = |in_hand| CurriculumBasis {
        from: "bachelor Automotive".to_owned(),
        in_hand,
    };
    assert!(basis(None).is_sound() && basis(Some(100)).is_sound());
    assert!(!basis(Some(101)).is_sound());
}

proptest! {
    #[test]
    fn a_plan_never_gets_a_circle(changes in prop::collection::vec((0..13_usize, 0..13_usize), 0..40)) {
        let mut plan = plan();
        for (step, after) in changes {
            let mut changed = plan.steps[step].clone();
            changed.after.push(plan.steps[after].code.clone());
            let _ = plan.change(changed);
            prop_assert!(plan.next().iter().any(|step| !step.state.is_settled()));
        }
    }

    #[test]
    fn a_copy_to_the_same_day_is_the_plan_when_nothing_was_done(days in 0..5_000_u64) {
        let plan = plan();
        let there = plan.copy(begins() + Days::new(days));
        prop_assert_eq!(there.copy(begins()), plan);
    }
}

#[test]
fn a_step_of_ones_own_gets_a_code_that_nothing_else_has() {
    let mut plan = plan();
    let own = |title: &str| PlanStep {
        code: "coordinator".to_owned(),
        kind: StepKind::Other,
        title: crate::text::Text::new(title, title),
        state: StepState::Open,
        owner: None,
        due: None,
        evidence: Vec::new(),
        note: String::new(),
        after: vec!["coordinator".to_owned()],
    };
    plan.add(own("Open dag")).unwrap();
    plan.add(own("Tweede open dag")).unwrap();
    let codes: Vec<&str> = plan.steps.iter().map(|step| step.code.as_str()).collect();
    assert_eq!(codes[codes.len() - 2..], ["own_1", "own_2"]);
    let before = plan.clone();
    assert_eq!(plan.add(own(" ")), Err(StepProblem::Title));
    let mut done = own("Klaar");
    done.state = StepState::Done;
    assert_eq!(plan.add(done.clone()), Err(StepProblem::NoEvidence));
    done.evidence = vec![Evidence {
        note: " ".to_owned(),
        ..evidence()
    }];
    assert_eq!(plan.add(done), Err(StepProblem::Words));
    assert_eq!(plan, before, "what is refused leaves nothing behind");
    while plan.steps.len() < MOST_STEPS {
        plan.add(own("Nog een")).unwrap();
    }
    assert_eq!(plan.add(own("Te veel")), Err(StepProblem::TooMany));
}

fn agreed() -> Agreed {
    let commitment = |workplaces, hours| Commitment {
        partner: "Bouwbedrijf De Steen".to_owned(),
        on: begins(),
        workplaces,
        hours,
        money: Euros(500),
        place: "verslag 3".to_owned(),
    };
    Agreed {
        commitments: vec![commitment(2, 40), commitment(1, 0)],
        basis: Some(CurriculumBasis {
            from: "Ad Bouwkunde deeltijd".to_owned(),
            in_hand: Some(70),
        }),
        talks: vec![CurriculumTalk {
            on: begins(),
            with: "De Steen".to_owned(),
            asked: "meer BIM".to_owned(),
            decided: String::new(),
        }],
        calendar: Some(StudyCalendar {
            school_days: vec![SchoolDay::Friday],
            teaching_weeks: 36,
            exam_weeks: 4,
            place: String::new(),
        }),
    }
}

#[test]
fn what_was_promised_adds_up() {
    let agreed = agreed();
    assert_eq!(agreed.problems(begins()), []);
    let sum = Promised {
        workplaces: 3,
        hours: 40,
        money: Euros(1_000),
    };
    assert_eq!(agreed.promised(), sum);
}

#[rstest]
#[case::nobody(|found: &mut Agreed| found.commitments[1].partner.clear(), AgreedProblem::EmptyCommitment(1))]
#[case::nothing(
    |found: &mut Agreed| {
        found.commitments[1].workplaces = 0;
        found.commitments[1].money = Euros::ZERO;
    },
    AgreedProblem::EmptyCommitment(1)
)]
#[case::negative(|found: &mut Agreed| found.commitments[0].money = Euros(-1), AgreedProblem::Amount(0))]
#[case::too_much_in_hand(
    |found: &mut Agreed| found.basis.as_mut().unwrap().in_hand = Some(101),
    AgreedProblem::Basis
)]
#[case::nobody_talked(|found: &mut Agreed| found.talks[0].with.clear(), AgreedProblem::EmptyTalk(0))]
#[case::future(
    |found: &mut Agreed| found.talks[0].on = begins() + Days::new(1),
    AgreedProblem::Future
)]
#[case::no_school_day(
    |found: &mut Agreed| found.calendar.as_mut().unwrap().school_days.clear(),
    AgreedProblem::Calendar
)]
#[case::long_year(
    |found: &mut Agreed| found.calendar.as_mut().unwrap().exam_weeks = 17,
    AgreedProblem::Calendar
)]
#[case::long(
    |found: &mut Agreed| found.talks[0].asked = "x".repeat(LONGEST_TEXT + 1),
    AgreedProblem::LongText
)]
#[case::many(
    |found: &mut Agreed| found.talks = vec![found.talks[0].clone(); MOST_ENTRIES + 1],
    AgreedProblem::TooMany
)]
fn what_was_agreed_is_checked(#[case] change: fn(&mut Agreed), #[case] expected: AgreedProblem) {
    let mut agreed = agreed();
    change(&mut agreed);
    assert_eq!(agreed.problems(begins()), [expected]);
}

#[test]
fn a_plan_that_begins_late_is_not_in_arrears_at_once() {
    let day = |day: u32| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let templates = PlanTemplates::from_toml(SHIPPED).unwrap();
    let template = templates.of(Degree::Ad).unwrap();
    let (today, soon) = (day(13), day(27));
    let begins = NaiveDate::from_ymd_opt(2027, 2, 1).unwrap();
    let begun = template.plan(begins);
    assert!(begun.progress(today).late > 0);
    let caught_up = begun.clone().caught_up(today);
    assert_eq!(caught_up.progress(today).late, 0);
    let days: Vec<NaiveDate> = caught_up.steps.iter().filter_map(|step| step.due).collect();
    assert_eq!(days.iter().min(), Some(&soon));
    assert!(days.iter().all(|due| *due <= begins));
    for (one, other) in begun.steps.iter().zip(&begun.steps[1..]) {
        let order = |code: &str| caught_up.step(code).unwrap().due;
        assert_eq!(one.due <= other.due, order(&one.code) <= order(&other.code));
    }
    // Too late for anything: everything soon. In time: as it was.
    let past = template.plan(day(1)).caught_up(today);
    assert!(
        past.steps
            .iter()
            .all(|step| step.due.is_none_or(|due| due == soon))
    );
    assert_eq!(
        plan().caught_up(day(1) - chrono::TimeDelta::days(2_000)),
        plan()
    );
}

#[test]
fn what_is_left_moves_with_the_first_day() {
    let mut moved = plan();
    done(&mut moved, "coordinator");
    let before = moved.clone();
    let later = chrono::TimeDelta::days(30);
    moved.begin_on(before.begins + later);
    assert_eq!(moved.begins, before.begins + later);
    for (step, was) in moved.steps.iter().zip(&before.steps) {
        let days = if was.state.is_settled() { 0 } else { 30 };
        let due = was.due.map(|due| due + chrono::TimeDelta::days(days));
        assert_eq!(step.due, due, "{}", step.code);
    }
    moved.begin_on(before.begins);
    assert_eq!(moved, before);
}
