//! Many clients at once, each on a connection of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use tokio::task::JoinSet;

/// Sends requests as one browser does.
#[derive(Clone)]
pub(super) struct Browser {
    client: Client,
    origin: Arc<str>,
}

impl Browser {
    pub(super) fn new(origin: &str) -> Result<Self> {
        let client = Client::builder()
            .redirect(Policy::none())
            .pool_max_idle_per_host(1)
            .tcp_nodelay(true)
            .build()?;
        Ok(Self {
            client,
            origin: origin.into(),
        })
    }

    /// Reads a page; returns the number of its bytes.
    pub(super) async fn get(&self, path: &str) -> Result<usize> {
        let reply = self.client.get(format!("{}{path}", self.origin));
        let reply = reply.send().await?;
        ensure!(
            reply.status() == StatusCode::OK,
            "GET {path}: {}",
            reply.status()
        );
        Ok(reply.bytes().await?.len())
    }

    /// Sends a form, to be answered with this status.
    pub(super) async fn post(
        &self,
        path: &str,
        fields: &[(String, String)],
        wanted: StatusCode,
    ) -> Result<()> {
        let request = self.client.post(format!("{}{path}", self.origin));
        let reply = request.form(fields).send().await?;
        let status = reply.status();
        ensure!(status == wanted, "POST {path}: {status}");
        reply.bytes().await?;
        Ok(())
    }
}

/// What a run of many tasks took.
pub(super) struct Run {
    pub(super) took: Duration,
    /// How long each task took, from short to long.
    sorted: Vec<Duration>,
}

impl Run {
    pub(super) fn of(took: Duration, mut each: Vec<Duration>) -> Self {
        each.sort_unstable();
        Self { took, sorted: each }
    }

    pub(super) fn per_second(&self) -> f64 {
        count(self.sorted.len()) / self.took.as_secs_f64()
    }

    /// The time within which this share of the tasks was done, in milliseconds.
    pub(super) fn quantile(&self, share: f64) -> f64 {
        let last = self.sorted.len().saturating_sub(1);
        let below = self.sorted.iter().enumerate();
        let mut found = below.skip_while(|(rank, _)| count(*rank) < share * count(last));
        found
            .next()
            .map_or(0.0, |(_, time)| time.as_secs_f64() * 1000.0)
    }
}

/// A number of tasks, for dividing.
pub(super) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

/// Does every task on so many connections as fast as they are answered.
pub(super) async fn at_once<F, Done>(
    origin: &str,
    connections: usize,
    tasks: usize,
    task: F,
) -> Result<Run>
where
    F: Fn(Browser, usize) -> Done + Clone + Send + 'static,
    Done: Future<Output = Result<()>> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let mut workers = JoinSet::new();
    let start = Instant::now();
    for _ in 0..connections {
        let (browser, next, task) = (Browser::new(origin)?, next.clone(), task.clone());
        workers.spawn(async move {
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= tasks {
                    return anyhow::Ok(times);
                }
                let begun = Instant::now();
                task(browser.clone(), number).await?;
                times.push(begun.elapsed());
            }
        });
    }
    let mut times = Vec::with_capacity(tasks);
    while let Some(done) = workers.join_next().await {
        times.extend(done.context("a client stopped")??);
    }
    Ok(Run::of(start.elapsed(), times))
}
