//! Requests that come again.

use std::sync::Arc;

use axum::http::StatusCode;
use chrono::TimeDelta;
use mkbroute_domain::accounts::{Managed, Role};
use mkbroute_testkit::Backend;
use rstest::rstest;
use serde_json::json;

use super::{ALL, get, is_problem, json as read, key, post};
use crate::site::{Reply, Site};

const JSON: (&str, &str) = ("content-type", "application/json");

async fn named(site: &Site, key: &str, name: &str, body: &str) -> Reply {
    let headers = [JSON, ("idempotency-key", name)];
    post(site, "/api/v1/grants", key, (&headers, body)).await
}

fn wanted(scope: &str) -> String {
    json!({"person": "karim-aziz", "role": "teacher", "scope": scope}).to_string()
}

/// How many teachers' grants Karim has or had.
async fn given(site: &Site) -> usize {
    let store = site.kit.app.store();
    let all = Managed::everything();
    let karim = store.person_by_slug(&all, "karim-aziz").await;
    let karim = karim.unwrap().unwrap();
    let grants = store.grants_of(karim.id).await.unwrap();
    grants
        .iter()
        .filter(|grant| grant.role == Role::Teacher)
        .count()
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn what_comes_again_gets_the_same_answer_and_is_done_once(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("anja-kok").await;
    let (first, second) = (key(&site, &ALL).await, key(&site, &ALL).await);
    let (here, there) = (
        wanted("pathway:saxion-bouwkunde"),
        wanted("pathway:avans-bouw"),
    );
    let before = given(&site).await;
    let made = named(&site, &first, "a-1", &here).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_eq!(given(&site).await, before + 1);
    // Quotes belong to the header, not to the name.
    for name in ["a-1", "\"a-1\""] {
        let again = named(&site, &first, name, &here).await;
        assert_eq!(again.status, made.status);
        assert_eq!(again.bytes, made.bytes);
        assert_eq!(again.headers["location"], made.headers["location"]);
    }
    let other = named(&site, &first, "a-1", &there).await;
    is_problem(
        &other,
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency_key_reused",
    );
    // Without the name, or under another, it is asked anew.
    let anew = named(&site, &first, "a-2", &here).await;
    is_problem(&anew, StatusCode::CONFLICT, "has_it");
    // What was refused was not done, so the name is free.
    let free = named(&site, &first, "a-2", &there).await;
    let code = read(&free);
    assert!(
        free.status == StatusCode::CREATED || code["code"] == "has_it",
        "{code}"
    );
    // The names of one key are nothing to another.
    let others = named(&site, &second, "a-1", &here).await;
    is_problem(&others, StatusCode::CONFLICT, "has_it");

    let id = read(&made)["id"].as_str().unwrap().to_owned();
    let revoke = format!("/api/v1/grants/{id}/revoke");
    let name = [("idempotency-key", "r-1")];
    let revoked = post(&site, &revoke, &first, (&name, "")).await;
    assert_eq!(revoked.status, StatusCode::OK);
    let again = post(&site, &revoke, &first, (&name, "")).await;
    assert_eq!(
        (again.status, &again.bytes),
        (StatusCode::OK, &revoked.bytes)
    );
    // The answer tells what was given then, also now that it ended.
    assert_eq!(named(&site, &first, "a-1", &here).await.bytes, made.bytes);
    let before = given(&site).await;
    site.kit.clock.advance(TimeDelta::hours(24));
    let next_day = named(&site, &first, "a-1", &here).await;
    assert_eq!(next_day.status, StatusCode::CREATED);
    assert_ne!(next_day.bytes, made.bytes);
    assert_eq!(given(&site).await, before + 1);
}

/// Fifty at the same time: one grant, and the same answer for all.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_at_the_same_time_one_is_done(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("anja-kok").await;
    let key = key(&site, &ALL).await;
    let before = given(&site).await;
    let site = Arc::new(site);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let (site, key) = (site.clone(), key.clone());
        tasks.spawn(async move {
            named(&site, &key, "same", &wanted("pathway:saxion-bouwkunde")).await
        });
    }
    let replies = tasks.join_all().await;
    assert_eq!(given(&site).await, before + 1);
    for reply in &replies {
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        assert_eq!(reply.bytes, replies[0].bytes);
    }
    let grants = get(
        &site,
        "/api/v1/grants?person=karim-aziz&status=invited&role=teacher",
        &key,
    )
    .await;
    let grants = read(&grants);
    assert_eq!(grants["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_name_is_one_text_that_can_be_seen() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("anja-kok").await;
    let key = key(&site, &ALL).await;
    let long = "x".repeat(256);
    for name in ["", "\"\"", "a b", "caf\u{e9}", long.as_str()] {
        let reply = named(&site, &key, name, &wanted("pathway:saxion-bouwkunde")).await;
        is_problem(&reply, StatusCode::BAD_REQUEST, "bad_idempotency_key");
    }
    let twice = [JSON, ("idempotency-key", "a"), ("idempotency-key", "b")];
    let body = wanted("pathway:saxion-bouwkunde");
    let reply = post(&site, "/api/v1/grants", &key, (&twice, &body)).await;
    is_problem(&reply, StatusCode::BAD_REQUEST, "bad_idempotency_key");
    assert_eq!(
        named(&site, &key, &"x".repeat(255), &body).await.status,
        StatusCode::CREATED
    );
}
