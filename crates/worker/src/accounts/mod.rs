//! Retention of sessions and sign-in links.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::accounts::delete_expired;

/// How often expired sessions and links are deleted.
const EVERY: Duration = Duration::from_mins(15);

/// Deletes what has expired, again and again, until the task is dropped.
///
/// A failure is logged and tried again at the next turn.
pub async fn retain(app: App) {
    let mut turns = tokio::time::interval(EVERY);
    loop {
        turns.tick().await;
        if let Err(error) = delete_expired(&app).await {
            tracing::warn!(%error, "expired sessions could not be deleted");
        }
    }
}
