//! Letters to companies leave.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::outreach::deliver_letters;
use mkbroute_application::surveys::invitations::Mailer;
use tokio::sync::watch;

use crate::pause::pause;

/// Between two batches, and between two looks when nothing waits.
const PAUSE: Duration = Duration::from_secs(2);

/// Lets letters to companies leave, batch after batch, until `stop` says so. Neither addresses nor links are logged.
pub async fn send_letters<M: Mailer>(
    app: App,
    mailer: M,
    origin: String,
    mut stop: watch::Receiver<bool>,
) {
    while !*stop.borrow() {
        let go_on = || !*stop.borrow();
        match deliver_letters(&app, &mailer, &origin, go_on).await {
            Ok(done) if done.sent + done.refused + done.waiting > 0 => tracing::info!(
                sent = done.sent,
                refused = done.refused,
                waiting = done.waiting,
                "a batch of letters"
            ),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "letters could not leave"),
        }
        if !pause(&mut stop, PAUSE).await {
            return;
        }
    }
}
