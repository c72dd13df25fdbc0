//! Invitations and reminders leave in batches with pauses between them.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::surveys::invitations::{Mailer, deliver_mail};
use tokio::sync::watch;

use crate::pause::pause;

/// Between two batches, and between two looks when nothing waits.
const PAUSE: Duration = Duration::from_secs(5);

/// Lets mail leave, batch after batch, until `stop` says so. The mail that is on its way is finished
/// and noted first; the others leave after the next start.
///
/// Neither addresses nor what a server says are logged: both stand in the list of the measurement.
pub async fn deliver<M: Mailer>(
    app: App,
    mailer: M,
    origin: String,
    mut stop: watch::Receiver<bool>,
) {
    while !*stop.borrow() {
        let go_on = || !*stop.borrow();
        match deliver_mail(&app, &mailer, &origin, go_on).await {
            Ok(done) if done.sent + done.refused + done.waiting > 0 => tracing::info!(
                sent = done.sent,
                refused = done.refused,
                waiting = done.waiting,
                "a batch of mail"
            ),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "mail could not leave"),
        }
        if !pause(&mut stop, PAUSE).await {
            return;
        }
    }
}
