//! The overview by mail: once a period, only when something waits, and off by one press.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use mkbroute_application::App;
use mkbroute_application::accounts::digest::{
    StopError, choose_digest, queue_digests, stop_digest, stops_for,
};
use mkbroute_application::accounts::{
    Actor, Invitation, Place, accept_role, add_person, delete_expired, deliver_account_mail,
    load_actor,
};
use mkbroute_domain::accounts::{
    AccountMailKind, DigestFrequency, QueuedAccountMail, Role, Scope, Visible,
};
use mkbroute_domain::text::Lang;
use mkbroute_testkit::Backend;
use mkbroute_testkit::smtp_server::ReceivedMail;
use mkbroute_worker::surveys::SmtpMailer;
use rstest::rstest;

use crate::post::{Desk, ORIGIN, Post};

const SUBJECT: &str = "Wat vraagt nu om jou";

/// An hour in November 2026; the 23rd and the 30th are Mondays.
fn at(day: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, day, hour, 0, 0).unwrap()
}

impl Desk {
    /// Somebody with an address who signed in once.
    async fn with(&self, name: &str, role: Role) -> Actor {
        let administrator = self.kit.actor("anja-kok").await;
        let place = match role {
            Role::Researcher => Place::Known(Scope::Programme),
            _ => Place::Known(self.pathway().await),
        };
        let wanted = Invitation {
            role,
            place,
            until: None,
        };
        let app = &self.kit.app;
        let who = (name, &*format!("{name}@example.nl"));
        let slug = add_person(app, &administrator, who, wanted).await.unwrap();
        let actor = self.kit.actor(&slug).await;
        let grants = app.store().grants_of(actor.person.id).await.unwrap();
        accept_role(app, &actor, grants[0].id).await.unwrap();
        self.kit.signed_in(&slug).await
    }

    async fn pathway(&self) -> Scope {
        let pathways = self.kit.app.store().pathways(&Visible::Everything).await;
        Scope::Pathway(pathways.unwrap()[0].id)
    }

    fn go_to(&self, moment: DateTime<Utc>) {
        self.kit.clock.advance(moment - self.kit.app.now());
    }

    /// What the worker does at every turn, until nothing is left.
    async fn work(&self) {
        work(&self.kit.app, &self.mailer).await;
    }

    /// The overviews that arrived.
    fn overviews(&self) -> Vec<ReceivedMail> {
        let mails = self.server.mails().into_iter();
        mails
            .filter(|mail| !mail.header("list-unsubscribe").is_empty())
            .collect()
    }
}

async fn work(app: &App, mailer: &SmtpMailer) {
    loop {
        let queued = queue_digests(app).await.unwrap();
        let done = deliver_account_mail(app, mailer, ORIGIN, || true).await;
        if queued == 0 && done.unwrap().sent == 0 {
            return;
        }
    }
}

/// The token of the link that ends it.
fn token(mail: &ReceivedMail) -> String {
    let header = mail.header("list-unsubscribe");
    let start = format!("<{ORIGIN}/overzicht/");
    let token = header
        .strip_prefix(&start)
        .and_then(|rest| rest.strip_suffix('>'));
    token.unwrap().to_owned()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_signed_in_hears_every_monday_what_waits_in_counts_and_links(#[case] backend: Backend) {
    let desk = Desk::open(backend).await;
    desk.with("fatima", Role::Researcher).await;
    desk.go_to(at(30, 4));
    desk.work().await;
    assert!(desk.overviews().is_empty(), "it is not five o'clock yet");
    desk.go_to(at(30, 5));
    desk.work().await;
    desk.work().await;
    let mails = desk.overviews();
    let [mail] = mails.as_slice() else {
        panic!("one overview: {mails:?}")
    };
    assert_eq!(mail.to, ["fatima@example.nl"]);
    assert_eq!(mail.header("subject"), SUBJECT);
    assert_eq!(
        mail.header("list-unsubscribe-post"),
        "List-Unsubscribe=One-Click"
    );
    let body = &mail.body;
    for part in [
        "- 1 concept met commentaar om over te beslissen",
        "- 1 meting waarin groepen stil blijven",
        &format!("{ORIGIN}/\n"),
        &format!("{ORIGIN}/mijn/overzicht"),
        &format!("{ORIGIN}/overzicht/{}", token(mail)),
    ] {
        assert!(body.contains(part), "{part} in: {body}");
    }
    for secret in ["fatima", "Vervolgmeting", "students-2", "/aanmelden/"] {
        assert!(!body.contains(secret), "{secret} in: {body}");
    }

    desk.go_to(at(30, 5) + TimeDelta::days(6));
    desk.work().await;
    assert_eq!(desk.overviews().len(), 1, "not before the next Monday");
    desk.go_to(at(30, 5) + TimeDelta::days(7));
    desk.work().await;
    let mails = desk.overviews();
    assert_eq!(mails.len(), 2);
    assert_ne!(mails[0].header("message-id"), mails[1].header("message-id"));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_choice_holds_and_is_read_in_the_language_of_the_reader(#[case] backend: Backend) {
    let desk = Desk::open(backend).await;
    let app = &desk.kit.app;
    let fatima = desk.with("fatima", Role::Researcher).await;
    let tx = app.store().begin().await.unwrap();
    tx.correct_person(fatima.person.id, "Fatima", Lang::En)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    choose_digest(app, &fatima, DigestFrequency::Daily)
        .await
        .unwrap();
    for day in [24, 25, 26] {
        desk.go_to(at(day, 5));
        desk.work().await;
    }
    let mails = desk.overviews();
    assert_eq!(mails.len(), 3, "one every morning");
    assert_eq!(mails[0].header("subject"), "What asks for you now");
    let body = &mails[0].body;
    assert!(
        body.contains("- 1 draft with comments to decide about"),
        "{body}"
    );

    // Signing in once more does not undo the choice.
    choose_digest(app, &fatima, DigestFrequency::Off)
        .await
        .unwrap();
    desk.kit.signed_in(&fatima.person.slug).await;
    desk.go_to(at(30, 12));
    desk.work().await;
    assert_eq!(desk.overviews().len(), 3, "it is off");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn when_nothing_waits_or_nobody_works_no_mail_comes(#[case] backend: Backend) {
    let desk = Desk::open(backend).await;
    let teacher = desk.with("docent", Role::Teacher).await;
    let student = desk.with("student", Role::Student).await;
    let store = desk.kit.app.store();
    let chosen = store.digest_of(teacher.person.id).await.unwrap();
    assert_eq!(chosen, Some(DigestFrequency::Weekly));
    assert_eq!(store.digest_of(student.person.id).await, Ok(None));
    // A student may still want it.
    choose_digest(&desk.kit.app, &student, DigestFrequency::Weekly)
        .await
        .unwrap();
    desk.go_to(at(30, 6));
    desk.work().await;
    assert!(desk.overviews().is_empty(), "nothing waits for them");
    assert!(store.account_mails().await.unwrap().is_empty());
    assert_eq!(store.digest_is_due(desk.kit.app.now()).await, Ok(false));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_server_that_is_down_neither_loses_nor_doubles_it(#[case] backend: Backend) {
    let mut desk = Desk::open(backend).await;
    let fatima = desk.with("fatima", Role::Researcher).await;
    desk.work().await;
    choose_digest(&desk.kit.app, &fatima, DigestFrequency::Daily)
        .await
        .unwrap();
    desk.server.stop();
    desk.go_to(at(24, 5));
    desk.work().await;
    desk.go_to(at(24, 6));
    desk.work().await;
    desk.server.restart();
    desk.go_to(at(24, 8));
    desk.work().await;
    let mails = desk.overviews();
    assert_eq!(mails.len(), 1);
    assert!(stops_for(&desk.kit.app, &token(&mails[0])).await.is_ok());

    // A whole day down: the next morning tells what waits then, once.
    desk.server.stop();
    desk.go_to(at(25, 5));
    desk.work().await;
    desk.go_to(at(26, 5));
    desk.server.restart();
    desk.work().await;
    assert_eq!(desk.overviews().len(), 2);
}

fn twice(mails: &[ReceivedMail]) -> Vec<String> {
    let mut number: BTreeMap<&str, u32> = BTreeMap::new();
    for mail in mails {
        *number.entry(mail.to[0].as_str()).or_default() += 1;
    }
    let more = number.into_iter().filter(|(_, number)| *number > 1);
    more.map(|(to, _)| to.to_owned()).collect()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_processes_send_one_to_each(#[case] backend: Backend) {
    let desk = Desk::open(backend).await;
    for number in 0..30 {
        desk.with(&format!("lezer{number}"), Role::Researcher).await;
    }
    desk.work().await;
    desk.go_to(at(30, 5));
    let other = desk.kit.beside().await;
    let mailer = Post::mailer(&desk.server);
    for _ in 0..3 {
        tokio::join!(desk.work(), work(&other, &mailer));
    }
    let mails = desk.overviews();
    assert_eq!(twice(&mails), Vec::<String>::new());
    assert_eq!(mails.len(), 30);
    other.store().close().await;
}

/// The check above notices a worker that queues without setting the next moment.
#[tokio::test]
async fn a_worker_that_does_not_set_the_next_moment_is_found_out() {
    let desk = Desk::open(Backend::Sqlite).await;
    let fatima = desk.with("fatima", Role::Researcher).await;
    desk.work().await;
    desk.go_to(at(30, 5));
    let app = &desk.kit.app;
    for _ in 0..2 {
        let tx = app.store().begin().await.unwrap();
        for (person, _) in tx.due_digests(app.now(), 25).await.unwrap() {
            let mail = QueuedAccountMail {
                id: app.random_id(),
                person: Some(person.id),
                address: fatima.person.email.clone().unwrap(),
                lang: Lang::Nl,
                kind: AccountMailKind::Digest,
                detail: String::new(),
                asked_at: app.now(),
                attempts: 0,
            };
            tx.insert_account_mail(&mail).await.unwrap();
        }
        tx.commit().await.unwrap();
        deliver_account_mail(app, &desk.mailer, ORIGIN, || true)
            .await
            .unwrap();
    }
    assert_eq!(twice(&desk.overviews()), ["fatima@example.nl"]);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_link_in_every_mail_ends_it_and_looking_at_it_does_not(#[case] backend: Backend) {
    let desk = Desk::open(backend).await;
    let app = &desk.kit.app;
    let fatima = desk.with("fatima", Role::Researcher).await;
    choose_digest(app, &fatima, DigestFrequency::Daily)
        .await
        .unwrap();
    for day in [24, 25] {
        desk.go_to(at(day, 5));
        desk.work().await;
    }
    let mails = desk.overviews();
    let (old, new) = (token(&mails[0]), token(&mails[1]));
    assert_ne!(old, new);
    for _ in 0..2 {
        let looked = stops_for(app, &old).await;
        assert_eq!(looked.unwrap(), DigestFrequency::Daily);
    }
    // One that was queued before does not leave any more.
    desk.go_to(at(26, 5));
    assert_eq!(queue_digests(app).await.unwrap(), 1);
    stop_digest(app, &old).await.unwrap();
    stop_digest(app, &old).await.unwrap();
    assert_eq!(stops_for(app, &new).await.unwrap(), DigestFrequency::Off);
    desk.work().await;
    desk.go_to(at(30, 5));
    desk.work().await;
    assert_eq!(desk.overviews().len(), 2);
    for wrong in ["", "nothing", &"A".repeat(43)] {
        let refused = stop_digest(app, wrong).await;
        assert!(matches!(refused, Err(StopError::NoSuchLink)), "{wrong}");
    }
    desk.kit.clock.advance(TimeDelta::days(200));
    delete_expired(app).await.unwrap();
    let refused = stops_for(app, &new).await;
    assert!(
        matches!(refused, Err(StopError::NoSuchLink)),
        "half a year later"
    );
}

#[tokio::test]
async fn who_is_erased_leaves_nothing() {
    let desk = Desk::open(Backend::Sqlite).await;
    let app = &desk.kit.app;
    let fatima = desk.with("fatima", Role::Researcher).await;
    desk.go_to(at(30, 5));
    desk.work().await;
    assert_eq!(desk.overviews().len(), 1);
    let token = token(&desk.overviews()[0]);
    let tx = app.store().begin().await.unwrap();
    tx.erase_person(fatima.person.id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(load_actor(app, fatima.person.id).await.unwrap().is_none());
    assert_eq!(app.store().digest_of(fatima.person.id).await, Ok(None));
    let refused = stops_for(app, &token).await;
    assert!(matches!(refused, Err(StopError::NoSuchLink)));
}
