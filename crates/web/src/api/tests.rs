use axum::body::{Body, to_bytes};
use axum::http::StatusCode;
use tower::ServiceExt;

use super::*;

/// What takes too long is told in the same words as all else.
#[tokio::test]
async fn too_late_is_a_problem_too() {
    let patience = Duration::from_millis(20);
    let slow = || async { tokio::time::sleep(Duration::from_mins(1)).await };
    let router: Router = Router::new()
        .route("/slow", get(slow))
        .route("/quick", get(|| async {}))
        .layer(from_fn(move |request, next| {
            in_time(patience, request, next)
        }));
    let ask = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).unwrap();
        router.clone().oneshot(request).await.unwrap()
    };
    assert_eq!(ask("/quick").await.status(), StatusCode::OK);
    let late = ask("/slow").await;
    assert_eq!(late.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(late.headers()["content-type"], problem::PROBLEM);
    let body = to_bytes(late.into_body(), 1000).await.unwrap();
    assert!(String::from_utf8_lossy(&body).contains("\"code\":\"not_now\""));
}
