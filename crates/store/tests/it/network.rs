//! Meetings of the learning network, on both databases.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use mkbroute_domain::accounts::{Grant, Role, Scope, Visible};
use mkbroute_domain::ids::{GrantId, HogeschoolId, MeetingId, PathwayId, PersonId};
use mkbroute_domain::pathways::network::{Guest, Invitation, Material};
use mkbroute_domain::pathways::{Meeting, MeetingDetails, Pathway};
use mkbroute_store::{MeetingFilter, MeetingNumbers, MeetingWhen, Store};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY, noon, pathway, person};

const PERSON: PersonId = PersonId(Uuid::from_u128(5));
const OTHER: PathwayId = PathwayId(Uuid::from_u128(21));

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn meeting(number: u128, on: u32, theme: &str) -> Meeting {
    Meeting {
        id: MeetingId(Uuid::from_u128(number)),
        title: "Zij zei: '; -- ‘kom’".into(),
        on: day(on),
        called_off: false,
        details: MeetingDetails {
            begins: NaiveTime::from_hms_opt(9, 30, 0),
            place: "Utrecht".into(),
            themes: vec![theme.into(), "altijd".into()],
            material: vec![Material {
                description: "Dia's".into(),
                link: "https://dias.example/".into(),
            }],
            ..MeetingDetails::default()
        },
    }
}

fn both() -> BTreeSet<PathwayId> {
    BTreeSet::from([PATHWAY, OTHER])
}

/// Two pathways, and two meetings: both are invited to the first, one of them to the second.
async fn two(store: &Store) -> [Meeting; 2] {
    let other = Pathway {
        id: OTHER,
        slug: "andere".into(),
        hogeschool_id: HogeschoolId::named("HAN"),
        ..pathway()
    };
    let meetings = [meeting(1, 10, "werven"), meeting(2, 20, "kosten")];
    let tx = store.begin().await.unwrap();
    tx.insert_pathway(&other).await.unwrap();
    tx.insert_meeting(&meetings[0], (&both(), day(1)))
        .await
        .unwrap();
    let one = BTreeSet::from([PATHWAY]);
    tx.insert_meeting(&meetings[1], (&one, day(2)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    meetings
}

async fn answer(store: &Store, to: MeetingId, at: PathwayId, comes: bool) {
    let tx = store.begin().await.unwrap();
    tx.answer_meeting(to, (at, PERSON), (comes, day(3)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_meeting_comes_back_as_it_was_and_is_changed_by_one_at_a_time(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let [first, _] = two(store).await;
    let kept = store.meeting(first.id).await.unwrap().unwrap();
    assert_eq!((&kept.meeting, kept.revision), (&first, 1));
    let invited = |pathway| Invitation {
        pathway,
        invited_on: day(1),
        attended: false,
    };
    assert_eq!(kept.invitations, [invited(PATHWAY), invited(OTHER)]);
    answer(store, first.id, OTHER, true).await;

    let mut changed = first.clone();
    changed.details.themes = vec!["begeleiden".into()];
    changed.called_off = true;
    let one = BTreeSet::from([PATHWAY]);
    let tx = store.begin().await.unwrap();
    let late = tx.change_meeting((&changed, 2), (&one, day(4))).await;
    assert!(!late.unwrap());
    let known = (&changed, 1);
    assert!(tx.change_meeting(known, (&one, day(4))).await.unwrap());
    tx.commit().await.unwrap();
    let kept = store.meeting(first.id).await.unwrap().unwrap();
    assert_eq!((kept.meeting, kept.revision), (changed, 2));
    assert_eq!(kept.invitations, [invited(PATHWAY)], "as it was invited");
    assert_eq!(kept.guests, [], "who is not invited does not answer");
    let themes = store.meeting_themes().await.unwrap();
    assert_eq!(themes, ["altijd", "begeleiden", "kosten"]);
    let nothing = MeetingId(Uuid::from_u128(99));
    assert_eq!(store.meeting(nothing).await.unwrap(), None);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn meetings_are_sought_by_day_and_theme_in_their_order(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let [first, second] = two(store).await;
    let with = |when, theme: Option<&str>| MeetingFilter {
        when,
        theme: theme.map(str::to_owned),
    };
    for (filter, expected) in [
        (
            with(MeetingWhen::From(day(10)), None),
            vec![first.id, second.id],
        ),
        (with(MeetingWhen::From(day(11)), None), vec![second.id]),
        (with(MeetingWhen::Before(day(20)), None), vec![first.id]),
        (with(MeetingWhen::Ever, None), vec![second.id, first.id]),
        (with(MeetingWhen::Ever, Some("werven")), vec![first.id]),
        (with(MeetingWhen::Ever, Some("niets")), vec![]),
    ] {
        let found = store.meetings(&filter, (0, 10)).await.unwrap();
        let ids: Vec<_> = found.iter().map(|meeting| meeting.id).collect();
        assert_eq!(ids, expected, "{filter:?}");
        let count = store.meeting_count(&filter).await.unwrap();
        assert_eq!(count, expected.len() as u64, "{filter:?}");
    }
    let all = with(MeetingWhen::Ever, None);
    let page = store.meetings(&all, (1, 1)).await.unwrap();
    assert_eq!(page, [first]);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_meeting_waits_for_whoever_did_not_answer_for_a_pathway(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let [first, second] = two(store).await;
    let waits = async |seen: &Visible, from: u32| {
        let found = store.unanswered_meetings(PERSON, seen, day(from)).await;
        let found = found.unwrap().into_iter();
        let pairs: Vec<_> = found.map(|one| (one.id, one.since)).collect();
        pairs
    };
    let own = Visible::within([Scope::Pathway(PATHWAY)]);
    let expected = [(first.id, day(1)), (second.id, day(2))];
    assert_eq!(waits(&own, 10).await, expected);
    assert_eq!(waits(&own, 11).await, [(second.id, day(2))]);
    let hogeschool = Visible::within([Scope::Hogeschool(HogeschoolId::named("HAN"))]);
    assert_eq!(waits(&hogeschool, 1).await, [(first.id, day(1))]);

    answer(store, first.id, PATHWAY, false).await;
    assert_eq!(waits(&own, 10).await, [(second.id, day(2))]);
    assert_eq!(waits(&hogeschool, 1).await.len(), 1, "another pathway");
    let off = Meeting {
        called_off: true,
        ..second
    };
    let tx = store.begin().await.unwrap();
    let invited = BTreeSet::from([PATHWAY]);
    tx.change_meeting((&off, 1), (&invited, day(3)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(waits(&own, 10).await, []);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_came_is_kept_beside_what_they_said_and_counted(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let [first, second] = two(store).await;
    answer(store, first.id, PATHWAY, false).await;
    answer(store, first.id, PATHWAY, true).await;
    let tx = store.begin().await.unwrap();
    let people = BTreeSet::from([(PATHWAY, PERSON)]);
    let noted = tx.note_attendance((first.id, 1), &both(), &people).await;
    assert!(noted.unwrap());
    let late = tx.note_attendance((first.id, 1), &both(), &people).await;
    assert!(!late.unwrap(), "somebody was first");
    tx.commit().await.unwrap();
    let numbers = store.meeting_numbers(&[first.id, second.id]).await.unwrap();
    let counted = |invited, coming, attended| MeetingNumbers {
        invited,
        coming,
        attended,
    };
    assert_eq!(numbers[&first.id], counted(2, 1, 2));
    assert_eq!(numbers[&second.id], counted(1, 0, 0));

    let kept = store.meeting(first.id).await.unwrap().unwrap();
    let guest = Guest {
        pathway: PATHWAY,
        person: PERSON,
        comes: Some(true),
        answered_on: Some(day(3)),
        attended: true,
    };
    assert_eq!(kept.guests, [guest]);
    assert!(kept.invitations.iter().all(|one| one.attended));
    // Noted anew, it stands in the place of what was noted.
    let tx = store.begin().await.unwrap();
    let nobody = BTreeSet::new();
    let one = BTreeSet::from([OTHER]);
    let noted = tx.note_attendance((first.id, 2), &one, &nobody).await;
    assert!(noted.unwrap());
    tx.commit().await.unwrap();
    let kept = store.meeting(first.id).await.unwrap().unwrap();
    let came: Vec<bool> = kept.invitations.iter().map(|one| one.attended).collect();
    assert_eq!((came, kept.guests[0].attended), (vec![false, true], false));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn coordinators_are_found_at_their_pathway_and_at_its_hogeschool(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    two(store).await;
    let now = noon();
    let [one, all, gone, teacher] = [31, 32, 33, 34].map(person);
    let grant = |number: u128, of: PersonId, role, scope| {
        Grant::by_program(GrantId(Uuid::from_u128(number)), of, role, scope, now)
    };
    let here = Scope::Pathway(PATHWAY);
    let tenant = Scope::Hogeschool(pathway().hogeschool_id);
    let ended = Grant {
        expires_at: Some(now - TimeDelta::days(1)),
        ..grant(43, gone.id, Role::Coordinator, here)
    };
    let tx = store.begin().await.unwrap();
    for found in [&one, &all, &gone, &teacher] {
        tx.insert_person(found).await.unwrap();
    }
    for found in [
        grant(41, one.id, Role::Coordinator, here),
        grant(42, all.id, Role::Coordinator, tenant),
        ended,
        grant(44, teacher.id, Role::Teacher, here),
    ] {
        tx.insert_grant(&found).await.unwrap();
    }
    tx.commit().await.unwrap();
    let pathways = store.pathways(&Visible::Everything).await.unwrap();
    let found = store.coordinators_of(&pathways, now).await.unwrap();
    assert_eq!(found[&PATHWAY], [one.id, all.id]);
    assert_eq!(found[&OTHER], []);
}
