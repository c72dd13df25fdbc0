//! What scripts read, and the keys that open it.

use std::collections::BTreeSet;

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use mkbroute_domain::accounts::Visible;
use mkbroute_testkit::Backend;
use rstest::rstest;
use serde_json::Value;

mod again;
mod grants;
mod leads;
mod organisations;
mod webhooks;

use crate::site::{Reply, Site};

/// Every endpoint that a key opens: method, path, an address to try and the scope that it takes. One
/// that is described and not here fails the first test.
const ENDPOINTS: [(&str, &str, &str, &str); 19] = [
    ("get", "/api/v1/waves", "/api/v1/waves", "waves:read"),
    ("get", "/api/v1/waves/{wave}", BASELINE, "waves:read"),
    (
        "get",
        "/api/v1/waves/{wave}/response",
        "/api/v1/waves/nulmeting-2021/response",
        "response:read",
    ),
    (
        "get",
        "/api/v1/waves/{wave}/figures",
        FIGURES,
        "figures:read",
    ),
    ("get", "/api/v1/persons", "/api/v1/persons", "persons:read"),
    (
        "get",
        "/api/v1/persons/{person}",
        "/api/v1/persons/noor-de-wit",
        "persons:read",
    ),
    ("get", "/api/v1/grants", "/api/v1/grants", "grants:read"),
    ("get", "/api/v1/grants/{grant}", GRANT, "grants:read"),
    ("post", "/api/v1/grants", "/api/v1/grants", "grants:write"),
    (
        "post",
        "/api/v1/grants/{grant}/revoke",
        "/api/v1/grants/00000000-0000-0000-0000-000000000000/revoke",
        "grants:write",
    ),
    (
        "get",
        "/api/v1/webhooks",
        "/api/v1/webhooks",
        "webhooks:read",
    ),
    (
        "post",
        "/api/v1/webhooks",
        "/api/v1/webhooks",
        "webhooks:write",
    ),
    (
        "get",
        "/api/v1/webhooks/{webhook}",
        WEBHOOK,
        "webhooks:read",
    ),
    (
        "delete",
        "/api/v1/webhooks/{webhook}",
        WEBHOOK,
        "webhooks:write",
    ),
    (
        "get",
        "/api/v1/webhooks/{webhook}/deliveries",
        "/api/v1/webhooks/00000000-0000-0000-0000-000000000000/deliveries",
        "webhooks:read",
    ),
    (
        "get",
        "/api/v1/leads",
        "/api/v1/leads?pathway=avans-bouw",
        "leads:read",
    ),
    (
        "get",
        "/api/v1/events",
        "/api/v1/events?pathway=avans-bouw",
        "events:read",
    ),
    (
        "get",
        "/api/v1/organisations",
        "/api/v1/organisations?kind=hogeschool",
        "organisations:read",
    ),
    (
        "get",
        "/api/v1/organisations/{organisation}",
        "/api/v1/organisations/00000000-0000-0000-0000-000000000000",
        "organisations:read",
    ),
];
const WEBHOOK: &str = "/api/v1/webhooks/00000000-0000-0000-0000-000000000000";
const BASELINE: &str = "/api/v1/waves/nulmeting-2021";
const FIGURES: &str = "/api/v1/waves/nulmeting-2021/figures";
const GRANT: &str = "/api/v1/grants/00000000-0000-0000-0000-000000000000";
const ALL: [&str; 11] = [
    "waves:read",
    "response:read",
    "figures:read",
    "persons:read",
    "grants:read",
    "grants:write",
    "webhooks:read",
    "webhooks:write",
    "leads:read",
    "events:read",
    "organisations:read",
];

fn json(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.bytes).unwrap()
}

/// Makes a key on the page of whoever is signed in.
async fn key(site: &Site, scopes: &[&str]) -> String {
    let mut fields = vec![("naam", "dashboard"), ("dagen", "7")];
    fields.extend(scopes.iter().map(|scope| ("bereik", *scope)));
    let page = site.post("/mijn/sleutels", &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let page = page.text();
    let secret = page.split("<code>").nth(1).unwrap();
    secret.split('<').next().unwrap().to_owned()
}

async fn get(site: &Site, address: &str, key: &str) -> Reply {
    let shown = format!("Bearer {key}");
    site.get_with(address, &[("authorization", &shown)]).await
}

/// Asks with a method; nothing is sent along.
async fn ask(site: &Site, method: &str, address: &str, key: &str) -> Reply {
    match method {
        "get" => get(site, address, key).await,
        "delete" => {
            let shown = format!("Bearer {key}");
            site.delete(address, &[("authorization", &shown)]).await
        }
        _ => post(site, address, key, (&[], "")).await,
    }
}

/// Sends a body, with these headers besides the key.
async fn post(
    site: &Site,
    address: &str,
    key: &str,
    (headers, body): (&[(&str, &str)], &str),
) -> Reply {
    let shown = format!("Bearer {key}");
    let headers = [&[("authorization", shown.as_str())], headers].concat();
    site.post_with(address, &headers, body.to_owned()).await
}

/// What anybody may read.
const OPEN: [(&str, &str); 2] = [
    ("get", "/api/v1/pathways"),
    ("get", "/api/v1/pathways/{pathway}"),
];

#[track_caller]
fn is_problem(reply: &Reply, status: StatusCode, code: &str) {
    let problem = json(reply);
    assert_eq!(reply.status, status, "{problem}");
    let kind = reply.headers[header::CONTENT_TYPE].to_str().unwrap();
    assert_eq!(kind, "application/problem+json");
    assert_eq!(problem["status"], status.as_u16());
    assert_eq!(problem["code"], code);
    assert!(problem["detail"].as_str().unwrap().len() > 10);
}

#[tokio::test]
async fn every_endpoint_is_described_and_takes_a_scope() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let described = json(&site.get("/api/v1/openapi.json").await);
    assert!(described["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = described["paths"].as_object().unwrap();
    let told: BTreeSet<(&str, &str)> = paths
        .iter()
        .flat_map(|(path, operations)| {
            let methods = operations.as_object().unwrap().keys();
            methods.map(move |method| (method.as_str(), path.as_str()))
        })
        .collect();
    let listed: BTreeSet<(&str, &str)> =
        ENDPOINTS.iter().map(|(m, path, ..)| (*m, *path)).collect();
    let listed = listed.into_iter().chain(OPEN).collect();
    assert_eq!(told, listed);

    site.be("anja-kok").await;
    let mut keys = Vec::new();
    for scope in ALL {
        keys.push((scope, key(&site, &[scope]).await));
    }
    site.sign_out();
    for (method, _, address, needed) in ENDPOINTS {
        let reply = ask(&site, method, address, "none").await;
        is_problem(&reply, StatusCode::UNAUTHORIZED, "no_key");
        for (scope, key) in &keys {
            let reply = ask(&site, method, address, key).await;
            // Nobody has such a thing, or an administrator knows of none.
            let unknown = ["0000", "pathway=", "/organisations"];
            let nothing = unknown.iter().any(|part| address.contains(part));
            if *scope == needed && method == "post" && !nothing {
                is_problem(&reply, StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type");
            } else if *scope == needed && nothing {
                is_problem(&reply, StatusCode::NOT_FOUND, "not_found");
            } else if *scope == needed {
                assert_eq!(reply.status, StatusCode::OK, "{address}");
            } else {
                is_problem(&reply, StatusCode::FORBIDDEN, "scope_missing");
            }
        }
    }
}

/// Field names of an object, or of the first object of a list in it.
fn fields(value: &Value) -> BTreeSet<&str> {
    let object = value.as_object().unwrap();
    object.keys().map(String::as_str).collect()
}

#[tokio::test]
async fn the_example_of_figures_looks_as_a_reply() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let secret = key(&site, &ALL).await;
    let reply = json(&get(&site, FIGURES, &secret).await);
    let described = json(&site.get("/api/v1/openapi.json").await);
    let told = &described["paths"]["/api/v1/waves/{wave}/figures"]["get"]["responses"]["200"];
    let example = &told["content"]["application/json"]["example"];
    assert_eq!(fields(&reply), fields(example));
    for list in ["figures", "reservations"] {
        assert_eq!(fields(&reply[list][0]), fields(&example[list][0]), "{list}");
    }
}

/// Every endpoint may refuse as all others do, and says so in the same words.
#[tokio::test]
async fn refusals_are_described_once() {
    let site = Site::demo(Backend::Sqlite).await;
    let described = json(&site.get("/api/v1/openapi.json").await);
    let shared = described["components"]["responses"].as_object().unwrap();
    for response in shared.values() {
        let body = &response["content"]["application/problem+json"]["schema"];
        assert_eq!(body["$ref"], "#/components/schemas/Problem");
    }
    assert!(described["components"]["schemas"]["Problem"].is_object());
    assert!(shared["TooMany"]["headers"]["Retry-After"].is_object());
    for (_, path, ..) in ENDPOINTS {
        let endpoint = described["paths"][path].as_object().unwrap();
        for (method, operation) in endpoint {
            let responses = operation["responses"].as_object().unwrap();
            for always in ["400", "401", "403", "429", "500", "503"] {
                assert!(responses.contains_key(always), "{method} {path}: {always}");
            }
            for (status, response) in responses.iter().filter(|(s, _)| s.as_str() >= "400") {
                let name = response["$ref"].as_str().unwrap();
                let name = name.strip_prefix("#/components/responses/").unwrap();
                assert!(shared.contains_key(name), "{method} {path}: {status}");
            }
        }
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_key_is_shown_once_used_and_ended(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("ruben-vos").await;
    let page = site.get("/mijn/sleutels").await.text();
    assert!(page.contains("Je hebt nog geen sleutel."));
    let secret = key(&site, &ALL).await;
    assert_eq!(secret.len(), "mkb_".len() + 43);
    let page = site.get("/mijn/sleutels").await.text();
    assert!(!page.contains(&secret) && page.contains("Nog niet gebruikt."));

    let list = json(&get(&site, "/api/v1/waves", &secret).await);
    let items = list["items"].as_array().unwrap();
    let known = site
        .kit
        .app
        .store()
        .waves(&Visible::Everything)
        .await
        .unwrap();
    assert_eq!(items.len(), known.len());
    let baseline = json(&get(&site, "/api/v1/waves/nulmeting-2021", &secret).await);
    assert!(items.contains(&baseline));
    assert_eq!(baseline["state"], "closed");
    let page = site.get("/mijn/sleutels").await.text();
    assert!(page.contains("Laatst gebruikt op 23 november 2026"));

    let from = page.find("action=\"/mijn/sleutels/").unwrap() + "action=\"".len();
    let end = page[from..].split('"').next().unwrap().to_owned();
    site.be("noor-de-wit").await;
    assert_eq!(site.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        get(&site, "/api/v1/waves", &secret).await.status,
        StatusCode::OK
    );
    site.be("ruben-vos").await;
    assert_eq!(site.post(&end, &[]).await.location(), "/mijn/sleutels");
    let after = get(&site, "/api/v1/waves", &secret).await;
    is_problem(&after, StatusCode::UNAUTHORIZED, "no_key");
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_key_ends_by_itself(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("ruben-vos").await;
    let secret = key(&site, &ALL).await;
    site.kit
        .clock
        .advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    let last = get(&site, "/api/v1/waves", &secret).await;
    assert_eq!(last.status, StatusCode::OK);
    site.kit.clock.advance(TimeDelta::seconds(1));
    let over = get(&site, "/api/v1/waves", &secret).await;
    is_problem(&over, StatusCode::UNAUTHORIZED, "no_key");
}

/// A key never gives more than its person has at that moment.
#[tokio::test]
async fn a_key_gives_what_its_role_gives() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let response = "/api/v1/waves/vervolgmeting/response";
    site.be("joost-bakker").await;
    let company = key(&site, &ALL).await;
    let seen = json(&get(&site, response, &company).await);
    assert_eq!(seen["groups"].as_array().unwrap().len(), 0);
    assert_eq!(seen["links"].as_array().unwrap().len(), 0);
    site.be("noor-de-wit").await;
    let coordinator = key(&site, &ALL).await;
    let seen = json(&get(&site, response, &coordinator).await);
    let links = seen["links"].as_array().unwrap();
    assert!(!links.is_empty());
    assert!(links.iter().all(|link| link["pathway"] == "avans-bouw"));
    // What is withheld from the release is in no reply, also not to a researcher.
    site.be("ruben-vos").await;
    let researcher = key(&site, &ALL).await;
    let figures = json(&get(&site, FIGURES, &researcher).await);
    assert_eq!(figures["audience"], "release");
    let all = figures["figures"].as_array().unwrap();
    let withheld: Vec<&Value> = all
        .iter()
        .filter(|figure| figure["released"] == false)
        .collect();
    assert!(all.len() > 100 && !withheld.is_empty());
    assert!(withheld.iter().all(|figure| figure["value"].is_null()));
    let open = "/api/v1/waves/in-voorbereiding/figures";
    site.with_planned_wave().await;
    is_problem(
        &get(&site, open, &researcher).await,
        StatusCode::CONFLICT,
        "not_released",
    );
}

/// Whoever lays a role down closes the API to the keys that act in it, at the next request.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_key_may_nothing_without_its_role(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("noor-de-wit").await;
    let secret = key(&site, &ALL).await;
    let wave = "/api/v1/waves/nulmeting-2021";
    assert_eq!(get(&site, wave, &secret).await.status, StatusCode::OK);
    let page = site.get("/mijn/rollen").await.text();
    let lay_down = page.split("href=\"/mijn/rollen/").nth(1).unwrap();
    let lay_down = format!("/mijn/rollen/{}", lay_down.split('"').next().unwrap());
    assert_eq!(site.post(&lay_down, &[]).await.location(), "/mijn/rollen");
    is_problem(
        &get(&site, wave, &secret).await,
        StatusCode::NOT_FOUND,
        "not_found",
    );
    let list = json(&get(&site, "/api/v1/waves", &secret).await);
    assert_eq!(list["items"].as_array().unwrap().len(), 0);
    // Without a role there is nothing to make a key for.
    let fields = [("naam", "dash"), ("bereik", "waves:read"), ("dagen", "7")];
    let refused = site.post("/mijn/sleutels", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_list_comes_in_pages() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let secret = key(&site, &ALL).await;
    let whole = json(&get(&site, "/api/v1/waves", &secret).await);
    assert!(whole["next"].is_null());
    let (mut found, mut address) = (Vec::new(), "/api/v1/waves?limit=1".to_owned());
    loop {
        let page = json(&get(&site, &address, &secret).await);
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 1);
        found.extend(items.clone());
        let Some(next) = page["next"].as_str() else {
            break;
        };
        address = format!("/api/v1/waves?limit=1&cursor={next}");
    }
    assert_eq!(whole["items"], Value::Array(found));
    for wrong in ["limit=0", "limit=201", "limit=x", "cursor=%25"] {
        let reply = get(&site, &format!("/api/v1/waves?{wrong}"), &secret).await;
        is_problem(&reply, StatusCode::BAD_REQUEST, "bad_query");
    }
}

#[tokio::test]
async fn what_is_no_key_opens_nothing() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let secret = key(&site, &ALL).await;
    // Signed in by cookie: that is for pages.
    is_problem(
        &site.get("/api/v1/waves").await,
        StatusCode::UNAUTHORIZED,
        "no_key",
    );
    for wrong in [
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        format!("Basic {secret}"),
        secret.clone(),
        format!("Bearer {}", &secret[4..]),
        format!("Bearer {secret}A"),
        format!("Bearer mkb_{}", "A".repeat(43)),
    ] {
        let reply = site
            .get_with("/api/v1/waves", &[("authorization", &wrong)])
            .await;
        is_problem(&reply, StatusCode::UNAUTHORIZED, "no_key");
        assert_eq!(reply.headers[header::WWW_AUTHENTICATE], "Bearer");
    }
    for nowhere in [
        "/api",
        "/api/v2/waves",
        "/api/v1/waves/none",
        "/api/v1/waves/",
    ] {
        let reply = get(&site, nowhere, &secret).await;
        is_problem(&reply, StatusCode::NOT_FOUND, "not_found");
    }
    let elsewhere = [("origin", "https://elders.example")];
    let reply = site
        .post_raw("/api/v1/waves", &elsewhere, String::new())
        .await;
    is_problem(&reply, StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed");
    assert!(
        reply.headers[header::ALLOW]
            .to_str()
            .unwrap()
            .contains("GET")
    );
}

#[tokio::test]
async fn a_key_that_lacks_something_is_asked_for_again() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let good = [("naam", "dash"), ("bereik", "waves:read"), ("dagen", "7")];
    for (field, value, told) in [
        ("naam", " ", "Geef de sleutel een naam"),
        ("bereik", "all", "Kies wat de sleutel mag"),
        ("dagen", "100000", "Kies hoe lang de sleutel geldt"),
    ] {
        let fields = good.map(|(name, kept)| (name, if name == field { value } else { kept }));
        let page = site.post("/mijn/sleutels", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = page.text();
        assert!(page.contains(told), "{field}");
        assert!(field == "naam" || page.contains("value=\"dash\""));
        assert!(!page.contains("<code>"));
    }
}
