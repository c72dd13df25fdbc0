use axum::http::StatusCode;
use mkbroute_testkit::Backend;

use crate::site::Site;

#[tokio::test]
async fn a_request_for_another_site_gets_no_page() {
    let site = Site::demo(Backend::Sqlite).await;
    for host in [
        "elders.example",
        "localhost.elders.example",
        "mkb.example:8080",
    ] {
        let reply = site.get_with("/aanmelden", &[("host", host)]).await;
        assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(
            !reply.text().contains(host),
            "nothing of it stands on the page"
        );
        let reply = site.get_with("/api/v1/waves", &[("host", host)]).await;
        assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert_eq!(reply.headers["content-type"], "application/problem+json");
    }
    for host in ["", "a b", "x@localhost", "localhost/x", "[::1"] {
        let reply = site.get_with("/aanmelden", &[("host", host)]).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{host}");
    }
    // A probe asks by address.
    let reply = site
        .get_with("/health/live", &[("host", "10.1.2.3:8080")])
        .await;
    assert_eq!(reply.status, StatusCode::OK);
}

/// What a client says of itself leads nowhere else.
#[tokio::test]
async fn no_header_changes_where_a_page_leads() {
    let site = Site::demo(Backend::Sqlite).await;
    for header in [
        "x-forwarded-host",
        "x-original-url",
        "x-rewrite-url",
        "forwarded",
    ] {
        let reply = site
            .get_with("/", &[(header, "https://elders.example/kwaad")])
            .await;
        assert_eq!(reply.location(), "/aanmelden", "{header}");
    }
    let page = site
        .get_with("/aanmelden", &[("x-forwarded-host", "elders.example")])
        .await;
    assert!(!page.text().contains("elders.example"));
}
