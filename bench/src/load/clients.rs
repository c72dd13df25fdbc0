//! Many clients at once, each on a connection of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use form_urlencoded::Serializer;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Sends requests on one connection, as one browser does. Light, because it shares the machine with
/// what it measures.
pub(super) struct Browser {
    connection: SendRequest<Full<Bytes>>,
    host: String,
    /// What the browser sends along if somebody is signed in.
    cookie: String,
}

impl Browser {
    pub(super) async fn open(origin: &str) -> Result<Self> {
        let host = origin.trim_start_matches("http://").to_owned();
        let stream = TcpStream::connect(&host).await?;
        stream.set_nodelay(true)?;
        let (connection, running) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(running);
        Ok(Self {
            connection,
            host,
            cookie: String::new(),
        })
    }

    /// A browser in which somebody is signed in.
    pub(super) async fn signed_in(origin: &str, cookie: &str) -> Result<Self> {
        let mut browser = Self::open(origin).await?;
        cookie.clone_into(&mut browser.cookie);
        Ok(browser)
    }

    /// Reads a page; returns the number of its bytes as sent.
    pub(super) async fn get(&mut self, path: &str) -> Result<usize> {
        self.send(Method::GET, path, Bytes::new(), StatusCode::OK)
            .await
    }

    /// Sends a form, to be answered with this status.
    pub(super) async fn post(
        &mut self,
        path: &str,
        fields: &[(String, String)],
        wanted: StatusCode,
    ) -> Result<()> {
        let form = Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, form.into(), wanted).await?;
        Ok(())
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Bytes,
        wanted: StatusCode,
    ) -> Result<usize> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.host)
            .header(COOKIE, &self.cookie)
            .header(ACCEPT_ENCODING, "gzip")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::new(body))?;
        self.connection.ready().await?;
        let reply = self.connection.send_request(request).await?;
        let status = reply.status();
        let bytes = reply.into_body().collect().await?.to_bytes();
        ensure!(status == wanted, "{path}: {status}");
        Ok(bytes.len())
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
    Done: Future<Output = Result<Browser>> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let mut workers = JoinSet::new();
    let start = Instant::now();
    for _ in 0..connections {
        let mut browser = Browser::open(origin).await?;
        let (next, task) = (next.clone(), task.clone());
        workers.spawn(async move {
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= tasks {
                    return anyhow::Ok(times);
                }
                let begun = Instant::now();
                browser = task(browser, number).await?;
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
