//! Signed-in browsers: which there are, and when that ends.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use mkbroute_application::accounts::issue_sign_in_link;
use mkbroute_domain::accounts::{AccountMailKind, Managed};
use mkbroute_testkit::Backend;
use rstest::rstest;

use crate::site::{Reply, Site};

const FIREFOX: (&str, &str) = (
    "user-agent",
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
);
const SAFARI: (&str, &str) = (
    "user-agent",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1",
);
const LIST: &str = "/mijn/aanmeldingen";

/// The cookies that a reply sets, as a browser sends them back.
fn cookies(reply: &Reply) -> String {
    let set = reply.headers.get_all(header::SET_COOKIE).iter();
    let pairs = set.filter_map(|cookie| cookie.to_str().unwrap().split(';').next());
    pairs.collect::<Vec<_>>().join("; ")
}

/// Signs in as the coordinator by a link and returns the cookies of that browser.
async fn sign_in(site: &Site, browser: (&str, &str)) -> String {
    let person = site.kit.actor("noor-de-wit").await.person.id;
    let token = issue_sign_in_link(&site.kit.app, person).await.unwrap();
    let link = format!("/aanmelden/{token}");
    cookies(&site.post_raw(&link, &[browser], String::new()).await)
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn somebody_sees_and_ends_where_they_are_signed_in(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    let (here, phone) = (sign_in(&site, FIREFOX).await, sign_in(&site, SAFARI).await);
    let third = sign_in(&site, ("user-agent", "x")).await;
    site.use_cookie(&here);
    let page = site.get(LIST).await.text();
    assert!(page.contains("Firefox, Linux <span class=\"badge\">deze browser"));
    assert!(page.contains("Safari, iOS") && page.contains("een andere browser"));
    assert!(page.contains("23 november 2026, met een link"));

    let row = page.split("Safari, iOS").nth(1).unwrap();
    let from = row.find("action=\"").unwrap() + "action=\"".len();
    let end = row[from..].split('"').next().unwrap().to_owned();
    // Somebody else ends nobody's session but their own.
    site.sign_out();
    site.be("ruben-vos").await;
    assert_eq!(site.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
    for no_id in ["x", "andere2", "%00"] {
        let reply = site.post(&format!("{LIST}/{no_id}"), &[]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
    site.use_cookie(&here);
    assert_eq!(site.post(&end, &[]).await.location(), LIST);
    site.use_cookie(&phone);
    assert_eq!(site.get(LIST).await.location(), "/aanmelden");
    site.use_cookie(&here);
    assert!(!site.get(LIST).await.text().contains("Safari"));

    let ended = site.post("/mijn/aanmeldingen/andere", &[]).await;
    assert_eq!(ended.location(), LIST);
    let page = site.get(LIST).await.text();
    assert!(page.contains("Nergens anders"), "{page}");
    site.use_cookie(&third);
    assert_eq!(site.get(LIST).await.location(), "/aanmelden");
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_a_week() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let cookie = sign_in(&site, FIREFOX).await;
    site.use_cookie(&cookie);
    for _ in 0..15 {
        // Busy all week: never idle for twelve hours.
        assert_eq!(site.get(LIST).await.status, StatusCode::OK);
        site.kit.clock.advance(TimeDelta::hours(11));
    }
    assert_eq!(site.get(LIST).await.status, StatusCode::OK);
    site.kit.clock.advance(TimeDelta::hours(7 * 24 - 15 * 11));
    assert_eq!(site.get(LIST).await.location(), "/aanmelden");

    let cookie = sign_in(&site, FIREFOX).await;
    site.use_cookie(&cookie);
    site.kit.clock.advance(TimeDelta::hours(12));
    assert_eq!(site.get(LIST).await.location(), "/aanmelden");
    let form = site.post("/mijn/aanmeldingen/andere", &[]).await;
    assert_eq!(form.status, StatusCode::UNAUTHORIZED);
}

/// Whoever knew the cookie from before does not ride on along.
#[tokio::test]
async fn signing_in_renews_the_cookie_and_ends_the_former_session() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let former = sign_in(&site, FIREFOX).await;
    site.use_cookie(&former);
    let renewed = sign_in(&site, FIREFOX).await;
    assert_ne!(former, renewed);
    assert_eq!(site.get(LIST).await.location(), "/aanmelden");
    site.use_cookie(&renewed);
    assert!(site.get(LIST).await.text().contains("Nergens anders"));
    // A cookie that somebody planted is not taken over.
    let planted = "mkbroute=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    site.use_cookie(planted);
    let fresh = sign_in(&site, FIREFOX).await;
    assert!(!fresh.contains(planted));
    assert_eq!(site.get(LIST).await.location(), "/aanmelden");
}

#[tokio::test]
async fn a_cookie_that_is_no_good_leads_to_signing_in() {
    let mut site = Site::demo(Backend::Sqlite).await;
    let begun = site.post("/m/vervolgmeting-avans-bouw-students", &[]).await;
    let foreign = begun.location().replace("/a/", "mkbroute=");
    let good = sign_in(&site, FIREFOX).await;
    let session = good.split("; ").next().unwrap();
    let device = good.split("device=").nth(1).unwrap();
    for cookie in [
        foreign.as_str(),
        "mkbroute=",
        "mkbroute=x",
        "mkbroute=%00%FF",
        "mkbroute",
        ";;=;",
        &session[..session.len() - 1],
        &format!("{session}A"),
        &session.replace("mkbroute=", "__Host-mkbroute="),
        &format!("mkbroute={device}"),
        &format!("mkbroute={}", "A".repeat(4000)),
    ] {
        site.use_cookie(cookie);
        let reply = site.get("/metingen").await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{cookie}");
        assert_eq!(reply.location(), "/aanmelden", "{cookie}");
    }
    site.use_cookie(&good);
    assert_eq!(site.get("/metingen").await.status, StatusCode::OK);
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_new_device_is_told_once(#[case] backend: Backend) {
    let mut site = Site::demo(backend).await;
    site.be("anja-kok").await;
    let fields = [
        ("naam", "Fatima Aziz"),
        ("mailadres", "fatima@example.nl"),
        ("rol", "researcher"),
        ("waar", "programme"),
    ];
    site.post("/personen", &fields).await;
    let persons = site
        .kit
        .app
        .store()
        .persons(&Managed::everything())
        .await
        .unwrap();
    let fatima = persons.iter().find(|person| person.email.is_some());
    let fatima = fatima.unwrap().id;
    site.sign_out();
    let mut told = Vec::new();
    for _ in 0..3 {
        let token = issue_sign_in_link(&site.kit.app, fatima).await.unwrap();
        let link = format!("/aanmelden/{token}");
        let reply = site.post_raw(&link, &[FIREFOX], String::new()).await;
        let set = reply.headers.get_all(header::SET_COOKIE).iter();
        let set: Vec<&str> = set.map(|cookie| cookie.to_str().unwrap()).collect();
        assert!(set[1].starts_with("mkbroute-device="));
        assert!(set[1].contains("HttpOnly") && set[1].contains("Max-Age=34560000"));
        site.use_cookie(&cookies(&reply));
        told.push(site.kit.app.store().account_mails().await.unwrap());
    }
    let [first, second, third] = told.try_into().unwrap();
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].kind, AccountMailKind::NewDevice);
    assert_eq!(first[0].detail, "firefox/linux");
    assert_eq!((second.len(), third.len()), (1, 1), "it is known by now");
    // Another browser has another cookie, or none.
    site.sign_out();
    let token = issue_sign_in_link(&site.kit.app, fatima).await.unwrap();
    let link = format!("/aanmelden/{token}");
    site.post_raw(&link, &[SAFARI], String::new()).await;
    let mails = site.kit.app.store().account_mails().await.unwrap();
    assert_eq!(mails.len(), 2);
}
