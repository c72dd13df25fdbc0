//! Mails about accounts leave: somebody is waiting for a link.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::accounts::deliver_account_mail;
use mkbroute_application::accounts::digest::queue_digests;
use mkbroute_application::surveys::invitations::Mailer;
use tokio::sync::watch;

use crate::pause::pause;

/// Between two looks whether a mail waits.
const PAUSE: Duration = Duration::from_secs(1);

/// Lets mails about accounts leave until `stop` says so. It runs beside the invitations, so that nobody
/// waits for a link until a batch of those is done. Neither addresses nor links are logged.
pub async fn deliver_accounts<M: Mailer>(
    app: App,
    mailer: M,
    origin: String,
    mut stop: watch::Receiver<bool>,
) {
    while !*stop.borrow() {
        // A few at a time join the queue, behind whoever asks for a link.
        if let Err(error) = queue_digests(&app).await {
            tracing::warn!(%error, "overviews could not be queued");
        }
        let go_on = || !*stop.borrow();
        match deliver_account_mail(&app, &mailer, &origin, go_on).await {
            Ok(done) if done.refused + done.waiting > 0 => tracing::warn!(
                refused = done.refused,
                waiting = done.waiting,
                "mail about accounts did not leave"
            ),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "mail about accounts could not leave"),
        }
        if !pause(&mut stop, PAUSE).await {
            return;
        }
    }
}
