//! Numbers for whoever keeps the program running, in OpenMetrics, and the log of requests.
//!
//! Both know routes, never addresses: `/metingen/{wave}`, not which measurement. What respondents do is one
//! number without method or outcome: whoever reads the numbers every few seconds must not learn when
//! somebody handed in.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

/// Upper bounds in seconds of how long requests take.
const BUCKETS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
/// Where respondents and people from the field come in by a personal link.
const PERSONAL: [&str; 3] = ["/a/", "/m/", "/commentaar/"];

/// What the running program tells about itself, cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Numbers>);

struct Numbers {
    registry: Mutex<Registry>,
    requests: Family<Labels, Counter>,
    took: Family<RouteLabel, Histogram>,
    underway: Gauge,
    ready: Gauge,
    disk_free: Gauge<i64, AtomicI64>,
    stopping: AtomicBool,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    route: String,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RouteLabel {
    route: String,
}

impl Default for Metrics {
    fn default() -> Self {
        let numbers = Numbers {
            registry: Mutex::default(),
            requests: Family::default(),
            took: Family::new_with_constructor(|| Histogram::new(BUCKETS)),
            underway: Gauge::default(),
            ready: Gauge::default(),
            disk_free: Gauge::default(),
            stopping: AtomicBool::new(false),
        };
        let registry = registry(&numbers);
        *numbers
            .registry
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = registry;
        Self(Arc::new(numbers))
    }
}

fn registry(numbers: &Numbers) -> Registry {
    let mut registry = Registry::with_prefix("mkbroute");
    let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
    registry.register("build", "The version of the program", version);
    let requests = numbers.requests.clone();
    let about = "Requests answered, by route; those of respondents without method and status";
    registry.register("http_requests", about, requests);
    let about = "Time until the head of the reply";
    let took = numbers.took.clone();
    registry.register_with_unit("http_request_duration", about, Unit::Seconds, took);
    let underway = numbers.underway.clone();
    registry.register(
        "http_requests_underway",
        "Requests being answered",
        underway,
    );
    let ready = numbers.ready.clone();
    registry.register("ready", "1 when requests can be sent here", ready);
    let free = numbers.disk_free.clone();
    let about = "Bytes free on the disk of the data folder";
    registry.register_with_unit("disk_free", about, Unit::Bytes, free);
    registry
}

impl Metrics {
    /// Everything as OpenMetrics text.
    pub fn text(&self) -> String {
        let registry = self.0.registry.lock();
        let registry = registry.unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        // Writing to a text does not fail.
        let _ = text::encode(&mut text, &registry);
        text
    }

    /// Says that no new work should be sent here.
    pub fn stop(&self) {
        self.0.stopping.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.0.stopping.load(Ordering::SeqCst)
    }

    pub(crate) fn tell_health(&self, ready: bool, disk_free: Option<u64>) {
        self.0.ready.set(i64::from(ready));
        let free = disk_free.and_then(|free| i64::try_from(free).ok());
        self.0.disk_free.set(free.unwrap_or(-1));
    }

    fn count(&self, seen: &Seen, status: u16, took: Duration) {
        let (route, personal) = (seen.route.clone(), seen.personal);
        let labels = Labels {
            route: route.clone(),
            method: if personal { "any" } else { seen.method },
            status: if personal { 0 } else { status },
        };
        self.0.requests.get_or_create(&labels).inc();
        let took_by = self.0.took.get_or_create(&RouteLabel { route });
        took_by.observe(took.as_secs_f64());
    }
}

/// What may be known of a request.
struct Seen {
    route: String,
    method: &'static str,
    /// Somebody with a personal link: a respondent, or who comments.
    personal: bool,
}

impl Seen {
    fn of(request: &Request) -> Self {
        let path = request.uri().path();
        let personal = PERSONAL.iter().any(|begin| path.starts_with(begin));
        let matched = request.extensions().get::<MatchedPath>();
        let route = match matched {
            _ if personal => "answering".to_owned(),
            Some(matched) => matched.as_str().to_owned(),
            None => "none".to_owned(),
        };
        Self {
            route,
            method: method(request.method()),
            personal,
        }
    }
}

/// The method, out of a closed list: a client cannot make up new numbers.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

/// One more on its way, also when whoever asked goes away midway.
struct Underway(Metrics);

impl Drop for Underway {
    fn drop(&mut self) {
        self.0.0.underway.dec();
    }
}

/// Counts and logs every request, apart from what respondents do, of which only the number is kept.
pub(crate) async fn watch(
    State(metrics): State<Metrics>,
    request: Request,
    next: Next,
) -> Response {
    let seen = Seen::of(&request);
    metrics.0.underway.inc();
    let underway = Underway(metrics.clone());
    let begun = Instant::now();
    let response = next.run(request).await;
    drop(underway);
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    metrics.count(&seen, status, took);
    if !seen.personal {
        let (route, method) = (seen.route.as_str(), seen.method);
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(target: "mkbroute::access", method, route, status, millis, "request");
    }
    response
}
