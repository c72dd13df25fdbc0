//! Persons and grants, under the policy of the pages.

use std::collections::BTreeSet;

use axum::http::{StatusCode, header};
use mkbroute_application::accounts::{PersonFilter, list_persons};
use mkbroute_testkit::Backend;
use rstest::rstest;
use serde_json::{Value, json};

use super::{ALL, get, is_problem, json as read, key, post};
use crate::site::{Reply, Site};

const JSON: (&str, &str) = ("content-type", "application/json");

async fn send(site: &Site, key: &str, body: &Value) -> Reply {
    let body = body.to_string();
    post(site, "/api/v1/grants", key, (&[JSON], &body)).await
}

fn ids(list: &Value) -> BTreeSet<String> {
    let items = list["items"].as_array().unwrap().iter();
    let ids = items.map(|item| item["id"].as_str().unwrap().to_owned());
    ids.collect()
}

/// The grants of everybody that count or wait.
async fn living(site: &Site, key: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for status in ["invited", "in_force"] {
        let address = format!("/api/v1/grants?limit=200&status={status}");
        found.extend(ids(&read(&get(site, &address, key).await)));
    }
    assert!(!found.is_empty());
    found
}

/// Whoever manages roles sees the same persons as on the pages, and nobody else sees any.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_key_sees_the_persons_of_the_pages(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    let mut seen = BTreeSet::new();
    for who in ["anja-kok", "samira-haddad", "noor-de-wit", "joost-bakker"] {
        site.be(who).await;
        let key = key(&site, &ALL).await;
        let told = ids(&read(&get(&site, "/api/v1/persons?limit=200", &key).await));
        let actor = site.kit.actor(who).await;
        let page = list_persons(&site.kit.app, &actor, &PersonFilter::default(), 0).await;
        let lines = page.unwrap().lines.into_iter();
        let shown: BTreeSet<String> = lines.map(|line| line.person.slug).collect();
        assert_eq!(told, shown, "{who}");
        assert!(!shown.is_empty(), "{who}");
        for slug in &shown {
            let address = format!("/api/v1/persons/{slug}");
            let one = read(&get(&site, &address, &key).await);
            assert_eq!(one["id"], slug.as_str());
            assert!(one.get("email").is_none());
            let grants = format!("/api/v1/grants?person={slug}");
            let grants = read(&get(&site, &grants, &key).await);
            let of_one: BTreeSet<&str> = one["grants"]
                .as_array()
                .unwrap()
                .iter()
                .map(|grant| grant["id"].as_str().unwrap())
                .collect();
            let listed = ids(&grants);
            assert_eq!(of_one, listed.iter().map(String::as_str).collect());
            for id in listed {
                let one = get(&site, &format!("/api/v1/grants/{id}"), &key).await;
                assert_eq!(one.status, StatusCode::OK);
            }
        }
        seen.insert(shown.len());
    }
    assert!(seen.len() > 1, "not everybody sees the same: {seen:?}");
    site.be("noor-de-wit").await;
    let noor = key(&site, &ALL).await;
    let other = get(&site, "/api/v1/persons/ruben-vos", &noor).await;
    is_problem(&other, StatusCode::NOT_FOUND, "not_found");
    site.be("ruben-vos").await;
    let nobody = key(&site, &ALL).await;
    for address in [
        "/api/v1/persons",
        "/api/v1/grants",
        "/api/v1/persons/noor-de-wit",
    ] {
        let reply = get(&site, address, &nobody).await;
        is_problem(&reply, StatusCode::NOT_FOUND, "not_found");
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn persons_and_grants_are_sought_and_come_in_pages(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("anja-kok").await;
    let key = key(&site, &ALL).await;
    for list in ["persons", "grants"] {
        let whole = read(&get(&site, &format!("/api/v1/{list}?limit=200"), &key).await);
        assert!(whole["next"].is_null());
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let address = format!("/api/v1/{list}?limit=4{cursor}");
            let page = read(&get(&site, &address, &key).await);
            found.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else {
                break;
            };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(whole["items"], Value::Array(found), "{list}");
        // A cursor of a list of measurements is a name, not an id.
        for wrong in [
            "limit=0",
            "cursor=bnVsbWV0aW5n",
            "role=chief",
            "status=maybe",
        ] {
            let reply = get(&site, &format!("/api/v1/{list}?{wrong}"), &key).await;
            is_problem(&reply, StatusCode::BAD_REQUEST, "bad_query");
        }
    }
    let one = |list: &Value| ids(list).into_iter().collect::<Vec<_>>();
    let sought = read(&get(&site, "/api/v1/persons?search=WIT%20noor", &key).await);
    assert_eq!(one(&sought), ["noor-de-wit"]);
    let sought = read(
        &get(
            &site,
            "/api/v1/persons?role=coordinator&status=in_force",
            &key,
        )
        .await,
    );
    assert!(one(&sought).contains(&"noor-de-wit".to_owned()));
    let sought = read(&get(&site, "/api/v1/persons?role=coordinator&status=ended", &key).await);
    assert!(one(&sought).is_empty());
    let at = "/api/v1/grants?scope=pathway:avans-bouw&role=coordinator&status=in_force";
    let sought = read(&get(&site, at, &key).await);
    assert_eq!(sought["items"][0]["person"], "noor-de-wit");
    assert_eq!(sought["items"][0]["scope"], "pathway:avans-bouw");
    let nobody = read(&get(&site, "/api/v1/grants?person=nobody", &key).await);
    assert!(one(&nobody).is_empty());
    for wrong in ["pathway:none", "wave:", "nowhere", "%00"] {
        let reply = get(&site, &format!("/api/v1/grants?scope={wrong}"), &key).await;
        is_problem(&reply, StatusCode::BAD_REQUEST, "bad_query");
    }
    for name in ["%00", "a%00b"] {
        let reply = get(&site, &format!("/api/v1/persons/{name}"), &key).await;
        is_problem(&reply, StatusCode::NOT_FOUND, "not_found");
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_script_invites_and_takes_back(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("anja-kok").await;
    let key = key(&site, &ALL).await;
    let wanted = json!({
        "person": "karim-aziz", "role": "teacher", "scope": "pathway:saxion-bouwkunde",
        "until": "2027-07-31",
    });
    let before_all = living(&site, &key).await;
    let before = site.kit.app.store().audit_head().await.unwrap();
    let made = send(&site, &key, &wanted).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_ne!(before, site.kit.app.store().audit_head().await.unwrap());
    let given = read(&made);
    assert_eq!(given["status"], "invited");
    assert_eq!(given["until"], "2027-07-31");
    assert_eq!(given["scope"], "pathway:saxion-bouwkunde");
    let address = made.headers[header::LOCATION].to_str().unwrap().to_owned();
    assert_eq!(read(&get(&site, &address, &key).await), given);

    let revoke = format!("{address}/revoke");
    let revoked = post(&site, &revoke, &key, (&[], "")).await;
    assert_eq!(read(&revoked)["status"], "ended", "{}", revoked.text());
    let again = post(&site, &revoke, &key, (&[], "")).await;
    is_problem(&again, StatusCode::CONFLICT, "has_ended");

    let but = |field: &str, value: Value| {
        let mut wanted = wanted.clone();
        wanted[field] = value;
        wanted
    };
    for (wanted, status, code) in [
        (but("person", json!("nobody")), 404, "not_found"),
        (but("person", json!("no\0body")), 404, "not_found"),
        (but("person", json!("anja-kok")), 422, "to_yourself"),
        (
            but("scope", json!("pathway:none")),
            422,
            "not_yours_to_give",
        ),
        (but("scope", json!("programme")), 422, "wrong_scope"),
        (but("until", json!("2020-01-01")), 422, "end_is_past"),
        (but("until", json!("never")), 400, "bad_body"),
        (but("role", json!("chief")), 400, "bad_body"),
        (but("note", json!("please")), 400, "bad_body"),
        (json!([]), 400, "bad_body"),
        (
            json!({"person": "karim-aziz", "role": "administrator", "scope": "programme"}),
            403,
            "proof_needed",
        ),
        (
            json!({"person": "noor-de-wit", "role": "coordinator", "scope": "pathway:avans-bouw"}),
            409,
            "has_it",
        ),
    ] {
        let reply = send(&site, &key, &wanted).await;
        is_problem(&reply, StatusCode::from_u16(status).unwrap(), code);
    }
    let form = ("content-type", "application/x-www-form-urlencoded");
    let reply = post(&site, "/api/v1/grants", &key, (&[form], "person=x")).await;
    is_problem(&reply, StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type");
    let large = format!("{{\"person\":\"{}\"}}", "x".repeat(300_000));
    let reply = post(&site, "/api/v1/grants", &key, (&[JSON], &large)).await;
    is_problem(&reply, StatusCode::PAYLOAD_TOO_LARGE, "too_large");
    let living = living(&site, &key).await;
    assert_eq!(living, before_all, "what is refused gives nothing");
}

/// A key gives no more than its role: others than the administrator give within their own scope.
#[tokio::test]
async fn a_script_gives_only_what_its_role_gives() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("noor-de-wit").await;
    let noor = key(&site, &ALL).await;
    let people = read(&get(&site, "/api/v1/persons", &noor).await);
    let somebody = people["items"][0]["id"].as_str().unwrap();
    let wanted = json!({"person": somebody, "role": "student", "scope": "pathway:avans-bouw"});
    let made = send(&site, &noor, &wanted).await;
    assert!(
        [StatusCode::CREATED, StatusCode::CONFLICT].contains(&made.status),
        "{}",
        made.text()
    );
    for (role, scope) in [
        ("student", "pathway:saxion-bouwkunde"),
        ("researcher", "programme"),
        ("coordinator", "pathway:avans-bouw"),
    ] {
        let wanted = json!({"person": somebody, "role": role, "scope": scope});
        let reply = send(&site, &noor, &wanted).await;
        is_problem(
            &reply,
            StatusCode::UNPROCESSABLE_ENTITY,
            "not_yours_to_give",
        );
    }
    // A grant at another pathway is as none.
    let elsewhere = site.kit.actor("ruben-vos").await.grants[0].id;
    let revoke = format!("/api/v1/grants/{elsewhere}/revoke");
    let reply = post(&site, &revoke, &noor, (&[], "")).await;
    is_problem(&reply, StatusCode::NOT_FOUND, "not_found");
}
