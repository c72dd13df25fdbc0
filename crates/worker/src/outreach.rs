//! Letters to companies leave.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::outreach::deliver_letters;
use mkbroute_application::surveys::invitations::Mailer;
use tokio::sync::watch;

use crate::batches::leave;

/// Between two batches, and between two looks when nothing waits.
const PAUSE: Duration = Duration::from_secs(2);

/// Lets letters to companies leave until `stop` says so.
pub async fn send_letters<M: Mailer>(
    app: App,
    mailer: M,
    origin: String,
    stop: watch::Receiver<bool>,
) {
    let (app, mailer, origin) = (&app, &mailer, origin.as_str());
    leave(("letters", PAUSE), stop, |stop| {
        deliver_letters(app, mailer, origin, move || !*stop.borrow())
    })
    .await;
}
