//! Signing in by mail, as a browser meets it.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use mkbroute_application::accounts::{MOST_LINKS, issue_sign_in_link};
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::{Reply, Site};

/// The demonstration with a researcher who has this address; nobody is signed in.
async fn with_address(backend: Backend, address: &str) -> Site {
    let mut site = Site::demo(backend).await;
    site.be("anja-kok").await;
    let fields = [
        ("naam", "Fatima Aziz"),
        ("mailadres", address),
        ("rol", "researcher"),
        ("waar", "programme"),
    ];
    let added = site.post("/personen", &fields).await;
    assert!(added.location().starts_with("/personen/p-"));
    site.sign_out();
    site
}

async fn ask(site: &Site, address: &str) -> Reply {
    site.post("/aanmelden", &[("mailadres", address)]).await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn the_answer_does_not_tell_who_is_known(#[case] backend: Backend) {
    let site = with_address(backend, "fatima@example.nl").await;
    let known = ask(&site, " Fatima@Example.nl ").await;
    let unknown = ask(&site, "niemand@example.nl").await;
    assert_eq!(known.status, StatusCode::SEE_OTHER);
    assert_eq!(known.location(), "/aanmelden/verstuurd");
    assert_eq!(
        (known.status, known.bytes, known.headers),
        (unknown.status, unknown.bytes, unknown.headers)
    );
    // What is left to do is the same, too: the worker looks who it is.
    let queued = site.kit.app.store().account_mails().await.unwrap();
    assert_eq!(queued.len(), 2);
    assert!(queued.iter().all(|mail| mail.person.is_none()));
    let page = site.get("/aanmelden/verstuurd").await.text();
    assert!(page.contains("Kennen wij dit adres"));

    for address in ["fatima@example.nl", "niemand@example.nl"] {
        for _ in 1..MOST_LINKS {
            assert_eq!(ask(&site, address).await.status, StatusCode::SEE_OTHER);
        }
        let refused = ask(&site, address).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        let page = refused.text();
        assert!(page.contains("over een uur") && page.contains(&format!("value=\"{address}\"")));
    }
    site.kit.clock.advance(chrono::TimeDelta::hours(1));
    assert_eq!(
        ask(&site, "fatima@example.nl").await.status,
        StatusCode::SEE_OTHER
    );
}

/// The middle of the times that requests took.
fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_known_address_takes_no_longer(#[case] backend: Backend) {
    let site = with_address(backend, "fatima@example.nl").await;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..31 {
        for (address, times) in ["fatima@example.nl", "niemand@example.nl"]
            .iter()
            .zip(&mut times)
        {
            let began = Instant::now();
            assert_eq!(ask(&site, address).await.status, StatusCode::SEE_OTHER);
            times.push(began.elapsed());
        }
        // So that neither is asked for too often.
        site.kit.clock.advance(chrono::TimeDelta::hours(1));
    }
    let [known, unknown] = times.map(middle);
    let ratio = known.as_secs_f64() / unknown.as_secs_f64();
    println!("known {known:?}, unknown {unknown:?}");
    assert!((0.6..1.67).contains(&ratio), "{known:?} {unknown:?}");
}

#[tokio::test]
async fn what_is_no_address_is_told_and_stays() {
    let site = Site::demo(Backend::Sqlite).await;
    for (typed, shown) in [
        ("", "value=\"\""),
        ("fatima", "value=\"fatima\""),
        ("a@b", "value=\"a@b\""),
        (
            "\"><b>@example.nl",
            "value=\"&#34;&#62;&#60;b&#62;@example.nl\"",
        ),
        ("a@example.nl\r\nBcc: b@example.nl", "Bcc: b@example.nl\""),
    ] {
        let reply = ask(&site, typed).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        let page = reply.text();
        assert!(page.contains("Dit is geen mailadres"), "{typed}");
        assert!(page.contains(shown), "{typed}: {page}");
    }
    let queued = site.kit.app.store().account_mails().await.unwrap();
    assert!(queued.is_empty());
    let fields = [
        ("naam", "Piet"),
        ("mailadres", "piet"),
        ("rol", "researcher"),
        ("waar", "programme"),
    ];
    let mut site = site;
    site.be("anja-kok").await;
    let reply = site.post("/personen", &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("value=\"piet\""));
}

#[tokio::test]
async fn two_persons_have_no_address_in_common() {
    let mut site = with_address(Backend::Sqlite, "fatima@example.nl").await;
    site.be("anja-kok").await;
    let twin = [
        ("naam", "Piet"),
        ("mailadres", "FATIMA@example.nl"),
        ("rol", "researcher"),
        ("waar", "programme"),
    ];
    let reply = site.post("/personen", &twin).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text().contains("heeft dit mailadres al"));
}

#[tokio::test]
async fn without_a_mail_server_the_page_says_who_hands_out_links() {
    let demo = with_address(Backend::Sqlite, "fatima@example.nl").await;
    let mut site = Site::with(demo.kit, false);
    site.unplug_mail();
    let page = site.get("/aanmelden").await.text();
    assert!(!page.contains("name=\"mailadres\""));
    let reply = ask(&site, "fatima@example.nl").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let queued = site.kit.app.store().account_mails().await.unwrap();
    assert!(queued.is_empty());
}

/// Mail scanners open what they find in a mail.
#[tokio::test]
async fn opening_a_link_does_not_use_it_up() {
    let site = Site::demo(Backend::Sqlite).await;
    let person = site.kit.actor("noor-de-wit").await.person.id;
    let token = issue_sign_in_link(&site.kit.app, person).await.unwrap();
    let link = format!("/aanmelden/{token}");
    for _ in 0..3 {
        let page = site.get(&link).await;
        assert!(page.headers.get("set-cookie").is_none());
        assert!(page.text().contains("Meld mij aan"));
    }
    let used = site.post(&link, &[]).await;
    assert_eq!(used.location(), "/");
    assert!(used.headers.get("set-cookie").is_some());
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_link_that_is_no_good_signs_nobody_in(#[case] backend: Backend) {
    let site = Site::demo(backend).await;
    let person = site.kit.actor("noor-de-wit").await.person.id;
    let expired = issue_sign_in_link(&site.kit.app, person).await.unwrap();
    site.kit.clock.advance(chrono::TimeDelta::hours(25));
    let used = issue_sign_in_link(&site.kit.app, person).await.unwrap();
    let first = site.post(&format!("/aanmelden/{used}"), &[]).await;
    assert_eq!(first.location(), "/");
    // The link of a respondent is a token, too, and signs nobody in.
    let begun = site.post("/m/vervolgmeting-avans-bouw-students", &[]).await;
    let foreign = begun.location().replace("/a/", "");
    let longer = format!("{used}A");
    let malformed = ["x", "%00", "%F0%28", "..%2F..%2Fetc", &longer];
    let tried = [expired.to_string(), used.to_string(), foreign];
    for token in tried.iter().map(String::as_str).chain(malformed) {
        let reply = site.post(&format!("/aanmelden/{token}"), &[]).await;
        assert!(reply.headers.get("set-cookie").is_none(), "{token}");
        assert!(reply.status.as_u16() < 500, "{token}: {}", reply.status);
        assert_ne!(reply.status, StatusCode::SEE_OTHER, "{token}");
    }
    let page = site.post(&format!("/aanmelden/{used}"), &[]).await.text();
    assert!(page.contains("Deze link werkt niet meer"));
    assert!(page.contains("href=\"/aanmelden\""), "there is a way on");
}
