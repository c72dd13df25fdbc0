//! Passkeys and showing once more who one is, as far as that goes without an authenticator. What an
//! authenticator answers is tested in a browser.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use mkbroute_application::accounts::issue_sign_in_link;
use mkbroute_application::accounts::passkeys::StoredPasskey;
use mkbroute_domain::accounts::{AccountMailKind, Managed};
use mkbroute_domain::ids::PersonId;
use mkbroute_testkit::Backend;
use rstest::rstest;
use uuid::Uuid;

use crate::site::Site;

const LINK: &str = "/personen/noor-de-wit/link";
const KEYS: &str = "/mijn/passkeys";

/// Signs in as the administrator with a link, not as in the demonstration.
async fn sign_in(site: &mut Site) -> PersonId {
    let person = site.kit.actor("anja-kok").await.person.id;
    let token = issue_sign_in_link(&site.kit.app, person).await.unwrap();
    let reply = site.post(&format!("/aanmelden/{token}"), &[]).await;
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
    site.use_cookie(cookie.split(';').next().unwrap());
    person
}

/// Gives somebody a passkey that no authenticator has.
async fn give_passkey(site: &Site, person: PersonId) -> Uuid {
    let id = Uuid::from_u128(7);
    let tx = site.kit.app.store().begin().await.unwrap();
    let passkey = StoredPasskey {
        id,
        person,
        credential_id: vec![1, 2, 3],
        name: "telefoon".into(),
        body: "{}".into(),
        added_on: site.kit.app.now().date_naive(),
        used_on: None,
    };
    tx.insert_passkey(passkey).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_link_for_somebody_else_wants_a_fresh_factor(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    let anja = sign_in(&mut site).await;
    // Who just signed in and has no passkey showed all there is to show.
    assert_eq!(site.post(LINK, &[]).await.status, StatusCode::OK);
    let role = |role| [("naam", "Piet"), ("rol", role), ("waar", "programme")];
    let administrator = role("administrator");
    let added = site.post("/personen", &administrator).await;
    assert!(added.location().starts_with("/personen/p-"));

    site.kit.clock.advance(TimeDelta::minutes(10));
    let asked = site.post(LINK, &[]).await;
    assert_eq!(asked.location(), "/mijn/bewijs?naar=/personen/noor-de-wit");
    let asked = site.post("/personen", &administrator).await;
    assert_eq!(asked.location(), "/mijn/bewijs?naar=/personen");
    let page = site.get("/mijn/bewijs?naar=/personen").await.text();
    assert!(page.contains("Meld je opnieuw aan") && page.contains("href=\"/personen\""));
    // Other roles are given without.
    let researcher = role("researcher");
    let added = site.post("/personen", &researcher).await;
    assert!(added.location().starts_with("/personen/p-"));

    sign_in(&mut site).await;
    assert_eq!(site.post(LINK, &[]).await.status, StatusCode::OK);
    give_passkey(&site, anja).await;
    let asked = site.post(LINK, &[]).await;
    assert_eq!(
        asked.location(),
        "/mijn/bewijs?naar=/personen/noor-de-wit",
        "who has a passkey uses it"
    );
    let page = site.get("/mijn/bewijs?naar=/personen").await.text();
    assert!(page.contains("data-passkey=\"get\""));
}

/// A key outlives the browser in which it is made.
#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn making_a_key_wants_a_fresh_factor(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    sign_in(&mut site).await;
    let fields = [("naam", "dash"), ("bereik", "waves:read"), ("dagen", "7")];
    let made = site.post("/mijn/sleutels", &fields).await;
    assert_eq!(made.status, StatusCode::OK);
    let page = site.get("/mijn/sleutels").await.text();
    assert!(page.contains("name=\"dagen\""));

    site.kit.clock.advance(TimeDelta::minutes(10));
    let page = site.get("/mijn/sleutels").await.text();
    assert!(page.contains("/mijn/bewijs?naar=/mijn/sleutels"));
    assert!(!page.contains("name=\"dagen\""), "no form that is refused");
    let asked = site.post("/mijn/sleutels", &fields).await;
    assert_eq!(asked.location(), "/mijn/bewijs?naar=/mijn/sleutels");
    let keys = |page: &str| page.matches("action=\"/mijn/sleutels/").count();
    assert_eq!(keys(&page), 1);
    // Ending is done in a hurry, and asks for nothing.
    let from = page.find("action=\"/mijn/sleutels/").unwrap() + "action=\"".len();
    let end = page[from..].split('"').next().unwrap().to_owned();
    assert_eq!(site.post(&end, &[]).await.location(), "/mijn/sleutels");
    assert_eq!(keys(&site.get("/mijn/sleutels").await.text()), 0);
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let mut site = Site::demo(Backend::Sqlite).await;
    sign_in(&mut site).await;
    for elsewhere in [
        "//elders.example",
        "https://elders.example",
        "/%5Celders.example",
        "javascript:alert(1)",
        "/%0D%0ASet-Cookie:x=y",
    ] {
        let page = site.get(&format!("/mijn/bewijs?naar={elsewhere}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("elders"), "{elsewhere}");
        assert!(!page.text().contains("javascript:"), "{elsewhere}");
        let fields = [("naar", elsewhere), ("vraag", "x"), ("antwoord", "{}")];
        let reply = site.post("/mijn/bewijs", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!reply.text().contains("value=\"//elders"), "{elsewhere}");
        assert!(reply.headers.get(header::LOCATION).is_none());
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn who_lost_every_passkey_signs_in_with_a_link_and_starts_anew(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("anja-kok").await;
    let fields = [
        ("naam", "Fatima"),
        ("mailadres", "fatima@example.nl"),
        ("rol", "researcher"),
        ("waar", "programme"),
    ];
    site.post("/personen", &fields).await;
    site.sign_out();
    let store = site.kit.app.store().clone();
    let persons = store.persons(&Managed::everything()).await.unwrap();
    let fatima = persons.iter().find(|one| one.email.is_some()).unwrap().id;
    let mut cookies = Vec::new();
    for _ in 0..2 {
        let token = issue_sign_in_link(&site.kit.app, fatima).await.unwrap();
        let reply = site.post(&format!("/aanmelden/{token}"), &[]).await;
        let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
        cookies.push(cookie.split(';').next().unwrap().to_owned());
    }
    give_passkey(&site, fatima).await;
    site.use_cookie(&cookies[0]);
    site.kit.clock.advance(TimeDelta::minutes(10));
    let refused = site.post("/mijn/passkeys/kwijt", &[]).await;
    assert_eq!(refused.location(), "/mijn/bewijs?naar=/mijn/passkeys");
    assert!(!site.get(KEYS).await.text().contains("Haal al mijn"));

    site.sign_out();
    let token = issue_sign_in_link(&site.kit.app, fatima).await.unwrap();
    let reply = site.post(&format!("/aanmelden/{token}"), &[]).await;
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
    site.use_cookie(cookie.split(';').next().unwrap());
    assert!(site.get(KEYS).await.text().contains("Haal al mijn"));
    let done = site.post("/mijn/passkeys/kwijt", &[]).await;
    assert_eq!(done.location(), KEYS);
    assert!(site.get(KEYS).await.text().contains("nog geen passkey"));
    assert!(store.passkeys_of(fatima).await.unwrap().is_empty());
    let mails = store.account_mails().await.unwrap();
    let told = |mail: &&mkbroute_domain::accounts::QueuedAccountMail| {
        mail.kind == AccountMailKind::PasskeysForgotten
    };
    assert_eq!(mails.iter().filter(told).count(), 1);
    for former in &cookies {
        site.use_cookie(former);
        assert_eq!(site.get(KEYS).await.location(), "/aanmelden");
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_passkey_is_renamed_and_removed_by_its_owner_only(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("ruben-vos").await;
    let ruben = site.kit.actor("ruben-vos").await.person.id;
    let id = give_passkey(&site, ruben).await;
    let (rename, remove) = (format!("{KEYS}/{id}"), format!("{KEYS}/{id}/verwijderen"));
    let nameless = site.post(&rename, &[("naam", " ")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "x".repeat(61);
    let long = site.post(&rename, &[("naam", &long)]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    let renamed = site.post(&rename, &[("naam", "<b>kluis</b>")]).await;
    assert_eq!(renamed.location(), KEYS);
    let page = site.get(KEYS).await.text();
    assert!(page.contains("&#60;b&#62;kluis") && !page.contains("<b>kluis"));

    site.sign_out();
    site.be("noor-de-wit").await;
    for reply in [
        site.post(&rename, &[("naam", "van mij")]).await,
        site.post(&remove, &[]).await,
    ] {
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
    site.sign_out();
    site.be("ruben-vos").await;
    assert_eq!(site.post(&remove, &[]).await.location(), KEYS);
    assert!(site.get(KEYS).await.text().contains("nog geen passkey"));
}

/// What no authenticator says is answered with a page, never an error of ours.
#[tokio::test]
async fn an_answer_that_is_none_is_told() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let asked = site.post("/aanmelden/passkey/vraag", &[]).await;
    assert_eq!(asked.headers[header::CONTENT_TYPE], "application/json");
    let json = asked.text();
    let ceremony = json.split("\"ceremony\":\"").nth(1).unwrap();
    let ceremony = ceremony.split('"').next().unwrap().to_owned();
    for (ceremony, answer) in [
        ("", ""),
        ("x", "{}"),
        ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "{}"),
        (&ceremony, "nothing"),
        // Answered once, though wrongly: it counts no more.
        (&ceremony, "{}"),
    ] {
        let fields = [("vraag", ceremony), ("antwoord", answer)];
        let reply = site.post("/aanmelden/passkey", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.headers.get(header::SET_COOKIE).is_none());
        assert!(reply.text().contains("role=\"alert\""));
    }
    // What was asked for signing in counts neither for a new passkey nor for anything else.
    let asked = site.post("/aanmelden/passkey/vraag", &[]).await.text();
    let ceremony = asked.split("\"ceremony\":\"").nth(1).unwrap();
    let ceremony = ceremony.split('"').next().unwrap().to_owned();
    site.be("ruben-vos").await;
    let fields = [
        ("vraag", ceremony.as_str()),
        ("antwoord", "{}"),
        ("naam", "telefoon"),
    ];
    let reply = site.post(KEYS, &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    assert!(page.contains("of te laat") && page.contains("value=\"telefoon\""));
}

#[tokio::test]
async fn a_question_is_answered_within_five_minutes() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.be("ruben-vos").await;
    let asked = site.post("/mijn/passkeys/vraag", &[]).await;
    assert_eq!(asked.status, StatusCode::OK);
    let json = asked.text();
    assert!(json.contains("\"residentKey\":\"required\""), "{json}");
    assert!(json.contains("\"userVerification\":\"required\""), "{json}");
    let ceremony = json.split("\"ceremony\":\"").nth(1).unwrap();
    let ceremony = ceremony.split('"').next().unwrap().to_owned();
    site.kit.clock.advance(TimeDelta::minutes(5));
    let fields = [
        ("vraag", ceremony.as_str()),
        ("antwoord", "{}"),
        ("naam", "telefoon"),
    ];
    let reply = site.post(KEYS, &fields).await;
    assert!(reply.text().contains("of te laat"));
}
