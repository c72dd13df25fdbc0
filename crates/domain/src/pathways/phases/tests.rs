use proptest::prelude::*;

use super::Phase::{Developing, Established, Exploring, Idea, Paused, Starting, Stopped};
use super::*;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 9, 1).unwrap() + chrono::Days::new(number.into())
}

fn today() -> NaiveDate {
    day(1_000)
}

fn change(to: Phase, on: u32) -> PhaseChange {
    PhaseChange {
        to,
        on: day(on),
        reason: "besluit van de stuurgroep".to_owned(),
        waits_for: if to == Paused { "landelijk beleid" } else { "" }.to_owned(),
        by: None,
    }
}

fn history(phases: &[Phase]) -> Result<Phases, (usize, PhaseProblem)> {
    let changes = (0..).zip(phases).map(|(at, to)| change(*to, at * 10));
    Phases::from_changes(changes.collect(), today())
}

#[test]
fn every_step_is_decided() {
    // Row: from; column: to, in the order of the list. Written out by hand.
    let table = [
        (Idea, "-x...xx"),
        (Exploring, "x-x..xx"),
        (Developing, "xx-x.xx"),
        (Starting, "xxx-xxx"),
        (Established, "xxxx-xx"),
        (Stopped, "xx....-"),
    ];
    for (from, row) in table {
        let phases = history(&[from]).unwrap();
        for (to, expected) in Phase::ALL.into_iter().zip(row.chars()) {
            let added = phases.clone().add(change(to, 20), today());
            let found = match added {
                Ok(()) => 'x',
                Err(PhaseProblem::Same) => '-',
                Err(_) => '.',
            };
            assert_eq!(found, expected, "{from:?} to {to:?}");
            assert_eq!(phases.next().contains(&to), found == 'x');
        }
    }
}

#[test]
fn after_a_pause_it_goes_on_where_it_was_or_earlier() {
    let paused = history(&[Exploring, Developing, Paused]).unwrap();
    assert_eq!(paused.next(), [Idea, Exploring, Developing, Stopped]);
    assert_eq!(paused.before_pause(), Some(Developing));
    // What came in paused tells by going on how far it was.
    let unknown = history(&[Paused]).unwrap();
    assert_eq!(
        unknown.next(),
        [Idea, Exploring, Developing, Starting, Established, Stopped]
    );
    assert_eq!(Phases::default().next(), Phase::ALL);
}

#[test]
fn a_change_that_is_wrong_is_told_and_changes_nothing() {
    let mut phases = history(&[Exploring, Developing]).unwrap();
    let before = phases.clone();
    let mut without = change(Starting, 30);
    without.reason = " ".to_owned();
    let mut long = change(Starting, 30);
    long.reason = "é".repeat(LONGEST_REASON + 1);
    let mut aimless = change(Paused, 30);
    aimless.waits_for.clear();
    let mut waiting = change(Starting, 30);
    waiting.waits_for = "geld".to_owned();
    let wrong = [
        (without, PhaseProblem::NoReason),
        (long, PhaseProblem::LongReason),
        (aimless, PhaseProblem::WaitsForNothing),
        (waiting, PhaseProblem::WaitsWithoutPause),
        (change(Starting, 9), PhaseProblem::BeforeLast(day(10))),
        (change(Starting, 1_001), PhaseProblem::Future),
        (change(Developing, 30), PhaseProblem::Same),
        (
            change(Established, 30),
            PhaseProblem::OutOfOrder {
                from: Developing,
                to: Established,
            },
        ),
    ];
    for (change, problem) in wrong {
        assert_eq!(phases.add(change, today()), Err(problem));
        assert_eq!(phases, before);
    }
    let late = history(&[Idea, Exploring, Established]);
    let (from, to) = (Exploring, Established);
    assert_eq!(late, Err((2, PhaseProblem::OutOfOrder { from, to })));
}

#[test]
fn the_phase_of_a_day_and_the_time_in_it_are_known() {
    let phases = history(&[Exploring, Developing, Paused, Developing, Starting]).unwrap();
    assert_eq!(phases.on(day(9)), Some(Exploring));
    assert_eq!(phases.on(day(10)), Some(Developing));
    assert_eq!(phases.on(day(500)), Some(Starting));
    assert_eq!(phases.on(NaiveDate::MIN), None);
    assert_eq!(phases.days_in(Developing, day(100)), 20);
    assert_eq!(phases.days_in(Developing, day(15)), 5);
    assert_eq!(phases.days_in(Starting, day(100)), 60);
    assert_eq!(phases.days_in(Idea, day(100)), 0);
}

proptest! {
    #[test]
    fn the_days_of_all_phases_add_up(
        steps in prop::collection::vec((0..7_usize, 0..50_u32), 1..12), until in 0..800_u32,
    ) {
        let mut phases = Phases::default();
        let mut on = 0;
        for (phase, later) in steps {
            on += later;
            let _ = phases.add(change(Phase::ALL[phase], on), today());
        }
        let first = phases.changes()[0].on;
        let sum: i64 = Phase::ALL.map(|phase| phases.days_in(phase, day(until))).iter().sum();
        prop_assert_eq!(sum, (day(until) - first).num_days().max(0));
        let changes = phases.changes().to_vec();
        prop_assert_eq!(Phases::from_changes(changes, today()), Ok(phases));
    }
}
