//! Events leave for the addresses that people chose.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::accounts::webhooks::{WebhookSender, deliver_webhooks};
use tokio::sync::watch;

use crate::pause::pause;

/// Between two looks whether an event waits.
const PAUSE: Duration = Duration::from_secs(2);

/// Sends events until `stop` says so. Three receivers are served at a time, so that one that is slow keeps
/// up nobody but two others at worst. Neither addresses nor events are logged.
pub async fn send_events<S: WebhookSender>(app: App, sender: S, stop: watch::Receiver<bool>) {
    let turns = || turns(&app, &sender, stop.clone());
    tokio::join!(turns(), turns(), turns());
}

async fn turns<S: WebhookSender>(app: &App, sender: &S, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let go_on = || !*stop.borrow();
        match deliver_webhooks(app, sender, go_on).await {
            Ok(Some(served)) => {
                if served.failed > 0 {
                    tracing::warn!(failed = served.failed, "events were given up");
                }
                continue;
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "events could not be sent"),
        }
        if !pause(&mut stop, PAUSE).await {
            return;
        }
    }
}
