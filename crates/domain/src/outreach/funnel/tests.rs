use proptest::prelude::*;

use super::Stage::{
    Active, Approached, Attended, Committed, Conversation, Declined, Dormant, Interested,
    Onboarding,
};
use super::*;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(number.into())
}

type Stages = Vec<(Stage, u32)>;

fn funnel(leads: &[Stages]) -> Funnel {
    let mut funnel = Funnel::default();
    for lead in leads {
        funnel.add_days(lead.iter().map(|(stage, on)| (*stage, day(*on))));
    }
    funnel
}

const GATES: FunnelGates = FunnelGates {
    counts_from: 5,
    percentages_from: 20,
    medians_from: 10,
};

#[test]
fn eighty_came_and_three_take_part() {
    let mut leads: Vec<Stages> = vec![vec![(Approached, 0), (Attended, 10)]; 77];
    leads.extend(vec![
        vec![
            (Approached, 0),
            (Attended, 10),
            (Conversation, 24),
            (Committed, 40),
            (Onboarding, 50),
            (Active, 240),
        ];
        3
    ]);
    leads.extend(vec![vec![(Approached, 0), (Declined, 5)]; 20]);
    let found = funnel(&leads);
    assert_eq!(found.totals(), (100, 20, 0));
    // Nobody was marked as interested, but who came was.
    assert_eq!(found.reached(Interested), 80);
    assert_eq!((found.reached(Attended), found.reached(Active)), (80, 3));
    let steps = found.steps(FunnelGates::OPEN);
    let conversions = steps.map(|step| step.conversion);
    let expected = [
        None,
        Some(80),
        Some(100),
        Some(4),
        Some(100),
        Some(100),
        Some(100),
    ];
    assert_eq!(conversions, expected);
    assert_eq!(steps[3].median_days, Some(14));
    // Interest was skipped, so nothing is known of the time to it and from it.
    assert_eq!((steps[1].median_days, steps[2].median_days), (None, None));
}

#[test]
fn what_rests_on_few_is_not_shown() {
    let mut leads: Vec<Stages> = vec![vec![(Approached, 0), (Interested, 7)]; 19];
    leads.push(vec![(Approached, 0)]);
    leads.extend(vec![
        vec![(Approached, 0), (Interested, 1), (Attended, 2)];
        4
    ]);
    let steps = funnel(&leads).steps(GATES);
    assert_eq!(
        (steps[0].reached, steps[1].reached, steps[2].reached),
        (Some(24), Some(23), None)
    );
    assert_eq!(
        (steps[1].conversion, steps[1].median_days),
        (Some(96), Some(7))
    );
    // 4 of 23 would tell what the count hides, and 4 are too few for a median.
    assert_eq!((steps[2].conversion, steps[2].median_days), (None, None));
    let few = funnel(&leads[..19]).steps(GATES);
    assert_eq!((few[1].reached, few[1].conversion), (Some(19), None));
}

#[test]
fn who_goes_back_or_comes_back_counts_once() {
    let found = funnel(&[vec![
        (Approached, 0),
        (Conversation, 10),
        (Attended, 12),
        (Dormant, 20),
        (Conversation, 90),
    ]]);
    assert_eq!(found.totals(), (1, 0, 0));
    assert_eq!(found.reached(Conversation), 1);
    assert_eq!(found.reached(Declined), 0);
    // The conversation came before the meeting.
    assert_eq!(found.steps(FunnelGates::OPEN)[3].median_days, Some(0));
    let put_off = funnel(&[
        vec![(Approached, 0), (Dormant, 3)],
        vec![],
        vec![(Declined, 1)],
    ]);
    assert_eq!(put_off.totals(), (2, 1, 1));
    assert_eq!(put_off.reached(Approached), 1);
}

#[test]
fn the_median_is_the_day_by_which_half_came() {
    let lead = |days| vec![(Approached, 0), (Interested, days)];
    let of = |days: &[u32]| {
        let leads: Vec<Stages> = days.iter().map(|days| lead(*days)).collect();
        funnel(&leads).steps(FunnelGates::OPEN)[1].median_days
    };
    assert_eq!(of(&[3]), Some(3));
    assert_eq!(of(&[1, 2, 9]), Some(2));
    assert_eq!(of(&[1, 2, 9, 9]), Some(2));
    assert_eq!(of(&[20_000]), Some(3_650));
}

#[test]
fn funnels_are_counted_by_a_property() {
    let change = |to, on| StageChange {
        to,
        on: day(on),
        by: None,
        note: String::new(),
        reasons: Vec::new(),
        re_engage_on: None,
    };
    let one = [change(Approached, 0), change(Attended, 3)];
    let other = [change(Approached, 0)];
    let found = funnels_by([("bouw", &one[..]), ("metaal", &other), ("bouw", &other)]);
    assert_eq!(found["bouw"].totals().0, 2);
    assert_eq!(found["bouw"].reached(Attended), 1);
    assert_eq!(found["metaal"].reached(Attended), 0);
}

fn some_leads() -> impl Strategy<Value = Vec<Stages>> {
    let change = (0..9_usize, 0..60_u32).prop_map(|(stage, on)| (Stage::ALL[stage], on));
    prop::collection::vec(prop::collection::vec(change, 0..6), 0..20)
}

proptest! {
    #[test]
    fn parts_add_up_and_no_later_stage_has_more(one in some_leads(), other in some_leads()) {
        let mut added = funnel(&one);
        added.merge(&funnel(&other));
        let both: Vec<Stages> = one.into_iter().chain(other).collect();
        prop_assert_eq!(&added, &funnel(&both));
        let reached = Stage::ROAD.map(|stage| added.reached(stage));
        prop_assert!(reached.is_sorted_by(|earlier, later| earlier >= later));
        for step in added.steps(GATES) {
            prop_assert!(step.reached.is_none_or(|reached| reached >= GATES.counts_from));
            prop_assert!(step.conversion.is_none_or(|percent| percent <= 100));
        }
    }
}
