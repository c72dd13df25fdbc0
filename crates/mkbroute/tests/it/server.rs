//! A server of its own for a test, and people who answer it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use mkbroute_store::Location;
use reqwest::{Client, StatusCode};

use crate::run::command;

/// A running `mkbroute serve`, killed with this value.
pub(crate) struct Server {
    process: Child,
    pub(crate) origin: String,
    /// Where metrics are told.
    pub(crate) metrics: Option<String>,
}

impl Server {
    /// Starts one on a free port and waits until it serves.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut serve = command(&["serve", "--listen", "127.0.0.1:0"]);
        Self::run(serve.args(arguments))
    }

    /// Starts a prepared command and waits until it serves.
    pub(crate) fn run(serve: &mut Command) -> Self {
        let mut process = serve.stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (origin, metrics) = Self::until_ready(output);
        Self {
            process,
            origin,
            metrics,
        }
    }

    fn until_ready(output: BufReader<ChildStdout>) -> (String, Option<String>) {
        let mut metrics = None;
        let mut lines = output.lines();
        while let Some(Ok(line)) = lines.next() {
            if let Some(address) = line.strip_prefix("metrics at ") {
                metrics = Some(address.to_owned());
            }
            if let Some(origin) = line.strip_prefix("mkbroute serves at ") {
                return (origin.to_owned(), metrics);
            }
        }
        panic!("it does not serve")
    }

    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn signal(&self, name: &str) {
        let pid = self.process.id().to_string();
        let sent = Command::new("kill")
            .args(["-s", name, &pid])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    pub(crate) fn wait(&mut self, at_most: Duration) -> ExitStatus {
        let from = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status;
            }
            assert!(
                from.elapsed() < at_most,
                "it goes on for longer than {at_most:?}"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The arguments that lead to a database.
pub(crate) fn data<'a>(folder: &'a Path, location: &'a Location) -> Vec<&'a str> {
    let mut arguments = vec!["--data", folder.to_str().unwrap()];
    if let Location::Postgres(address) = location {
        arguments.extend(["--database", address.as_str()]);
    }
    arguments
}

/// A browser that follows no redirects, so that every reply is seen.
pub(crate) fn browser() -> Client {
    let patience = Duration::from_secs(20);
    let still = reqwest::redirect::Policy::none();
    Client::builder()
        .redirect(still)
        .timeout(patience)
        .build()
        .unwrap()
}

/// Answers and hands in a questionnaire; the personal address, once the program said that it has the answers.
pub(crate) async fn hand_in(client: &Client, origin: &str) -> Option<String> {
    let post = async |path: &str, fields: &[(&str, &str)]| {
        let sent = client
            .post(format!("{origin}{path}"))
            .form(fields)
            .send()
            .await
            .ok()?;
        (sent.status() == StatusCode::SEE_OTHER).then_some(sent)
    };
    let begun = post("/m/vervolgmeting-avans-bouw-teachers", &[]).await?;
    let own = begun.headers()["location"].to_str().ok()?.to_owned();
    let fields = [("v.role", "teacher"), ("v.programme", "bouwkunde")];
    post(&format!("{own}/deel/1"), &fields).await?;
    post(&format!("{own}/controle"), &[]).await?;
    Some(own)
}

/// Whether the program has the answers that were handed in at a personal address.
pub(crate) async fn has(client: &Client, origin: &str, own: &str) -> bool {
    let page = client.get(format!("{origin}{own}")).send().await.unwrap();
    page.text().await.unwrap().contains("zijn ingestuurd")
}

/// Many people who answer without pause until they are told to stop.
pub(crate) struct Crowd {
    acknowledged: Arc<Mutex<Vec<String>>>,
    stop: Arc<AtomicBool>,
    people: Vec<tokio::task::JoinHandle<()>>,
}

impl Crowd {
    /// Each goes on at the next address when one does not answer.
    pub(crate) fn start(people: usize, origins: &[&str]) -> Self {
        let acknowledged: Arc<Mutex<Vec<String>>> = Arc::default();
        let stop = Arc::new(AtomicBool::new(false));
        let person = |number: usize| {
            let (kept, stop) = (acknowledged.clone(), stop.clone());
            let origins: Vec<String> = origins.iter().map(|&origin| origin.to_owned()).collect();
            tokio::spawn(async move {
                let client = browser();
                let mut at = number;
                while !stop.load(Ordering::SeqCst) {
                    if let Some(own) = hand_in(&client, &origins[at % origins.len()]).await {
                        kept.lock().unwrap().push(own);
                    } else {
                        at += 1;
                        tokio::time::sleep(Duration::from_millis(5)).await;
                    }
                }
            })
        };
        let people = (0..people).map(person).collect();
        Self {
            acknowledged,
            stop,
            people,
        }
    }

    /// Waits until so many questionnaires were acknowledged.
    pub(crate) async fn reach(&self, count: usize) {
        let from = Instant::now();
        while self.acknowledged.lock().unwrap().len() < count {
            assert!(
                from.elapsed() < Duration::from_mins(1),
                "nobody gets through"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The personal addresses of everything that was acknowledged so far.
    pub(crate) fn acknowledged(&self) -> Vec<String> {
        self.acknowledged.lock().unwrap().clone()
    }

    /// Ends it; the personal addresses of everything that was acknowledged.
    pub(crate) async fn finish(self) -> Vec<String> {
        self.stop.store(true, Ordering::SeqCst);
        for person in self.people {
            person.await.unwrap();
        }
        let kept = self.acknowledged.lock().unwrap();
        kept.clone()
    }
}
