//! Where events are sent: made, listed and ended by scripts and on pages.

use std::str::FromStr;

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use mkbroute_domain::accounts::webhook::Reachable;
use mkbroute_testkit::Backend;
use rstest::rstest;
use serde_json::{Value, json};

use super::{ALL, get, is_problem, json as read, key, post};
use crate::site::{Reply, Site};

const PLACE: &str = "/api/v1/webhooks";

async fn send(site: &Site, key: &str, body: &Value) -> Reply {
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", "w"),
    ];
    let headers = if body["again"] == true {
        &headers[..]
    } else {
        &headers[..1]
    };
    let mut body = body.clone();
    body.as_object_mut().unwrap().remove("again");
    post(site, PLACE, key, (headers, &body.to_string())).await
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_script_makes_lists_and_ends_webhooks(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let key = key(&site, &ALL).await;
    let wanted = json!({
        "address": "https://dashboard.example/mkbroute",
        "events": ["wave.opened", "grant.changed"],
        "again": true,
    });
    let made = send(&site, &key, &wanted).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let secret = read(&made)["secret"].as_str().unwrap().to_owned();
    assert_eq!(secret.len(), "whsec_".len() + 44);
    // Asked again there is one, with the same secret.
    assert_eq!(send(&site, &key, &wanted).await.bytes, made.bytes);
    let address = made.headers[header::LOCATION].to_str().unwrap().to_owned();
    let one = read(&get(&site, &address, &key).await);
    let list = get(&site, PLACE, &key).await;
    assert_eq!(read(&list)["items"], json!([one]));
    assert_eq!(one["events"], wanted["events"]);
    assert!(!list.text().contains(&secret));
    let sent = read(&get(&site, &format!("{address}/deliveries"), &key).await);
    assert_eq!(sent["items"], json!([]));
    let page = site.get("/mijn/webhooks").await.text();
    assert!(page.contains("https://dashboard.example/mkbroute"));
    assert!(!page.contains(&secret));

    // Somebody else does not see it, and does not end it.
    site.be("ruben-vos").await;
    let other = super::key(&site, &ALL).await;
    let shown = format!("Bearer {other}");
    is_problem(
        &get(&site, &address, &other).await,
        StatusCode::NOT_FOUND,
        "not_found",
    );
    let refused = site.delete(&address, &[("authorization", &shown)]).await;
    is_problem(&refused, StatusCode::NOT_FOUND, "not_found");
    let id = address.rsplit('/').next().unwrap();
    let page = format!("/mijn/webhooks/{id}");
    assert_eq!(site.get(&page).await.status, StatusCode::NOT_FOUND);
    let end = site.post(&format!("{page}/einde"), &[]).await;
    assert_eq!(end.status, StatusCode::NOT_FOUND);

    let shown = format!("Bearer {key}");
    let before = site.kit.app.store().audit_head().await.unwrap();
    let ended = site.delete(&address, &[("authorization", &shown)]).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_ne!(before, site.kit.app.store().audit_head().await.unwrap());
    assert_eq!(read(&get(&site, PLACE, &key).await)["items"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let researcher = key(&site, &ALL).await;
    let of = |address: &str, events: &[&str]| json!({"address": address, "events": events});
    let good = "https://dashboard.example/";
    let long = format!("https://dashboard.example/{}", "x".repeat(500));
    for (address, code) in [
        ("dashboard.example", "bad_address"),
        ("http://dashboard.example/", "bad_address"),
        ("ftp://dashboard.example/", "bad_address"),
        ("https://me:secret@dashboard.example/", "bad_address"),
        ("https://dashboard.example/#part", "bad_address"),
        (&long, "bad_address"),
        ("https://127.0.0.1/", "address_inside"),
        // The same number, written otherwise.
        ("https://0x7f.1/", "address_inside"),
        ("https://2130706433/", "address_inside"),
        ("https://[::ffff:169.254.169.254]/", "address_inside"),
    ] {
        let reply = send(&site, &researcher, &of(address, &["wave.opened"])).await;
        is_problem(&reply, StatusCode::UNPROCESSABLE_ENTITY, code);
    }
    for (events, status, code) in [
        (&[][..], StatusCode::UNPROCESSABLE_ENTITY, "bad_events"),
        // A researcher manages no roles.
        (
            &["grant.changed"],
            StatusCode::UNPROCESSABLE_ENTITY,
            "bad_events",
        ),
        (&["answer.given"], StatusCode::BAD_REQUEST, "bad_body"),
        (
            &["wave.opened", "wave.opened"],
            StatusCode::BAD_REQUEST,
            "bad_body",
        ),
    ] {
        let reply = send(&site, &researcher, &of(good, events)).await;
        is_problem(&reply, status, code);
    }
    for number in 0..10 {
        let body = of(&format!("{good}{number}"), &["wave.opened"]);
        assert_eq!(
            send(&site, &researcher, &body).await.status,
            StatusCode::CREATED
        );
    }
    let reply = send(&site, &researcher, &of(good, &["wave.opened"])).await;
    is_problem(&reply, StatusCode::CONFLICT, "too_many_webhooks");
    site.be("lotte-smit").await;
    let student = key(&site, &ALL).await;
    let reply = send(&site, &student, &of(good, &["wave.opened"])).await;
    is_problem(&reply, StatusCode::UNPROCESSABLE_ENTITY, "not_in_this_role");
}

/// Inside a network that the settings name, messages may travel in the open.
#[tokio::test]
async fn settings_open_networks() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let inside = FromStr::from_str("10.1.0.0/16").unwrap();
    site.kit.app.reach(Reachable::and_inside(vec![inside]));
    site.be("ruben-vos").await;
    let key = key(&site, &ALL).await;
    for (address, status) in [
        ("http://10.1.2.3/", StatusCode::CREATED),
        ("https://10.1.2.3/", StatusCode::CREATED),
        ("https://10.2.0.1/", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let body = json!({"address": address, "events": ["wave.opened"]});
        assert_eq!(send(&site, &key, &body).await.status, status, "{address}");
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_webhook_is_made_and_ended_on_its_page(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let page = site.get("/mijn/webhooks").await.text();
    assert!(page.contains("Je hebt nog geen webhook.") && page.contains("grant.changed"));
    let fields = [
        ("adres", "https://dashboard.example/"),
        ("gebeurtenis", "wave.closed"),
        ("gebeurtenis", "figures.released"),
    ];
    let made = site.post("/mijn/webhooks", &fields).await;
    assert_eq!(made.status, StatusCode::OK);
    assert!(made.text().contains("<code>whsec_"));
    let again = site.get("/mijn/webhooks").await.text();
    assert!(!again.contains("whsec_") && again.contains("cijfers van een meting"));
    let id = again.split("href=\"/mijn/webhooks/").nth(1).unwrap();
    let id = id.split('"').next().unwrap();
    let shown = site.get(&format!("/mijn/webhooks/{id}")).await.text();
    assert!(shown.contains("Er is nog niets verstuurd."));
    let end = format!("/mijn/webhooks/{id}/einde");
    assert_eq!(site.post(&end, &[]).await.location(), "/mijn/webhooks");
    let page = site.get("/mijn/webhooks").await.text();
    assert!(page.contains("Je hebt nog geen webhook."));

    let wrong = [
        ("adres", "http://dashboard.example/"),
        ("gebeurtenis", "wave.closed"),
    ];
    let page = site.post("/mijn/webhooks", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = page.text();
    assert!(page.contains("begint met https://") && page.contains("value=\"http://dashboard"));
    // A demonstration person is always fresh; somebody else is asked.
    let person = site.kit.actor("noor-de-wit").await.person.id;
    let token = mkbroute_application::accounts::issue_sign_in_link(&site.kit.app, person);
    let reply = site
        .post(&format!("/aanmelden/{}", token.await.unwrap()), &[])
        .await;
    site.keep_cookie(&reply);
    site.kit.clock.advance(TimeDelta::minutes(10));
    let asked = site.post("/mijn/webhooks", &fields).await;
    assert_eq!(asked.location(), "/mijn/bewijs?naar=/mijn/webhooks");
    let page = site.get("/mijn/webhooks").await.text();
    assert!(!page.contains("name=\"adres\""));
}
