use axum::http::StatusCode;
use mkbroute_testkit::Backend;
use mkbroute_web::Limits;

use crate::site::Site;

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.limit(Limits::Usual);
    site.be("joost-bakker").await;
    let mut refused = None;
    for _ in 0..400 {
        let reply = site.get("/toegankelijkheid?lang=en").await;
        if reply.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(reply);
            break;
        }
        assert_eq!(reply.status, StatusCode::OK);
    }
    let refused = refused.expect("four hundred pages at once are too many");
    let wait: u64 = refused.headers["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..60).contains(&wait), "{wait}");
    assert!(refused.text().contains("That was a bit too fast"));
    // Others go on meanwhile, and so do files and probes.
    site.sign_out();
    assert_eq!(site.get("/toegankelijkheid").await.status, StatusCode::OK);
    assert_eq!(site.get("/health/live").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_script_that_asks_too_often_gets_a_problem() {
    let mut site = Site::demo(Backend::Sqlite).await;
    site.limit(Limits::Usual);
    let key = [("authorization", "Bearer mkb_nobody")];
    let mut last = site.get_with("/api/v1/waves", &key).await;
    for _ in 0..900 {
        last = site.get_with("/api/v1/waves", &key).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(last.headers["content-type"], "application/problem+json");
    assert!(last.headers.contains_key("retry-after"));
    assert!(last.text().contains("\"code\":\"too_often\""));
}
