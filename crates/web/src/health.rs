//! `/health/live`, `/health/ready` and, on an address of its own, `/metrics`: for machines, so without language.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use mkbroute_application::App;
use mkbroute_application::operations::{Readiness, readiness};
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use crate::guard;
use crate::metrics::Metrics;

/// How long an answer is good for: whoever asks a thousand times a second keeps nobody from writing.
const FRESH: Duration = Duration::from_secs(1);
/// The media type of OpenMetrics.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What is told about the running program.
#[derive(Clone)]
pub(crate) struct Health {
    app: App,
    metrics: Metrics,
    last: Arc<Mutex<Option<(Instant, Readiness)>>>,
}

impl Health {
    pub(crate) fn new(app: App, metrics: Metrics) -> Self {
        Self {
            app,
            metrics,
            last: Arc::default(),
        }
    }

    async fn readiness(&self) -> Readiness {
        let mut last = self.last.lock().await;
        if let Some((when, found)) = &*last
            && when.elapsed() < FRESH
        {
            return found.clone();
        }
        let found = readiness(&self.app).await;
        let ready = found.is_ready() && !self.metrics.is_stopping();
        self.metrics.tell_health(ready, found.disk_free);
        *last = Some((Instant::now(), found.clone()));
        found
    }
}

/// The process answers.
pub(crate) async fn live() -> &'static str {
    "live\n"
}

/// Whether requests can be sent here: 200, or 503 with what is in the way.
pub(crate) async fn ready(State(health): State<Health>) -> Response {
    let found = health.readiness().await;
    let stopping = health.metrics.is_stopping();
    let ready = found.is_ready() && !stopping;
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    if !ready && !stopping {
        tracing::warn!(?found, "not ready");
    }
    // What exactly is wrong stands in the log: this page is open to anybody.
    let word = |good: bool| if good { "ok" } else { "failed" };
    let told = json!({
        "ready": ready,
        "stopping": stopping,
        "database": word(found.database.is_ok()),
        "schema": word(found.schema.is_ok()),
        "disk": word(found.has_room()),
    });
    (status, Json(told)).into_response()
}

/// The numbers, for a listener that the internet does not reach. With a token, only who sends it as
/// `Authorization: Bearer …` reads them.
pub fn metrics_router(app: App, metrics: Metrics, token: Option<&str>) -> Router {
    let health = Health::new(app, metrics);
    let expected = token.map(hash);
    Router::new()
        .route("/metrics", get(numbers))
        .route("/health/live", get(live))
        .route("/health/ready", get(ready))
        .layer(from_fn_with_state(expected, only_with_token))
        .layer(from_fn(guard::every_reply))
        .with_state(health)
}

async fn numbers(State(health): State<Health>) -> Response {
    health.readiness().await;
    (
        [(header::CONTENT_TYPE, OPEN_METRICS)],
        health.metrics.text(),
    )
        .into_response()
}

async fn only_with_token(
    State(expected): State<Option<[u8; 32]>>,
    request: Request,
    next: Next,
) -> Response {
    let given = request.headers().get(header::AUTHORIZATION);
    let given = given.and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.strip_prefix("Bearer "));
    // Hashes are compared, so that the time tells nothing of the token.
    if expected.is_some() && given.map(hash) != expected {
        let how = [(header::WWW_AUTHENTICATE, "Bearer")];
        return (StatusCode::UNAUTHORIZED, how).into_response();
    }
    next.run(request).await
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
