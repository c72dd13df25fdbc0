//! Asking for pages within the process, so that no network makes them look slower.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use mkbroute_application::App;
use mkbroute_application::accounts::{Entrance, begin_session};
use mkbroute_domain::accounts::{Device, Managed, SignInMethod};
use mkbroute_domain::ids::PersonId;
use mkbroute_web::{Limits, TrustedProxies, WebConfig, router};
use tower::ServiceExt;

/// Somebody's browser.
pub struct Visitor {
    router: Router,
    pub person: PersonId,
    cookie: String,
}

/// Signs in the person with this readable name.
pub async fn sign_in(app: &App, slug: &str) -> Result<Visitor> {
    let everybody = Managed::everything();
    let person = app.store().person_by_slug(&everybody, slug).await?;
    let person = person.with_context(|| format!("no {slug}"))?.id;
    let entrance = Entrance {
        method: SignInMethod::Link,
        device: Device::UNKNOWN,
        former: None,
        known_as: None,
    };
    let begun = begin_session(app, person, entrance).await?;
    let config = WebConfig {
        demo: false,
        https: false,
        origin: "http://localhost:8080".to_owned(),
        mail: false,
        provider: None,
        trusted_proxies: TrustedProxies::default(),
        limits: Limits::None,
    };
    Ok(Visitor {
        router: router(app.clone(), config),
        person,
        cookie: format!("mkbroute={}", begun.session),
    })
}

impl Visitor {
    /// How long one look at a page takes, and how many bytes it has.
    pub async fn look(&self, path: &str) -> Result<(Duration, usize)> {
        let request = Request::get(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::HOST, "localhost:8080")
            .body(Body::empty())?;
        let start = Instant::now();
        let reply = self.router.clone().oneshot(request).await?;
        let status = reply.status();
        let bytes = to_bytes(reply.into_body(), usize::MAX).await?.len();
        let took = start.elapsed();
        ensure!(status == StatusCode::OK, "{path}: {status}");
        Ok((took, bytes))
    }
}

/// How long something took, many times.
pub struct Runs(Vec<Duration>);

impl Runs {
    /// Does something so many times, and less often if that takes longer than `most`; a first time warms up.
    pub async fn of<Done>(
        many: usize,
        most: Duration,
        mut something: impl FnMut() -> Done,
    ) -> Result<Self>
    where
        Done: Future<Output = Result<()>>,
    {
        something().await?;
        let (begun, mut runs) = (Instant::now(), Vec::new());
        while runs.len() < many && (runs.len() < 3 || begun.elapsed() < most) {
            let start = Instant::now();
            something().await?;
            runs.push(start.elapsed());
        }
        runs.sort_unstable();
        Ok(Self(runs))
    }

    /// The one in the middle.
    pub fn median(&self) -> Duration {
        self.0[self.0.len() / 2]
    }

    /// In words: the median, the time within which 99 of 100 were done, and how many there were.
    pub fn told(&self) -> String {
        let millis = |at: usize| self.0[at].as_secs_f64() * 1000.0;
        let last = self.0.len() - 1;
        let (median, late) = (millis(self.0.len() / 2), millis(last * 99 / 100));
        let number = self.0.len();
        format!("p50 {median:.1} ms, p99 {late:.1} ms ({number} times)")
    }
}
