use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

fn contact(number: u128) -> ContactId {
    ContactId(Uuid::from_u128(number))
}

fn id(number: u128) -> GuestId {
    GuestId(Uuid::from_u128(number))
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + chrono::Days::new(number.into())
}

fn guest(number: u128) -> Guest {
    Guest {
        id: id(number),
        organisation: OrganisationId(Uuid::from_u128(number)),
        contact: Some(contact(number)),
        invited_on: Some(day(0)),
        signed_up: None,
    }
}

fn event() -> Event {
    Event {
        id: EventId(Uuid::from_u128(1)),
        name: "Bijeenkomst voor bouwbedrijven".to_owned(),
        on: day(20),
        place: "Enschede".to_owned(),
        pathways: vec![PathwayId(Uuid::from_u128(1))],
        guests: vec![guest(1), guest(2)],
    }
}

fn mark(minute: i64, device: u128, came: bool) -> Mark {
    Mark {
        at: DateTime::UNIX_EPOCH + TimeDelta::minutes(minute),
        device: Uuid::from_u128(device),
        came,
    }
}

#[test]
fn an_event_that_is_wrong_says_why() {
    let mut found = event();
    assert_eq!(found.problems(), []);
    found.guests.push(guest(1));
    found.guests[1].invited_on = Some(day(21));
    found.name = " ".to_owned();
    found.pathways.clear();
    let expected = [
        EventProblem::NoName,
        EventProblem::NoPathway,
        EventProblem::InvitedAfter(1),
        EventProblem::GuestTwice(2),
    ];
    assert_eq!(found.problems(), expected);
}

#[test]
fn colleagues_without_a_name_may_come_together() {
    let mut found = event();
    found.guests = vec![guest(1); 2];
    for guest in &mut found.guests {
        guest.contact = None;
    }
    assert_eq!(found.problems(), []);
}

#[test]
fn an_event_without_guests_says_so() {
    let mut found = event();
    let mut attendance = Attendance::default();
    assert_eq!(found.standing(&attendance, day(20)), EventStanding::Coming);
    assert_eq!(
        found.standing(&attendance, day(21)),
        EventStanding::NobodyTicked
    );
    attendance.mark(id(1), mark(0, 1, false));
    assert_eq!(
        found.standing(&attendance, day(21)),
        EventStanding::NobodyTicked
    );
    attendance.mark(id(1), mark(1, 1, true));
    assert_eq!(found.standing(&attendance, day(21)), EventStanding::Held);
    found.guests.clear();
    assert_eq!(
        found.standing(&Attendance::default(), day(1)),
        EventStanding::NoGuests
    );
}

#[test]
fn the_last_tick_of_two_phones_counts() {
    let (mut one, mut other) = (Attendance::default(), Attendance::default());
    one.mark(id(1), mark(10, 1, true));
    other.mark(id(1), mark(12, 2, false));
    other.mark(id(2), mark(3, 2, true));
    one.merge(&other);
    assert_eq!(
        [1, 2, 3].map(|number| one.of(id(number))),
        [Some(false), Some(true), None]
    );
    assert_eq!(one.came(), 1);
}

#[test]
fn a_phone_whose_clock_runs_ahead_does_not_win_for_ever() {
    let now = mark(10, 0, true).at;
    let mut ahead = Attendance::default();
    ahead.mark(id(1), mark(500, 1, true));
    let mut kept = ahead.received(now);
    kept.mark(id(1), mark(11, 2, false));
    assert_eq!(kept.of(id(1)), Some(false));
}

#[test]
fn ticks_of_who_is_not_on_the_list_fall_away() {
    let mut ticked = Attendance::default();
    ticked.mark(id(1), mark(1, 1, true));
    ticked.mark(id(9), mark(1, 1, true));
    let kept = ticked.of_guests(&event().guests);
    assert_eq!((kept.of(id(1)), kept.of(id(9))), (Some(true), None));
}

fn list() -> impl Strategy<Value = Attendance> {
    let tick = (0..4_u128, 0..5_i64, 0..3_u128, any::<bool>());
    prop::collection::vec(tick, 0..10).prop_map(|ticks| {
        let mut list = Attendance::default();
        for (who, minute, device, came) in ticks {
            list.mark(id(who), mark(minute, device, came));
        }
        list
    })
}

fn merged(one: &Attendance, other: &Attendance) -> Attendance {
    let mut merged = one.clone();
    merged.merge(other);
    merged
}

proptest! {
    #[test]
    fn lists_come_together_in_any_order_and_any_number_of_times(a in list(), b in list(), c in list()) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&merged(&a, &b), &b), merged(&a, &b));
    }
}
