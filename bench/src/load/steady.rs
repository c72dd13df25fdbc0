//! Many people who answer at their own pace, for minutes.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use hyper::StatusCode;
use tokio::sync::Mutex;

use super::clients::{Browser, Run};
use super::pace::{self, paced};
use super::questionnaire::{Layout, form};
use super::times;
use crate::Measured;
use crate::program::Serving;

pub(super) const PEOPLE: usize = 500;
const AUTOSAVES_PER_SECOND: u32 = 35;
/// A person saves so often on one page before going on.
const SAVES_ON_A_PAGE: usize = 5;

/// Measures 500 people who answer at once.
pub(super) async fn measure(
    serving: &Serving,
    people: &[String],
    lasting: Duration,
) -> Result<Vec<Measured>> {
    let (run, memory) = tokio::try_join!(
        answer(serving, people, lasting),
        pace::memory(serving, lasting)
    )?;
    Ok(lines(&run, &memory))
}

/// Everybody saves in turn; who has filled in a page goes on to the next.
pub(super) async fn answer(serving: &Serving, people: &[String], lasting: Duration) -> Result<Run> {
    let mut browsers = Vec::new();
    for _ in people {
        let browser = Browser::open(&serving.origin).await?;
        browsers.push(Arc::new(Mutex::new(browser)));
    }
    let people: Arc<[String]> = people.into();
    paced(AUTOSAVES_PER_SECOND, lasting, |turn| {
        let (person, nth) = (turn % people.len(), turn / people.len());
        let (browser, people) = (browsers[person].clone(), people.clone());
        async move { step(&mut *browser.lock().await, &people[person], nth).await }
    })
    .await
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
    vec![
        Measured {
            what: "500 people, 35 autosaves a second: lasting",
            value: format!("{:.1} min, no error", run.took.as_secs_f64() / 60.0),
            wanted: "10 min",
        },
        times("  each", run, "p99 <= 250 ms"),
        Measured {
            what: "  memory at the start, every minute, at the end (MB)",
            value: pace::told(memory),
            wanted: "flat",
        },
        Measured {
            what: "  steps a second",
            value: format!("{:.1}", run.per_second()),
            wanted: "",
        },
    ]
}
