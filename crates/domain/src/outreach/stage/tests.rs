use proptest::prelude::*;
use rstest::rstest;

use super::Stage::{
    Active, Approached, Attended, Committed, Conversation, Declined, Dormant, Interested,
};
use super::*;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(number.into())
}

fn today() -> NaiveDate {
    day(100)
}

fn change(to: Stage, on: u32) -> StageChange {
    StageChange {
        to,
        on: day(on),
        by: None,
        note: "gebeld".to_owned(),
        reasons: Vec::from_iter((to == Declined).then_some(DeclineReason::Costs)),
        re_engage_on: (to == Dormant).then(|| day(on + 30)),
    }
}

fn journey(stages: &[Stage]) -> Result<Journey, (usize, StageProblem)> {
    let changes = (0..).zip(stages).map(|(at, to)| change(*to, at * 10));
    Journey::from_changes(changes.collect(), today())
}

#[test]
fn every_step_is_decided() {
    for from in Stage::ALL {
        for to in Stage::ALL {
            let expected = match from {
                Declined => to == Interested || to == Conversation,
                Dormant => true,
                _ => from != to,
            };
            assert_eq!(journey(&[from, to]).is_ok(), expected, "{from:?} {to:?}");
        }
    }
}

#[rstest]
#[case(|change: &mut StageChange| change.on = day(101), StageProblem::Future)]
#[case(|change: &mut StageChange| change.on = day(9), StageProblem::BeforeLast(day(10)))]
#[case(|change: &mut StageChange| change.to = Interested, StageProblem::OutOfOrder { from: Interested, to: Interested })]
#[case(|change: &mut StageChange| change.reasons.push(DeclineReason::Costs), StageProblem::ReasonWithoutDeclining)]
#[case(|change: &mut StageChange| change.to = Declined, StageProblem::NoReason)]
#[case(|change: &mut StageChange| change.to = Dormant, StageProblem::NoReEngageDay)]
#[case(|change: &mut StageChange| (change.to, change.re_engage_on) = (Dormant, Some(day(20))), StageProblem::NoReEngageDay)]
#[case(|change: &mut StageChange| change.re_engage_on = Some(day(50)), StageProblem::ReEngageWithoutPause)]
#[case(|change: &mut StageChange| (change.to, change.note) = (Approached, " ".to_owned()), StageProblem::NoNote)]
fn a_change_that_is_wrong_is_told_and_changes_nothing(
    #[case] spoil: fn(&mut StageChange),
    #[case] problem: StageProblem,
) {
    let mut found = journey(&[Approached, Interested]).unwrap();
    let before = found.clone();
    let mut spoilt = change(Conversation, 20);
    spoil(&mut spoilt);
    assert_eq!(found.add(spoilt, today()), Err(problem));
    assert_eq!(found, before);
}

#[test]
fn who_was_put_off_is_talked_to_again() {
    let mut found = journey(&[Attended, Dormant]).unwrap();
    assert_eq!(
        (found.stage(), found.re_engage_on()),
        (Some(Dormant), Some(day(40)))
    );
    // Put off once more, then back on the road.
    found.add(change(Dormant, 41), today()).unwrap();
    assert_eq!(found.re_engage_on(), Some(day(71)));
    let mut silent = change(Committed, 72);
    silent.note.clear();
    found.add(silent, today()).unwrap();
    assert_eq!(
        (found.stage(), found.re_engage_on()),
        (Some(Committed), None)
    );
}

#[test]
fn a_company_that_comes_back_after_declining_says_why() {
    let mut found = journey(&[Approached, Declined]).unwrap();
    let mut silent = change(Conversation, 50);
    silent.note.clear();
    assert_eq!(found.add(silent, today()), Err(StageProblem::NoNote));
    assert!(found.add(change(Active, 50), today()).is_err());
    found.add(change(Conversation, 50), today()).unwrap();
}

proptest! {
    #[test]
    fn a_journey_that_was_taken_is_taken_again(
        steps in prop::collection::vec((0..9_usize, 0..20_u32), 0..15),
    ) {
        let mut found = Journey::default();
        let mut on = 0;
        for (stage, later) in steps {
            on += later;
            let _ = found.add(change(Stage::ALL[stage], on), today());
        }
        let changes = found.changes().to_vec();
        prop_assert!(changes.windows(2).all(|pair| pair[0].on <= pair[1].on));
        prop_assert_eq!(Journey::from_changes(changes, today()), Ok(found));
    }
}

#[test]
fn coming_to_a_meeting_brings_those_further_who_were_not_yet_there() {
    let found = Stage::ALL.iter().copied();
    let found: Vec<Stage> = found.filter(|stage| stage.grows_by_attending()).collect();
    let expected = [Stage::Approached, Stage::Interested, Stage::Dormant];
    assert_eq!(found, expected);
}

#[test]
fn the_last_change_is_taken_back_and_the_first_stays() {
    let before = journey(&[Approached, Interested]).unwrap();
    let mut found = before.clone();
    let mistake = change(Conversation, 20);
    found.add(mistake.clone(), today()).unwrap();
    assert_eq!(found.take_back(), Some(mistake));
    assert_eq!(found, before);
    assert!(found.take_back().is_some());
    assert_eq!((found.take_back(), found.stage()), (None, Some(Approached)));
}
