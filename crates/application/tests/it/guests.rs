//! Guests of a meeting: who may be invited, who came, and what that changes on the list of the pathway.

use chrono::TimeDelta;
use mkbroute_application::AppError;
use mkbroute_application::accounts::Actor;
use mkbroute_application::outreach::{
    GuestList, InviteError, LeadFilter, TypedEvent, add_event, answer_for_guest, follow_up,
    guest_list, invite, invite_page, lead_sheet, list_leads, take_attendance, take_off_list,
};
use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::ids::{ContactId, EventId, GuestId, LeadId, OrganisationId};
use mkbroute_domain::organisations::{Contact, Wishes};
use mkbroute_domain::outreach::event::{EventStanding, Mark};
use mkbroute_domain::outreach::{Attendance, Stage};
use mkbroute_testkit::{Backend, TestApp};
use rstest::rstest;
use uuid::Uuid;

const PATHWAY: &str = "avans-bouw";

async fn meeting(kit: &TestApp, actor: &Actor, in_days: i64) -> EventId {
    let event = TypedEvent {
        name: "Ontbijt".into(),
        on: kit.app.now().date_naive() + TimeDelta::days(in_days),
        place: String::new(),
    };
    add_event(&kit.app, actor, PATHWAY, event).await.unwrap()
}

/// A company on the list, with its lead.
async fn company(kit: &TestApp, actor: &Actor, name: &str) -> (OrganisationId, LeadId) {
    let all = list_leads(&kit.app, actor, PATHWAY, &LeadFilter::default(), 0).await;
    let leads = all.unwrap().leads;
    let lead = leads.iter().find(|lead| lead.company.name == name).unwrap();
    (lead.line.company, lead.line.id)
}

/// Somebody at a company; those who refused asked to be left alone today.
async fn somebody(kit: &TestApp, at: OrganisationId, refused: bool) -> ContactId {
    let contact = Contact {
        id: ContactId(kit.app.fresh_id()),
        organisation: at,
        name: "Iemand".into(),
        roles: Vec::new(),
        address: None,
        phone: String::new(),
        wishes: Wishes {
            consented_on: None,
            refused_on: refused.then(|| kit.app.now().date_naive()),
        },
    };
    let tx = kit.app.store().begin().await.unwrap();
    tx.insert_contact(&contact).await.unwrap();
    tx.commit().await.unwrap();
    contact.id
}

async fn listed(kit: &TestApp, actor: &Actor, id: EventId) -> GuestList {
    guest_list(&kit.app, actor, (PATHWAY, id)).await.unwrap()
}

async fn told(kit: &TestApp, act: Act) -> usize {
    let records = kit.app.store().audit_entries_after(0, 10_000).await;
    let records = records.unwrap().into_iter();
    records.filter(|record| record.act == act.code()).count()
}

fn tick(kit: &TestApp, guest: GuestId, (device, ago, came): (u128, i64, bool)) -> Attendance {
    let mut ticked = Attendance::default();
    let mark = Mark {
        at: kit.app.now() - TimeDelta::seconds(ago),
        device: Uuid::from_u128(device),
        came,
    };
    ticked.mark(guest, mark);
    ticked
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_came_is_ticked_by_phones_and_noted_on_the_list(#[case] backend: Backend) {
    let kit = TestApp::demo(backend).await;
    let noor = kit.actor("noor-de-wit").await;
    let id = meeting(&kit, &noor, 2).await;
    let at = (PATHWAY, id);
    assert_eq!(
        listed(&kit, &noor, id).await.standing,
        EventStanding::NoGuests
    );
    let (vos, lead) = company(&kit, &noor, "Houtskeletbouw Vos").await;
    let (aerts, sleeping) = company(&kit, &noor, "Schildersbedrijf Aerts").await;
    let (linde, active) = company(&kit, &noor, "Bouwbedrijf De Linde").await;
    let who = somebody(&kit, vos, false).await;
    let chosen = [
        (vos, Some(who)),
        (vos, None),
        (vos, None),
        (aerts, None),
        (linde, None),
    ];
    let added = invite(&kit.app, &noor, at, (&chosen, false)).await;
    assert_eq!(added.unwrap(), 4, "each once");
    let again = invite(&kit.app, &noor, at, (&chosen, false)).await;
    assert_eq!(again.unwrap(), 0);
    let list = listed(&kit, &noor, id).await;
    assert_eq!(
        (list.guests.len(), list.standing),
        (4, EventStanding::Coming)
    );
    let named = list
        .guests
        .iter()
        .find(|guest| guest.guest.contact == Some(who));
    let first = named.unwrap().guest.id;
    assert_eq!(named.unwrap().contact.as_deref(), Some("Iemand"));
    answer_for_guest(&kit.app, &noor, at, (first, Some(true)))
        .await
        .unwrap();
    assert_eq!(listed(&kit, &noor, id).await.signed_up(), 1);

    kit.clock.advance(TimeDelta::days(2));
    for guest in &list.guests {
        let ticked = tick(&kit, guest.guest.id, (1, 60, true));
        take_attendance(&kit.app, &noor, at, ticked).await.unwrap();
    }
    // The clock of the second phone runs a day ahead: it wins now, not for ever.
    let ahead = tick(&kit, first, (2, -86_400, false));
    let held = take_attendance(&kit.app, &noor, at, ahead).await.unwrap();
    assert_eq!((held.of(first), held.came()), (Some(false), 3));
    kit.clock.advance(TimeDelta::seconds(5));
    let later = tick(&kit, first, (1, 0, true));
    let before = told(&kit, Act::AttendanceTaken).await;
    for _ in 0..2 {
        let ticked = later.clone();
        let held = take_attendance(&kit.app, &noor, at, ticked).await.unwrap();
        assert_eq!(held.of(first), Some(true));
    }
    assert_eq!(
        told(&kit, Act::AttendanceTaken).await,
        before + 1,
        "nothing new"
    );

    let list = listed(&kit, &noor, id).await;
    assert_eq!((list.came(), list.standing), (4, EventStanding::Held));
    assert_eq!(list.to_follow_up, 2, "two were not that far");
    assert_eq!(follow_up(&kit.app, &noor, at).await.unwrap(), 2);
    assert_eq!(follow_up(&kit.app, &noor, at).await.unwrap(), 0);
    for (lead, stage) in [
        (lead, Stage::Attended),
        (sleeping, Stage::Attended),
        (active, Stage::Active),
    ] {
        let sheet = lead_sheet(&kit.app, &noor, PATHWAY, lead).await.unwrap();
        assert_eq!(sheet.kept.lead.journey.stage(), Some(stage));
    }
    let through = LeadFilter {
        event: Some(id),
        ..LeadFilter::default()
    };
    let through = list_leads(&kit.app, &noor, PATHWAY, &through, 0).await;
    assert_eq!(through.unwrap().count, 2);

    take_off_list(&kit.app, &noor, at, first).await.unwrap();
    let gone = take_off_list(&kit.app, &noor, at, first).await;
    assert!(matches!(gone, Err(AppError::NotFound)));
    let late = tick(&kit, first, (1, 0, true));
    let held = take_attendance(&kit.app, &noor, at, late).await.unwrap();
    assert_eq!(held.came(), 3, "who is off the list is not ticked");
}

#[tokio::test]
async fn who_declined_or_wants_no_message_is_not_invited() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let noor = kit.actor("noor-de-wit").await;
    let id = meeting(&kit, &noor, 2).await;
    let at = (PATHWAY, id);
    let (declined, _) = company(&kit, &noor, "Stukadoors De Kade").await;
    let (vos, _) = company(&kit, &noor, "Houtskeletbouw Vos").await;
    let silent = somebody(&kit, vos, true).await;
    let stranger = OrganisationId(kit.app.fresh_id());
    for chosen in [
        (declined, None),
        (vos, Some(silent)),
        (stranger, None),
        (vos, Some(ContactId(kit.app.fresh_id()))),
    ] {
        let refused = invite(&kit.app, &noor, at, (&[chosen], false)).await;
        assert!(
            matches!(refused, Err(InviteError::NotInvitable(_))),
            "{refused:?}"
        );
    }
    let nobody = invite(&kit.app, &noor, at, (&[], false)).await;
    assert!(matches!(nobody, Err(InviteError::Nobody)));
    let found = invite_page(&kit.app, &noor, at, ("", None)).await.unwrap();
    let shows = |id: OrganisationId| found.companies.iter().find(|one| one.lead.company == id);
    assert!(shows(declined).is_none());
    let contacts = &shows(vos).unwrap().contacts;
    assert!(contacts.iter().all(|contact| contact.id != silent));
    let dormant = Some(Stage::Dormant);
    let asleep = invite_page(&kit.app, &noor, at, ("", dormant))
        .await
        .unwrap();
    assert_eq!(asleep.companies.len(), 2);
}

#[tokio::test]
async fn who_came_without_invitation_is_noted_from_the_day_on() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let noor = kit.actor("noor-de-wit").await;
    let id = meeting(&kit, &noor, 1).await;
    let at = (PATHWAY, id);
    let (vos, _) = company(&kit, &noor, "Houtskeletbouw Vos").await;
    let early = invite(&kit.app, &noor, at, (&[(vos, None)], true)).await;
    assert!(matches!(early, Err(InviteError::Day)));
    kit.clock.advance(TimeDelta::days(2));
    let late = invite(&kit.app, &noor, at, (&[(vos, None)], false)).await;
    assert!(matches!(late, Err(InviteError::Day)));
    let added = invite(&kit.app, &noor, at, (&[(vos, None)], true)).await;
    assert_eq!(added.unwrap(), 1);
    let list = listed(&kit, &noor, id).await;
    assert_eq!((list.came(), list.guests[0].guest.invited_on), (1, None));
}

#[tokio::test]
async fn guests_are_for_who_talks_with_the_companies() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let noor = kit.actor("noor-de-wit").await;
    let id = meeting(&kit, &noor, 1).await;
    let before = told(&kit, Act::GuestsSeen).await;
    for other in ["samira-haddad", "hugo-kuipers", "peter-jansen"] {
        let other = kit.actor(other).await;
        let refused = guest_list(&kit.app, &other, (PATHWAY, id)).await;
        assert!(matches!(
            refused,
            Err(AppError::NotFound | AppError::Forbidden)
        ));
        let guest = GuestId(kit.app.fresh_id());
        let ticked = tick(&kit, guest, (1, 0, true));
        let refused = take_attendance(&kit.app, &other, (PATHWAY, id), ticked).await;
        assert!(matches!(
            refused,
            Err(AppError::NotFound | AppError::Forbidden)
        ));
    }
    assert_eq!(told(&kit, Act::GuestsSeen).await, before);
    listed(&kit, &noor, id).await;
    assert_eq!(told(&kit, Act::GuestsSeen).await, before + 1);
}
