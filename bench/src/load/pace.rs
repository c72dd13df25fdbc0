//! A steady pace, whatever the server does.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::task::JoinSet;

use super::clients::Run;
use crate::program::Serving;
use crate::serving::resident;

/// Does the steps, numbered from 0, so many times a second. What is late because the server is slow counts
/// as waiting.
pub(super) async fn paced<F, Done>(rate: u32, lasting: Duration, step: F) -> Result<Run>
where
    F: Fn(usize) -> Done,
    Done: Future<Output = Result<()>> + Send + 'static,
{
    let start = Instant::now();
    let mut steps = JoinSet::new();
    let mut times = Vec::new();
    for turn in 0.. {
        let due = Duration::from_secs(1) * u32::try_from(turn)? / rate;
        if due >= lasting {
            break;
        }
        tokio::time::sleep(due.saturating_sub(start.elapsed())).await;
        let running = step(turn);
        steps.spawn(async move {
            running.await?;
            anyhow::Ok(start.elapsed().saturating_sub(due))
        });
        while let Some(done) = steps.try_join_next() {
            times.push(done.context("a client stopped")??);
        }
    }
    while let Some(done) = steps.join_next().await {
        times.push(done.context("a client stopped")??);
    }
    Ok(Run::of(start.elapsed(), times))
}

/// The resident memory of the server at the start, every minute and at the end, in MB.
pub(super) async fn memory(serving: &Serving, lasting: Duration) -> Result<Vec<f64>> {
    let minute = Duration::from_mins(1);
    let mut found = vec![resident(serving)?];
    let start = Instant::now();
    while start.elapsed() < lasting {
        tokio::time::sleep(minute.min(lasting.saturating_sub(start.elapsed()))).await;
        found.push(resident(serving)?);
    }
    Ok(found)
}

/// The memory as a cell of the table.
pub(super) fn told(memory: &[f64]) -> String {
    let minutes: Vec<String> = memory.iter().map(|mb| format!("{mb:.0}")).collect();
    minutes.join(" ")
}
