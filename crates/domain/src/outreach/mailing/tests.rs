use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::ids::{ContactId, OrganisationId};
use crate::organisations::Wishes;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(number.into())
}

fn contact(consented_on: Option<u32>, refused_on: Option<u32>, address: bool) -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(1)),
        organisation: OrganisationId(Uuid::from_u128(2)),
        name: "A. Jansen".to_owned(),
        roles: Vec::new(),
        address: address.then(|| "a@example.org".parse().unwrap()),
        phone: String::new(),
        wishes: Wishes {
            consented_on: consented_on.map(day),
            refused_on: refused_on.map(day),
        },
    }
}

#[rstest]
#[case(contact(Some(1), None, true), &[(Stage::Interested, None)], Ok(()))]
#[case(contact(Some(1), None, true), &[], Ok(()))]
#[case(contact(None, Some(1), false), &[(Stage::Declined, None)], Err(NotMailed::DoNotContact))]
#[case(contact(Some(1), None, true), &[(Stage::Active, None), (Stage::Declined, None)], Err(NotMailed::Declined))]
#[case(contact(None, None, true), &[(Stage::Interested, None)], Err(NotMailed::NoConsent))]
#[case(contact(Some(1), None, true), &[(Stage::Dormant, Some(day(11)))], Err(NotMailed::Dormant))]
#[case(contact(Some(1), None, true), &[(Stage::Dormant, Some(day(10)))], Ok(()))]
#[case(contact(Some(1), None, false), &[], Err(NotMailed::NoAddress))]
fn a_mailing_reaches_who_agreed_and_did_not_decline(
    #[case] contact: Contact,
    #[case] stages: &[(Stage, Option<NaiveDate>)],
    #[case] expected: Result<(), NotMailed>,
) {
    assert_eq!(may_mail(&contact, stages, day(10)), expected);
}

#[rstest]
#[case(Stage::Interested, None, 4, ReminderState::Waiting)]
#[case(Stage::Interested, None, 5, ReminderState::Due)]
#[case(Stage::Interested, None, 19, ReminderState::Due)]
#[case(Stage::Interested, None, 20, ReminderState::Expired)]
#[case(Stage::Declined, None, 5, ReminderState::Silenced)]
#[case(Stage::Dormant, Some(8), 7, ReminderState::Silenced)]
#[case(Stage::Dormant, Some(8), 8, ReminderState::Due)]
fn a_reminder_expires_and_spares_who_declined(
    #[case] stage: Stage,
    #[case] re_engage_on: Option<u32>,
    #[case] today: u32,
    #[case] expected: ReminderState,
) {
    let reminder = Reminder {
        due: day(5),
        expires: day(19),
    };
    assert_eq!(
        reminder.state(stage, re_engage_on.map(day), day(today)),
        expected
    );
}

proptest! {
    #[test]
    fn nobody_who_declined_or_refused_is_mailed_or_reminded(
        yes in prop::option::of(0..20_u32), no in prop::option::of(0..20_u32),
        stages in prop::collection::vec((0..9_usize, prop::option::of(0..20_u32)), 0..4), today in 0..20_u32,
    ) {
        let stages: Vec<_> = stages
            .into_iter()
            .map(|(stage, until)| (Stage::ALL[stage], until.map(day)))
            .collect();
        let declined = stages.iter().any(|(stage, _)| *stage == Stage::Declined);
        let refused = no.is_some_and(|no| yes.is_none_or(|yes| yes <= no));
        if may_mail(&contact(yes, no, true), &stages, day(today)).is_ok() {
            prop_assert!(!declined && !refused && yes.is_some());
        }
    }
}

#[test]
fn a_lead_calls_for_a_reminder_when_it_is_quiet_or_when_its_day_has_come() {
    let (said, later) = (day(1), day(20));
    let quiet = Reminder::of(Stage::Conversation, said, None).unwrap();
    assert_eq!(quiet.due, said + TimeDelta::days(QUIET_DAYS));
    assert_eq!(Reminder::oldest_due(quiet.expires), quiet.due);
    let dormant = Reminder::of(Stage::Dormant, said, Some(later)).unwrap();
    assert_eq!(dormant.due, later);
    for stage in [Stage::Declined, Stage::Active] {
        assert_eq!(Reminder::of(stage, said, Some(later)), None);
    }
}

#[test]
fn a_letter_goes_to_a_part_of_the_guests() {
    use GuestPart::{Came, Coming, Invited, StayedAway, Unanswered};

    let guest = |signed_up| Guest {
        id: crate::ids::GuestId(uuid::Uuid::nil()),
        organisation: crate::ids::OrganisationId(uuid::Uuid::nil()),
        contact: None,
        invited_on: None,
        signed_up,
    };
    for (signed_up, came, expected) in [
        (None, None, vec![Invited, Unanswered]),
        (Some(true), None, vec![Invited, Coming, StayedAway]),
        (Some(true), Some(true), vec![Invited, Coming, Came]),
        (Some(false), None, vec![]),
        (Some(false), Some(true), vec![Came]),
    ] {
        let parts = GuestPart::ALL.iter().copied();
        let parts: Vec<GuestPart> = parts
            .filter(|part| part.holds(&guest(signed_up), came))
            .collect();
        assert_eq!(parts, expected, "{signed_up:?} {came:?}");
    }
}
