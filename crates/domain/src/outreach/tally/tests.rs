use proptest::prelude::*;

use super::*;

fn day(number: u32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    first + chrono::TimeDelta::days(number.into())
}

#[test]
fn a_lead_adds_how_far_it_came_where_it_stands_and_how_long_steps_took() {
    let changes = [
        (Stage::Approached, day(0)),
        (Stage::Interested, day(5)),
        (Stage::Conversation, day(9)),
        (Stage::Declined, day(20)),
    ];
    assert_eq!(
        Tally::of(changes),
        [
            Tally::Furthest(Some(Stage::Conversation)),
            Tally::Beside(Stage::Declined),
            Tally::Took(Stage::Interested, 5),
        ]
    );
    assert!(Tally::of([]).is_empty());
    assert_eq!(
        Tally::of([(Stage::Declined, day(0))]),
        [Tally::Furthest(None), Tally::Beside(Stage::Declined)]
    );
}

#[test]
fn what_is_no_tally_is_not_read() {
    for (kind, stage, days) in [
        ("furthest", "declined", 0),
        ("furthest", "nothing", 0),
        ("beside", "active", 0),
        ("took", "approached", 3),
        ("took", "declined", 3),
        ("took", "active", LONGEST_DAYS + 1),
        ("other", "active", 0),
    ] {
        assert_eq!(Tally::from_parts(kind, stage, days), None, "{kind} {stage}");
    }
}

fn changes() -> impl Strategy<Value = Vec<(Stage, NaiveDate)>> {
    let change = (0..Stage::ALL.len(), 0..5_000_u32);
    let change = change.prop_map(|(stage, on)| (Stage::ALL[stage], day(on)));
    prop::collection::vec(change, 0..8)
}

proptest! {
    /// Counts that are kept give the funnel that the leads give, and each is read as it was stored.
    #[test]
    fn kept_counts_give_the_same_funnel(leads in prop::collection::vec(changes(), 0..20)) {
        let mut counted = Funnel::default();
        let mut kept = Vec::new();
        for lead in &leads {
            counted.add_days(lead.iter().copied());
            kept.extend(Tally::of(lead.iter().copied()));
        }
        let stored = kept.iter().map(|tally| tally.parts());
        let read = stored.map(|(kind, stage, days)| Tally::from_parts(kind, stage, days).unwrap());
        prop_assert_eq!(Funnel::from_tallies(read.map(|tally| (tally, 1))), counted);
    }
}
