//! What machines ask: is it alive, is it ready, and the numbers.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use mkbroute_testkit::{Backend, TestApp};
use mkbroute_web::{Limits, Metrics, TrustedProxies, WebConfig, metrics_router, router_with};
use rstest::rstest;
use tower::ServiceExt;

async fn ask(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let reply = router.clone().oneshot(request).await.unwrap();
    let status = reply.status();
    let bytes = to_bytes(reply.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

async fn get(router: &Router, address: &str) -> (StatusCode, String) {
    ask(
        router,
        Request::get(address)
            .header(header::HOST, "localhost")
            .body(Body::empty())
            .unwrap(),
    )
    .await
}

fn site(kit: &TestApp, metrics: &Metrics) -> Router {
    let config = WebConfig {
        provider: None,
        trusted_proxies: TrustedProxies::default(),
        limits: Limits::Usual,
        demo: true,
        https: false,
        origin: "http://localhost".to_owned(),
        mail: false,
    };
    router_with(kit.app.clone(), config, metrics.clone())
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test]
async fn a_program_that_works_is_live_and_ready(#[case] backend: Backend) {
    let kit = TestApp::empty(backend).await;
    let metrics = Metrics::default();
    let router = site(&kit, &metrics);
    assert_eq!(get(&router, "/health/live").await.0, StatusCode::OK);
    let (status, told) = get(&router, "/health/ready").await;
    assert_eq!(status, StatusCode::OK, "{told}");
    assert!(told.contains(r#""database":"ok""#) && told.contains(r#""ready":true"#));
    metrics.stop();
    let (status, told) = get(&router, "/health/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(told.contains(r#""stopping":true"#), "{told}");
    assert_eq!(get(&router, "/health/live").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_database_that_takes_no_writes_is_not_ready_and_recovers() {
    let kit = TestApp::empty(Backend::Sqlite).await;
    let router = site(&kit, &Metrics::default());
    let held = kit.database.hold().await;
    let (status, told) = get(&router, "/health/ready").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(told.contains(r#""database":"failed""#), "{told}");
    assert_eq!(get(&router, "/health/live").await.0, StatusCode::OK);
    held.close().await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    assert_eq!(get(&router, "/health/ready").await.0, StatusCode::OK);
}

#[tokio::test]
async fn metrics_know_routes_and_nothing_of_respondents() {
    let kit = TestApp::demo(Backend::Sqlite).await;
    let metrics = Metrics::default();
    let router = site(&kit, &metrics);
    get(&router, "/metingen/vervolgmeting?taal=en").await;
    get(&router, "/nergens/geheim").await;
    let odd = Request::builder().method("BREW").uri("/stijl");
    let odd = odd.header(header::HOST, "localhost");
    ask(&router, odd.body(Body::empty()).unwrap()).await;
    let opening =
        Request::post("/m/vervolgmeting-avans-bouw-teachers").header(header::HOST, "localhost");
    let begun = router.clone().oneshot(opening.body(Body::empty()).unwrap());
    let own = begun.await.unwrap().headers()[header::LOCATION].clone();
    let own = own.to_str().unwrap();
    get(&router, own).await;
    get(&router, &format!("{own}/geen-adres")).await;

    let numbers = metrics_router(kit.app.clone(), metrics, None);
    let (status, told) = get(&numbers, "/metrics").await;
    assert_eq!(status, StatusCode::OK);
    assert!(told.ends_with("# EOF\n"), "OpenMetrics");
    let line = |wanted: &str| {
        let found = told.lines().find_map(|line| line.strip_prefix(wanted));
        found
            .unwrap_or_else(|| panic!("{wanted} in {told}"))
            .trim()
            .to_owned()
    };
    let requests = |labels: &str| line(&format!("mkbroute_http_requests_total{{{labels}}}"));
    assert_eq!(
        requests(r#"route="/metingen/{wave}",method="GET",status="303""#),
        "1"
    );
    assert_eq!(requests(r#"route="none",method="GET",status="404""#), "1");
    assert_eq!(
        requests(r#"route="/stijl",method="other",status="403""#),
        "1"
    );
    // Begin, the overview and a wrong address: one number, so that no outcome can be read from it.
    assert_eq!(
        requests(r#"route="answering",method="any",status="0""#),
        "3"
    );
    assert_eq!(line("mkbroute_ready"), "1");
    assert!(line("mkbroute_disk_free_bytes").parse::<i64>().unwrap() > 0);
    let token = own.trim_start_matches("/a/");
    for secret in [token, "vervolgmeting", "geheim", "/a/", "/m/", "BREW"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
}

#[tokio::test]
async fn metrics_are_no_page_that_others_may_frame() {
    let kit = TestApp::empty(Backend::Sqlite).await;
    let numbers = metrics_router(kit.app.clone(), Metrics::default(), Some("sesam"));
    for (address, status) in [("/metrics", 401), ("/nergens", 401), ("/health/live", 401)] {
        let request = Request::get(address).body(Body::empty()).unwrap();
        let reply = numbers.clone().oneshot(request).await.unwrap();
        assert_eq!(reply.status(), status, "{address}");
        let policy = &reply.headers()["content-security-policy"];
        assert!(policy.to_str().unwrap().starts_with("default-src 'none'"));
    }
}

#[tokio::test]
async fn metrics_with_a_token_open_for_who_has_it() {
    let kit = TestApp::empty(Backend::Sqlite).await;
    let numbers = metrics_router(kit.app.clone(), Metrics::default(), Some("sesam"));
    let with = |value: &str| {
        let request = Request::get("/metrics").header(header::AUTHORIZATION, value);
        request.body(Body::empty()).unwrap()
    };
    assert_eq!(get(&numbers, "/metrics").await.0, StatusCode::UNAUTHORIZED);
    for wrong in ["Bearer sesa", "Basic sesam", "Bearer sesam "] {
        let reply = ask(&numbers, with(wrong)).await;
        assert_eq!(reply.0, StatusCode::UNAUTHORIZED, "{wrong}");
        assert!(reply.1.is_empty());
    }
    assert_eq!(ask(&numbers, with("Bearer sesam")).await.0, StatusCode::OK);
}
