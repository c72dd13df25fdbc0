use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::get;
use tower::ServiceExt;

use super::*;

async fn gives_up() -> &'static str {
    panic!("a handler gave up")
}

async fn stalls() -> &'static str {
    tokio::time::sleep(Duration::from_hours(1)).await;
    "never"
}

async fn reply(address: &str) -> (StatusCode, HeaderMap, String) {
    let routes = Router::new()
        .route("/panic", get(gives_up))
        .route("/stall", get(stalls))
        .route("/api/panic", get(gives_up))
        .route("/api/stall", get(stalls))
        .layer(from_fn(every_reply));
    let request = Request::get(address).header(header::ACCEPT_LANGUAGE, "en");
    let request = request.body(Body::empty()).unwrap();
    let (parts, body) = routes.oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    (parts.status, parts.headers, text)
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_gives_up_or_stalls_is_told_of_in_the_language_of_the_visitor() {
    for (address, status) in [
        ("/panic", StatusCode::INTERNAL_SERVER_ERROR),
        ("/stall", StatusCode::SERVICE_UNAVAILABLE),
    ] {
        let (found, headers, page) = reply(address).await;
        assert_eq!(found, status);
        assert!(page.contains("<html lang=\"en\">"), "{page}");
        assert!(page.contains("That did not work now"), "{page}");
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
        let (found, headers, problem) = reply(&format!("/api{address}")).await;
        assert_eq!(found, status);
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
        assert!(problem.contains("\"status\":"), "{problem}");
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
    }
}
