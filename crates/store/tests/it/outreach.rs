//! Companies on their way to a pathway, on both databases.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use mkbroute_domain::accounts::{Scope, Visible};
use mkbroute_domain::ids::{
    ContactId, EventId, GuestId, LeadId, OrganisationId, PathwayId, PersonId,
};
use mkbroute_domain::organisations::{Contact, Organisation, OrganisationKind, Registered, Wishes};
use mkbroute_domain::outreach::event::Mark;
use mkbroute_domain::outreach::mailing::QUIET_DAYS;
use mkbroute_domain::outreach::{Attendance, Event, Guest};
use mkbroute_domain::outreach::{
    Conversation, DeclineReason, Funnel, Journey, Lead, LeadSource, Motive, Stage, StageChange,
};
use mkbroute_store::{
    EventNumbers, KeptConversation, KeptLead, LeadFilter, LeadOwner, Months, Store, StoreError,
};
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::fixture::{Fixture, PATHWAY};

fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 10).unwrap() + TimeDelta::days(number)
}

fn step(to: Stage, on: i64) -> StageChange {
    StageChange {
        to,
        on: day(on),
        by: Some(PersonId(Uuid::from_u128(7))),
        note: "Zij zei: '; -- ‘ja’".into(),
        reasons: if to == Stage::Declined {
            vec![DeclineReason::Costs, DeclineReason::Paperwork]
        } else {
            Vec::new()
        },
        re_engage_on: (to == Stage::Dormant).then(|| day(on + 100)),
    }
}

fn lead(number: u128, source: LeadSource, steps: &[(Stage, i64)]) -> KeptLead {
    let steps = steps.iter().map(|(to, on)| step(*to, *on)).collect();
    let journey = Journey::from_changes(steps, day(999)).unwrap();
    KeptLead {
        quiet_since: journey.changes().last().unwrap().on,
        revision: 1,
        lead: Lead {
            id: LeadId(Uuid::from_u128(number)),
            company: OrganisationId(Uuid::from_u128(1_000 + number)),
            pathway: PATHWAY,
            source,
            event: None,
            motives: vec![Motive::Attract, Motive::Craft],
            owner: Some(PersonId(Uuid::from_u128(7))),
            journey,
        },
    }
}

fn company(id: OrganisationId) -> Organisation {
    Organisation {
        id,
        kind: OrganisationKind::Company,
        name: "Bouwbedrijf".into(),
        registered: Registered::default(),
        parent: None,
        sites: Vec::new(),
    }
}

async fn insert(store: &Store, kept: &KeptLead) -> Result<(), StoreError> {
    let tx = store.begin().await.unwrap();
    let id = kept.lead.company;
    if store.organisation_names(&[id]).await?.is_empty() {
        tx.insert_organisation(&company(id)).await?;
    }
    tx.insert_lead(kept).await?;
    tx.commit().await
}

async fn change(store: &Store, before: &KeptLead, after: &KeptLead) -> bool {
    let tx = store.begin().await.unwrap();
    let changed = tx.change_lead(&before.lead, after).await.unwrap();
    tx.commit().await.unwrap();
    changed
}

/// The lead one step further, as somebody who read it stores it.
fn moved(before: &KeptLead, to: Stage, on: i64) -> KeptLead {
    let mut after = before.clone();
    after.lead.journey.add(step(to, on), day(999)).unwrap();
    after.quiet_since = day(on);
    after.revision += 1;
    after
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_lead_comes_back_as_it_was_and_one_of_two_editors_is_told(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let first = lead(1, LeadSource::Branch, &[(Stage::Approached, 0)]);
    let id = first.lead.id;
    assert_eq!(store.lead(PATHWAY, id).await.unwrap(), None);
    insert(store, &first).await.unwrap();
    let again = insert(store, &lead(1, LeadSource::Media, &[(Stage::Active, 0)])).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");

    assert_eq!(store.lead(PATHWAY, id).await.unwrap(), Some(first.clone()));
    let elsewhere = PathwayId(Uuid::from_u128(99));
    assert_eq!(store.lead(elsewhere, id).await.unwrap(), None);
    let company = first.lead.company;
    assert_eq!(store.lead_of(company, PATHWAY).await.unwrap(), Some(id));
    assert_eq!(store.lead_of(company, elsewhere).await.unwrap(), None);
    let lists = store.leads_of_company(company).await.unwrap();
    assert_eq!(lists, [(PATHWAY, id)]);

    let declined = moved(&first, Stage::Declined, 9);
    assert!(change(store, &first, &declined).await);
    assert!(!change(store, &first, &moved(&first, Stage::Active, 9)).await);
    let back = moved(&declined, Stage::Interested, 12);
    assert!(change(store, &declined, &back).await);
    let dormant = moved(&back, Stage::Dormant, 20);
    assert!(change(store, &back, &dormant).await);
    assert_eq!(store.lead(PATHWAY, id).await.unwrap(), Some(dormant));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn conversations_come_back_with_the_latest_first(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let kept = lead(1, LeadSource::College, &[(Stage::Approached, 0)]);
    insert(store, &kept).await.unwrap();
    let said = |number: u128, on| KeptConversation {
        id: Uuid::from_u128(number),
        said: Conversation {
            on: day(on),
            by: PersonId(Uuid::from_u128(7)),
            contact: (number == 1).then(|| ContactId(Uuid::from_u128(8))),
            note: "Wil \u{2066}<b>graag</b>".into(),
            motives: vec![Motive::Retain],
        },
    };
    let tx = store.begin().await.unwrap();
    for found in [said(1, 3), said(2, 5), said(3, 5)] {
        tx.insert_conversation(kept.lead.id, &found).await.unwrap();
    }
    tx.commit().await.unwrap();
    let found = store.conversations(kept.lead.id).await.unwrap();
    assert_eq!(found, [said(3, 5), said(2, 5), said(1, 3)]);
}

/// The funnel as a count of all leads gives it.
fn counted(leads: &[&KeptLead]) -> Vec<(LeadSource, Funnel)> {
    let mut found: BTreeMap<LeadSource, Funnel> = BTreeMap::new();
    for kept in leads {
        let changes = kept.lead.journey.changes();
        found.entry(kept.lead.source).or_default().add(changes);
    }
    found.into_iter().collect()
}

/// Counts that go along with every change are those of a count anew.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_national_funnel_goes_along_with_every_change(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let all = |months| async move {
        let found = store.national_funnel(months).await.unwrap();
        let counts = |(_, funnel): &(LeadSource, Funnel)| funnel.totals().0 > 0;
        found.into_iter().filter(counts).collect::<Vec<_>>()
    };
    assert!(all(Months::default()).await.is_empty());
    let road = [
        (Stage::Approached, 0),
        (Stage::Interested, 6),
        (Stage::Conversation, 9),
    ];
    let mut leads = vec![
        lead(1, LeadSource::Branch, &road),
        lead(2, LeadSource::Branch, &road[..1]),
        lead(3, LeadSource::Student, &[(Stage::Declined, 40)]),
    ];
    for kept in &leads {
        insert(store, kept).await.unwrap();
    }
    let mut changed = moved(&leads[1], Stage::Attended, 30);
    changed.lead.source = LeadSource::Media;
    assert!(change(store, &leads[1], &changed).await);
    leads[1] = changed;
    let changed = moved(&leads[2], Stage::Conversation, 50);
    assert!(change(store, &leads[2], &changed).await);
    leads[2] = changed;
    let everything: Vec<&KeptLead> = leads.iter().collect();
    assert_eq!(all(Months::default()).await, counted(&everything));

    let january = Months {
        from: None,
        until: Some(day(2)),
    };
    assert_eq!(all(january).await, counted(&everything[..2]));
    let february = Months {
        from: Some(day(30)),
        until: Some(day(40)),
    };
    assert_eq!(all(february).await, counted(&everything[2..]));
}

/// Lists filter by each property, page by page, those that are in their stage longest first.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn leads_are_found_by_each_property_and_page_by_page(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let mut mine = lead(2, LeadSource::Media, &[(Stage::Interested, 5)]);
    let nobodys = lead(1, LeadSource::Branch, &[(Stage::Approached, 9)]);
    let declined = lead(3, LeadSource::Media, &[(Stage::Declined, 7)]);
    let me = PersonId(Uuid::from_u128(70));
    mine.lead.owner = Some(me);
    let mut unowned = nobodys.clone();
    unowned.lead.owner = None;
    for kept in [&mine, &unowned, &declined] {
        insert(store, kept).await.unwrap();
    }
    let found = |filter: LeadFilter, page| async move {
        let found = store.leads(PATHWAY, &filter, (page, 2)).await.unwrap();
        let numbers = found.lines.iter().map(|line| line.id.0.as_u128());
        (numbers.collect::<Vec<_>>(), found.count)
    };
    let any = LeadFilter::default();
    assert_eq!(found(any, 0).await, (vec![2, 3], 3));
    assert_eq!(found(any, 1).await, (vec![1], 3));
    let filters = [
        (
            LeadFilter {
                stage: Some(Stage::Declined),
                ..any
            },
            vec![3],
        ),
        (
            LeadFilter {
                source: Some(LeadSource::Branch),
                ..any
            },
            vec![1],
        ),
        (
            LeadFilter {
                owner: Some(LeadOwner::Nobody),
                ..any
            },
            vec![1],
        ),
        (
            LeadFilter {
                owner: Some(LeadOwner::Person(me)),
                ..any
            },
            vec![2],
        ),
        (
            LeadFilter {
                due_by: Some(day(5 + QUIET_DAYS)),
                ..any
            },
            vec![2],
        ),
        (
            LeadFilter {
                came: (Some(day(6)), Some(day(7))),
                ..any
            },
            vec![3],
        ),
        (
            LeadFilter {
                event: Some(EventId(Uuid::from_u128(4))),
                ..any
            },
            vec![],
        ),
    ];
    for (filter, expected) in filters {
        assert_eq!(found(filter, 0).await.0, expected, "{filter:?}");
    }
    let after = Some(LeadId(Uuid::from_u128(1)));
    let rest = store.leads_after(PATHWAY, &any, (after, 9)).await.unwrap();
    assert_eq!(rest.len(), 2);
    let tracks = store.lead_tracks(PATHWAY, &any).await.unwrap();
    let stages = tracks.iter().map(|track| track.changes[0]);
    let expected = [
        (Stage::Approached, day(9)),
        (Stage::Interested, day(5)),
        (Stage::Declined, day(7)),
    ];
    assert_eq!(stages.collect::<Vec<_>>(), expected);
}

/// A reminder begins after silence, ends when it is of no use any more, and reaches only who talks with
/// the company, or everybody where nobody does.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn leads_wait_for_their_owner_or_for_whoever_is_there(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let theirs = lead(1, LeadSource::Branch, &[(Stage::Approached, 0)]);
    let mut nobodys = lead(2, LeadSource::Branch, &[(Stage::Approached, 3)]);
    nobodys.lead.owner = None;
    let declined = lead(3, LeadSource::Branch, &[(Stage::Declined, 0)]);
    for kept in [&theirs, &nobodys, &declined] {
        insert(store, kept).await.unwrap();
    }
    let here = Visible::within([Scope::Pathway(PATHWAY)]);
    let elsewhere = Visible::within([Scope::Pathway(PathwayId(Uuid::from_u128(99)))]);
    let due = |seen: Visible, person, first, last| async move {
        let person = PersonId(Uuid::from_u128(person));
        let days = (day(first), day(last));
        let due = store.due_leads(&seen, person, days).await.unwrap();
        due.first().map(|due| (due.leads, due.since))
    };
    let (first, later) = (QUIET_DAYS, QUIET_DAYS + 3);
    assert_eq!(due(here.clone(), 7, 0, first - 1).await, None);
    assert_eq!(due(here.clone(), 7, 0, later).await, Some((2, day(first))));
    assert_eq!(due(here.clone(), 8, 0, later).await, Some((1, day(later))));
    assert_eq!(due(here, 7, first + 1, later).await, Some((1, day(later))));
    assert_eq!(due(elsewhere, 7, 0, later).await, None);
    assert_eq!(
        due(Visible::Everything, 7, 0, later).await,
        Some((2, day(first)))
    );
}

fn event() -> Event {
    Event {
        id: EventId(Uuid::from_u128(50)),
        name: "Bijeenkomst ‘Bouw’".into(),
        on: day(20),
        place: "Deventer".into(),
        pathways: vec![PATHWAY],
        guests: Vec::new(),
    }
}

/// One contact stands once on the list of an event; of who is taken away stays that somebody came.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_contact_is_a_guest_once_and_leaves_without_a_name(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let (event, host) = (event(), OrganisationId(Uuid::from_u128(101)));
    let contact = Contact {
        id: ContactId(Uuid::from_u128(1)),
        organisation: host,
        name: "Ans".into(),
        roles: Vec::new(),
        address: None,
        phone: String::new(),
        wishes: Wishes::default(),
    };
    let guest = |number: u128, contact| Guest {
        id: GuestId(Uuid::from_u128(number)),
        organisation: host,
        contact,
        invited_on: None,
        signed_up: None,
    };
    let tx = store.begin().await.unwrap();
    tx.insert_event(&event).await.unwrap();
    tx.insert_organisation(&company(host)).await.unwrap();
    tx.insert_contact(&contact).await.unwrap();
    for found in [guest(1, Some(contact.id)), guest(2, None), guest(3, None)] {
        tx.insert_guest(event.id, &found).await.unwrap();
    }
    tx.commit().await.unwrap();
    let tx = store.begin().await.unwrap();
    let again = tx.insert_guest(event.id, &guest(4, Some(contact.id))).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
    drop(tx);
    let found = store.contacts_at(&[host]).await.unwrap();
    assert_eq!(found, std::slice::from_ref(&contact));
    let tx = store.begin().await.unwrap();
    tx.delete_contact(contact.id).await.unwrap();
    tx.commit().await.unwrap();
    let kept = store.event(event.id).await.unwrap().unwrap();
    assert_eq!(
        kept.event.guests,
        [1, 2, 3].map(|number| guest(number, None))
    );
}

/// Two phones that tick the same guests come together, in whichever order and however often.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn an_event_keeps_its_guests_and_lists_of_phones_come_together(#[case] backend: Backend) {
    let fixture = Fixture::open_wave(backend).await;
    let store = &fixture.store;
    let mut event = event();
    let id = |number: u128| GuestId(Uuid::from_u128(number));
    let guest = |contact: u128| Guest {
        id: id(contact),
        organisation: OrganisationId(Uuid::from_u128(contact + 100)),
        contact: Some(ContactId(Uuid::from_u128(contact))),
        invited_on: Some(day(1)),
        signed_up: None,
    };
    let tx = store.begin().await.unwrap();
    tx.insert_event(&event).await.unwrap();
    for number in [1, 2] {
        let host = guest(number).organisation;
        tx.insert_organisation(&company(host)).await.unwrap();
        tx.insert_guest(event.id, &guest(number)).await.unwrap();
    }
    let first = id(1);
    assert!(tx.sign_guest_up(event.id, first, Some(true)).await.unwrap());
    let other = EventId(Uuid::from_u128(51));
    assert!(!tx.sign_guest_up(other, first, Some(true)).await.unwrap());
    tx.commit().await.unwrap();
    let kept = store.event(event.id).await.unwrap().unwrap();
    let signed_up = Guest {
        signed_up: Some(true),
        ..guest(1)
    };
    assert_eq!(kept.event.guests, [signed_up, guest(2)]);

    let mark = |minute: i64, device, came| Mark {
        at: crate::fixture::noon() + TimeDelta::minutes(minute),
        device: Uuid::from_u128(device),
        came,
    };
    let ticked = |marks: &[(u128, Mark)]| {
        let mut found = Attendance::default();
        for (guest, mark) in marks {
            found.mark(id(*guest), *mark);
        }
        found
    };
    let (a, b) = (
        ticked(&[(1, mark(1, 1, true)), (2, mark(9, 1, false))]),
        ticked(&[(1, mark(0, 2, false)), (2, mark(5, 2, true))]),
    );
    for list in [&a, &b, &a] {
        let tx = store.begin().await.unwrap();
        tx.merge_attendance(event.id, list).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(store.attendance(event.id).await.unwrap(), a);
    let stranger = ticked(&[(9, mark(1, 1, true))]);
    let tx = store.begin().await.unwrap();
    assert_eq!(tx.merge_attendance(event.id, &stranger).await.unwrap(), a);
    tx.commit().await.unwrap();
    let numbers = store.event_numbers(&[event.id, other]).await.unwrap();
    let expected = EventNumbers {
        invited: 2,
        signed_up: 1,
        came: 1,
    };
    assert_eq!(
        numbers.into_iter().collect::<Vec<_>>(),
        [(event.id, expected)]
    );

    let tx = store.begin().await.unwrap();
    assert!(!tx.delete_guest(other, first).await.unwrap());
    assert!(tx.delete_guest(event.id, first).await.unwrap());
    tx.commit().await.unwrap();
    let left = store.attendance(event.id).await.unwrap();
    assert_eq!(left, ticked(&[(2, mark(9, 1, false))]));

    event.place = "Zwolle".into();
    for (revision, changes) in [(1, true), (1, false)] {
        let tx = store.begin().await.unwrap();
        let changed = tx.change_event(&event, revision).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(changed, changes);
    }
    let lines = store.events_of(PATHWAY).await.unwrap();
    assert_eq!((lines.len(), lines[0].place.as_str()), (1, "Zwolle"));
}
