//! Invitations and reminders leave in batches with pauses between them.

use std::time::Duration;

use mkbroute_application::App;
use mkbroute_application::surveys::invitations::{Mailer, deliver_mail};
use tokio::sync::watch;

use crate::batches::leave;

/// Between two batches, and between two looks when nothing waits.
const PAUSE: Duration = Duration::from_secs(5);

/// Lets invitations and reminders leave until `stop` says so. What a server says of each stands in the list of the measurement.
pub async fn deliver<M: Mailer>(app: App, mailer: M, origin: String, stop: watch::Receiver<bool>) {
    let (app, mailer, origin) = (&app, &mailer, origin.as_str());
    leave(("invitations", PAUSE), stop, |stop| {
        deliver_mail(app, mailer, origin, move || !*stop.borrow())
    })
    .await;
}
