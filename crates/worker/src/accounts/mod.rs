//! Mails about accounts, events that are sent on, retention of sessions and sign-in links, and a daily look at the audit log.

mod amounts;
mod delivery;
mod events;
mod http;
mod words;

pub use delivery::deliver_accounts;
pub use events::send_events;
pub use http::HttpSender;
pub(crate) use words::account_words;

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::accounts::audit::check_again;
use mkbroute_application::accounts::delete_expired;
use mkbroute_application::accounts::privacy::keep_terms;

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

/// How often what has had its term is let go.
const TERMS_EVERY: Duration = Duration::from_hours(24);

/// Lets go what has had its term, at the start and every day, until the task is dropped.
pub async fn keep(app: App) {
    let mut turns = tokio::time::interval(TERMS_EVERY);
    loop {
        turns.tick().await;
        if let Err(error) = keep_terms(&app).await {
            tracing::warn!(%error, "what has had its term could not be let go");
        }
    }
}

/// How often the audit log is checked.
const CHECK_EVERY: Duration = Duration::from_hours(24);

/// Checks that the audit log is whole, at the start and every day, until the task is dropped. The page
/// of the log shows what was found.
pub async fn watch_log(app: App) {
    let mut turns = tokio::time::interval(CHECK_EVERY);
    loop {
        turns.tick().await;
        match check_again(&app).await {
            Ok(None) => {}
            Ok(Some(found)) => tracing::error!(%found, "the audit log is not whole"),
            Err(error) => tracing::warn!(%error, "the audit log could not be checked"),
        }
    }
}
