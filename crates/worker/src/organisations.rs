//! Comparing organisations by the clock.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::organisations::compare_all;

/// How often all organisations are compared.
const EVERY: Duration = Duration::from_hours(24);

/// Looks which organisations may be one and the same, at the start and every day, until the task is dropped.
///
/// A failure is logged and tried again at the next turn.
pub async fn compare(app: App) {
    let mut turns = tokio::time::interval(EVERY);
    loop {
        turns.tick().await;
        if let Err(error) = compare_all(&app).await {
            tracing::warn!(%error, "organisations could not be compared");
        }
    }
}
