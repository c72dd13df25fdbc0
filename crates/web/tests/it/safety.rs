use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::Site;

#[tokio::test]
async fn every_reply_carries_the_security_headers() {
    let site = Site::demo(Backend::Sqlite).await;
    for address in [
        "/",
        "/aanmelden",
        "/nergens",
        "/bestanden/x/style.css",
        "/a/x",
    ] {
        let reply = site.get(address).await;
        let policy = reply.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{address}");
        assert!(!policy.contains("unsafe"), "{address}");
        assert_eq!(reply.headers["x-content-type-options"], "nosniff");
        assert_eq!(reply.headers["referrer-policy"], "no-referrer");
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let site = Site::demo(Backend::Sqlite).await;
    let address = "/aanmelden/demo/ruben-vos";
    for headers in [
        [("sec-fetch-site", "cross-site")].as_slice(),
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://elders.example")],
        &[("origin", "null")],
    ] {
        let reply = site.post_raw(address, headers, String::new()).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{headers:?}");
        assert!(reply.headers.get("set-cookie").is_none());
    }
    let own = [("origin", "http://localhost:8080")];
    let reply = site.post_raw(address, &own, String::new()).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_script() {
    let site = Site::demo(Backend::Sqlite).await;
    let reply = site.post("/aanmelden/demo/ruben-vos", &[]).await;
    let cookie = reply.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
}

#[tokio::test]
async fn nothing_here_is_a_page_with_a_way_back() {
    let site = Site::demo(Backend::Sqlite).await;
    let reply = site.get("/nergens").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert!(reply.text().contains("href=\"/\""));
}
