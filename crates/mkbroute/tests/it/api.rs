//! The API as its description says, tried by schemathesis with a key of each role.
//!
//! It reads the description and asks every endpoint with data that fit it and data that do not: whatever comes back
//! must be described, and never be a fault of ours.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use mkbroute_application::accounts::{
    Entrance, NewApiKey, actor_of_session, begin_session, load_actor, make_key, personas,
};
use mkbroute_application::clock::SystemClock;
use mkbroute_application::{App, accounts::Actor};
use mkbroute_domain::accounts::{ApiScope, Device, Role, SignInMethod};
use mkbroute_store::{Location, Store};
use mkbroute_testkit::{Backend, python};
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};

use crate::server::{Server, data};
use crate::serving::demonstration;

/// Somebody of each role with a key of every scope.
async fn keys(folder: &Path, location: &Location) -> Vec<(Role, String)> {
    let store = Store::open(location).await.unwrap();
    let chance = Box::new(StdRng::seed_from_u64(1));
    let app = App::new(store, Arc::new(SystemClock), chance, folder.to_owned());
    let mut keys = Vec::new();
    for persona in personas(&app).await.unwrap() {
        let actor = signed_in(&app, &persona.person).await;
        let wanted = NewApiKey {
            name: "schemathesis".into(),
            scopes: ApiScope::ALL.to_vec(),
            days: 7,
        };
        let secret = make_key(&app, &actor, &wanted).await.unwrap();
        keys.push((actor.role().unwrap(), secret));
    }
    app.store().close().await;
    keys
}

async fn signed_in(app: &App, person: &mkbroute_domain::accounts::Person) -> Actor {
    let entrance = Entrance {
        method: SignInMethod::Link,
        device: Device::UNKNOWN,
        former: None,
        known_as: None,
    };
    let begun = begin_session(app, person.id, entrance).await.unwrap();
    let found = actor_of_session(app, &begun.session).await.unwrap();
    let actor = found.unwrap().0;
    assert!(load_actor(app, person.id).await.unwrap().is_some());
    actor
}

/// The description of a server with addresses of webhooks that lead nowhere, so that nothing is sent to what
/// is made up. The program takes other addresses too; that is no fault ([`SETTINGS`]).
async fn description(origin: &str) -> Value {
    let described = reqwest::get(format!("{origin}/api/v1/openapi.json")).await;
    let mut described: Value = described.unwrap().json().await.unwrap();
    let asked = &mut described["components"]["schemas"]["WebhookAsked"]["properties"];
    asked["address"]["pattern"] = json!("^https://[a-z]{1,20}[.]invalid/$");
    described
}

/// What fits the description may be refused all the same, because of who asks or what there is.
const SETTINGS: &str = r#"
[checks]
positive_data_acceptance.enabled = false

[[operations]]
include-name = "POST /api/v1/webhooks"
checks.negative_data_rejection.enabled = false
"#;

fn write(folder: &Path, described: &Value) -> PathBuf {
    std::fs::write(folder.join("schemathesis.toml"), SETTINGS).unwrap();
    let file = folder.join("openapi.json");
    std::fs::write(&file, described.to_string()).unwrap();
    file
}

/// Tries every endpoint with this key.
fn tried(described: &Path, origin: &str, key: &str, more: &[&str]) -> Output {
    let mut python = Command::new(python::interpreter());
    python
        .args(["-m", "schemathesis.cli", "run"])
        .arg(described)
        .args(["--url", origin, "--header"])
        .arg(format!("Authorization: Bearer {key}"))
        .args(["--seed", "2026", "--no-color", "--continue-on-failure"])
        .args(["--generation-database", "none", "--warnings", "off"])
        .args(more)
        .current_dir(described.parent().unwrap())
        .output()
        .unwrap()
}

/// How many requests a run made; it fails if the run found something.
#[track_caller]
fn requests(role: Role, done: &Output) -> u32 {
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{role:?}: {told}");
    let line = told.lines().find(|line| line.contains(" generated"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.unwrap().parse().unwrap()
}

/// Who may most and who only reads: with these every border of every field is tried, with the others a few
/// examples of each endpoint.
const IN_DEPTH: [Role; 2] = [Role::Administrator, Role::Student];

fn depth(role: Role) -> [&'static str; 4] {
    let phases = if IN_DEPTH.contains(&role) {
        "coverage,fuzzing"
    } else {
        "fuzzing"
    };
    ["--phases", phases, "--max-examples", "2"]
}

#[tokio::test(flavor = "multi_thread")]
async fn no_role_gets_a_reply_that_is_not_described() {
    let (folder, database) = demonstration(Backend::Sqlite);
    let keys = keys(folder.path(), &database.location).await;
    let roles: Vec<Role> = keys.iter().map(|(role, _)| *role).collect();
    assert_eq!(roles.len(), Role::ALL.len());
    assert!(Role::ALL.iter().all(|role| roles.contains(role)));
    let server = Server::start(&data(folder.path(), &database.location));
    let described = write(folder.path(), &description(&server.origin).await);
    // Two at a time: more only wait for each other.
    let half = keys.len().div_ceil(2);
    let counts = std::thread::scope(|scope| {
        let (described, origin) = (&described, server.origin.as_str());
        let runs: Vec<_> = keys
            .chunks(half)
            .map(|keys| {
                scope.spawn(move || {
                    let each = |(role, key): &(Role, String)| {
                        let done = tried(described, origin, key, &depth(*role));
                        (*role, requests(*role, &done))
                    };
                    keys.iter().map(each).collect::<Vec<_>>()
                })
            })
            .collect();
        let all = runs.into_iter().flat_map(|run| run.join().unwrap());
        all.collect::<Vec<_>>()
    });
    for (role, count) in counts {
        let least = if IN_DEPTH.contains(&role) { 300 } else { 20 };
        assert!(count >= least, "{role:?}: {count} requests");
    }
}

/// With less in the description the same run finds what is missing.
#[tokio::test(flavor = "multi_thread")]
async fn a_reply_that_is_not_described_is_found() {
    let (folder, database) = demonstration(Backend::Sqlite);
    let keys = keys(folder.path(), &database.location).await;
    let (_, key) = keys
        .iter()
        .find(|(role, _)| *role == Role::Student)
        .unwrap();
    let server = Server::start(&data(folder.path(), &database.location));
    let whole = description(&server.origin).await;
    let missing = |path: &str, method: &str, status: &str| {
        let mut described = whole.clone();
        let responses = described["paths"][path][method]["responses"].as_object_mut();
        assert!(
            responses.unwrap().remove(status).is_some(),
            "{path} {status}"
        );
        described
    };
    let mut another_form = whole.clone();
    let listed = &mut another_form["components"]["schemas"]["WaveReply"]["properties"]["frozen"];
    assert_eq!(listed["type"], "boolean");
    listed["type"] = json!("string");
    for (described, only) in [
        (missing("/api/v1/waves", "get", "400"), "/api/v1/waves"),
        (
            missing("/api/v1/persons/{person}", "get", "404"),
            "/api/v1/persons/{person}",
        ),
        (
            missing("/api/v1/webhooks", "post", "415"),
            "/api/v1/webhooks",
        ),
        (another_form, "/api/v1/waves"),
    ] {
        let described = write(folder.path(), &described);
        let few = ["--phases", "coverage", "--include-path", only];
        let done = tried(&described, &server.origin, key, &few);
        let told = String::from_utf8_lossy(&done.stdout);
        assert_eq!(done.status.code(), Some(1), "{only}: {told}");
    }
}
