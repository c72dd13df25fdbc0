//! Links to sign in leave by mail.

use chrono::TimeDelta;
use mkbroute_application::accounts::{
    Entrance, Invitation, MAILED_LINK_MINUTES, Place, add_person, ask_for_link, begin_session,
    deliver_account_mail, redeem_sign_in_link,
};
use mkbroute_application::surveys::invitations::Delivered;
use mkbroute_domain::accounts::{Device, Managed, Role, Scope, SignInMethod};
use mkbroute_domain::ids::PersonId;
use mkbroute_domain::text::Lang;
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::post::{Desk, ORIGIN};

impl Desk {
    async fn add(&self, address: &str) -> PersonId {
        let invitation = Invitation {
            role: Role::Researcher,
            place: Place::Known(Scope::Programme),
            until: None,
        };
        let administrator = self.kit.actor("anja-kok").await;
        let who = ("Fatima\r\nBcc: iedereen@example.nl", address);
        let app = &self.kit.app;
        let slug = add_person(app, &administrator, who, invitation).await;
        let everything = Managed::everything();
        let added = app
            .store()
            .person_by_slug(&everything, &slug.unwrap())
            .await;
        added.unwrap().unwrap().id
    }

    async fn ask(&self, address: &str) {
        let asked = ask_for_link(&self.kit.app, address, Lang::Nl).await;
        asked.unwrap();
    }

    async fn deliver(&self) -> Delivered {
        deliver_account_mail(&self.kit.app, &self.mailer, ORIGIN, || true)
            .await
            .unwrap()
    }

    async fn waiting(&self) -> usize {
        let waiting = self.kit.app.store().account_mails().await;
        waiting.unwrap().len()
    }

    /// The token in the last mail.
    fn token(&self) -> String {
        let mails = self.server.mails();
        let link = mails.last().unwrap().link().unwrap();
        let start = format!("{ORIGIN}/aanmelden/");
        link.strip_prefix(&start).unwrap().to_owned()
    }
}

fn sent(sent: usize) -> Delivered {
    Delivered {
        sent,
        ..Delivered::default()
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_is_known_gets_a_link_that_signs_in_once(#[case] backend: Backend) {
    let office = Desk::open(backend).await;
    let fatima = office.add("fatima@example.nl").await;
    office.ask("niemand@example.nl").await;
    office.ask("Fatima@example.nl").await;
    assert_eq!(office.deliver().await, sent(1));
    assert_eq!(office.waiting().await, 0);
    assert_eq!(office.deliver().await, sent(0));

    let mails = office.server.mails();
    let [mail] = mails.as_slice() else {
        panic!("one mail: {mails:?}")
    };
    assert_eq!(mail.to, ["fatima@example.nl"]);
    assert_eq!(mail.header("subject"), "Jouw link om aan te melden");
    assert_eq!(mail.header("bcc"), "");
    let token = office.token();
    assert!(!mail.header("subject").contains(&token));
    let app = &office.kit.app;
    assert_eq!(
        redeem_sign_in_link(app, &token).await.unwrap(),
        Some(fatima)
    );
    assert_eq!(redeem_sign_in_link(app, &token).await.unwrap(), None);

    office.ask("fatima@example.nl").await;
    assert_eq!(office.deliver().await, sent(1));
    office
        .kit
        .clock
        .advance(TimeDelta::minutes(MAILED_LINK_MINUTES));
    let late = redeem_sign_in_link(app, &office.token()).await;
    assert_eq!(late.unwrap(), None);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_mail_that_cannot_leave_leaves_no_link_behind(#[case] backend: Backend) {
    let mut office = Desk::open(backend).await;
    let fatima = office.add("fatima@example.nl").await;
    let store = office.kit.app.store().clone();
    office.server.stop();
    office.ask("fatima@example.nl").await;
    let waits = Delivered {
        waiting: 1,
        ..Delivered::default()
    };
    assert_eq!(office.deliver().await, waits);
    assert_eq!(store.sign_in_links_of(fatima).await, Ok(0));
    assert_eq!(office.deliver().await, sent(0), "it is not due yet");

    office.server.restart();
    office.kit.clock.advance(TimeDelta::seconds(20));
    assert_eq!(office.deliver().await, sent(1));
    assert_eq!(store.sign_in_links_of(fatima).await, Ok(1));

    office.server.stop();
    office.ask("fatima@example.nl").await;
    assert_eq!(office.deliver().await, waits);
    // Half an hour later nobody sits waiting any more.
    office.server.restart();
    office.kit.clock.advance(TimeDelta::minutes(30));
    assert_eq!(office.deliver().await, sent(0));
    assert_eq!(office.waiting().await, 0);
    assert_eq!(office.server.mails().len(), 1);
}

#[tokio::test]
async fn an_address_that_the_server_refuses_is_not_tried_again() {
    let office = Desk::open(Backend::Sqlite).await;
    let person = office.add("weiger@example.nl").await;
    office.ask("weiger@example.nl").await;
    let refused = Delivered {
        refused: 1,
        ..Delivered::default()
    };
    assert_eq!(office.deliver().await, refused);
    assert_eq!(office.waiting().await, 0);
    let store = office.kit.app.store();
    assert_eq!(store.sign_in_links_of(person).await, Ok(0));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_signs_in_on_a_new_device_is_told_where_to_end_it(#[case] backend: Backend) {
    let office = Desk::open(backend).await;
    let fatima = office.add("fatima@example.nl").await;
    let entrance = Entrance {
        method: SignInMethod::Link,
        device: Device::of_user_agent("Mozilla/5.0 (Windows NT 10.0) Firefox/132.0"),
        former: None,
        known_as: None,
    };
    let begun = begin_session(&office.kit.app, fatima, entrance).await;
    assert!(begun.is_ok());
    assert_eq!(office.deliver().await, sent(1));
    let mails = office.server.mails();
    assert_eq!(
        mails[0].header("subject"),
        "Aangemeld op een nieuw apparaat"
    );
    let body = &mails[0].body;
    assert!(body.contains("Firefox, Windows"), "{body}");
    assert!(body.contains("23 november 2026 om 09:00 UTC"), "{body}");
    assert!(body.contains(&format!("{ORIGIN}/mijn/aanmeldingen")));
    assert_eq!(office.waiting().await, 0);
}
