//! Mails about accounts leave: somebody is waiting for a link.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::accounts::deliver_account_mail;
use mkbroute_application::accounts::digest::queue_digests;
use mkbroute_application::surveys::invitations::Mailer;
use tokio::sync::watch;

use crate::batches::leave;

/// Between two looks whether a mail waits.
const PAUSE: Duration = Duration::from_secs(1);

/// Lets mails about accounts leave until `stop` says so. It runs beside the invitations, so that nobody
/// waits for a link until a batch of those is done.
pub async fn deliver_accounts<M: Mailer>(
    app: App,
    mailer: M,
    origin: String,
    stop: watch::Receiver<bool>,
) {
    let (app, mailer, origin) = (&app, &mailer, origin.as_str());
    leave(("accounts", PAUSE), stop, async |stop| {
        // A few at a time join the queue, behind whoever asks for a link.
        if let Err(error) = queue_digests(app).await {
            tracing::warn!(%error, "overviews could not be queued");
        }
        deliver_account_mail(app, mailer, origin, move || !*stop.borrow()).await
    })
    .await;
}
