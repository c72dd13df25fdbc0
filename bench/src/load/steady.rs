//! Many people who answer at their own pace, for minutes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use hyper::StatusCode;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use super::clients::{Browser, Run};
use super::questionnaire::{Layout, form};
use super::times;
use crate::Measured;
use crate::program::Serving;
use crate::serving::resident;

pub(super) const PEOPLE: usize = 500;
const AUTOSAVES_PER_SECOND: u32 = 35;
/// A person saves so often on one page before going on.
const SAVES_ON_A_PAGE: usize = 5;

/// Everybody saves in turn; who has filled in a page goes on to the next. What is late because the
/// server is slow counts as waiting.
pub(super) async fn measure(
    serving: &Serving,
    people: &[String],
    lasting: Duration,
) -> Result<Vec<Measured>> {
    let mut browsers = Vec::new();
    for _ in people {
        let browser = Browser::open(&serving.origin).await?;
        browsers.push(Arc::new(Mutex::new(browser)));
    }
    let people: Arc<[String]> = people.into();
    let start = Instant::now();
    let mut steps = JoinSet::new();
    let mut times = Vec::new();
    let mut memory = vec![resident(serving)?];
    let mut turn = 0;
    loop {
        let due = Duration::from_secs(1) * u32::try_from(turn)? / AUTOSAVES_PER_SECOND;
        if due >= lasting {
            break;
        }
        tokio::time::sleep(due.saturating_sub(start.elapsed())).await;
        let (person, nth) = (turn % people.len(), turn / people.len());
        let (browser, people) = (browsers[person].clone(), people.clone());
        steps.spawn(async move {
            step(&mut *browser.lock().await, &people[person], nth).await?;
            anyhow::Ok(start.elapsed().saturating_sub(due))
        });
        while let Some(done) = steps.try_join_next() {
            times.push(done.context("a client stopped")??);
        }
        if due.as_secs() >= 60 * memory.len() as u64 {
            memory.push(resident(serving)?);
        }
        turn += 1;
    }
    while let Some(done) = steps.join_next().await {
        times.push(done.context("a client stopped")??);
    }
    memory.push(resident(serving)?);
    Ok(lines(&Run::of(start.elapsed(), times), &memory))
}

/// One autosave; the last one on a page is followed by the next page.
async fn step(browser: &mut Browser, token: &str, nth: usize) -> Result<()> {
    let sections = Layout::Sections.sections();
    let section = nth / SAVES_ON_A_PAGE % sections;
    let fields = form(Layout::Sections, nth, section);
    let path = format!("/a/{token}/deel/{}", section + 1);
    browser
        .post(&format!("{path}/bewaar"), &fields, StatusCode::OK)
        .await?;
    if nth % SAVES_ON_A_PAGE + 1 == SAVES_ON_A_PAGE {
        browser.post(&path, &fields, StatusCode::SEE_OTHER).await?;
        let next = (section + 1) % sections + 1;
        browser.get(&format!("/a/{token}/deel/{next}")).await?;
    }
    Ok(())
}

fn lines(run: &Run, memory: &[f64]) -> Vec<Measured> {
    let minutes: Vec<String> = memory.iter().map(|mb| format!("{mb:.0}")).collect();
    vec![
        Measured {
            what: "500 people, 35 autosaves a second: lasting",
            value: format!("{:.1} min, no error", run.took.as_secs_f64() / 60.0),
            wanted: "10 min",
        },
        times("  each", run, "p99 <= 250 ms"),
        Measured {
            what: "  memory at the start, every minute, at the end (MB)",
            value: minutes.join(" "),
            wanted: "flat",
        },
        Measured {
            what: "  steps a second",
            value: format!("{:.1}", run.per_second()),
            wanted: "",
        },
    ]
}
