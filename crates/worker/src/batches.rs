//! Mail that leaves batch after batch.

use std::future::Future;
use std::time::Duration;

use mkbroute_application::AppError;
use mkbroute_application::surveys::invitations::Delivered;
use tokio::sync::watch;

use crate::pause::pause;

/// Lets batches of a kind of mail leave, with pauses between them, until `stop` says so. The mail that is on its way is
/// finished and noted first; the others leave after the next start.
///
/// Neither addresses nor links nor what a server says are logged.
pub(crate) async fn leave<Leaving>(
    (mail, every): (&'static str, Duration),
    mut stop: watch::Receiver<bool>,
    batch: impl Fn(watch::Receiver<bool>) -> Leaving,
) where
    Leaving: Future<Output = Result<Delivered, AppError>>,
{
    while !*stop.borrow() {
        match batch(stop.clone()).await {
            Ok(done) => told(mail, done),
            Err(error) => tracing::warn!(mail, %error, "mail could not leave"),
        }
        if !pause(&mut stop, every).await {
            return;
        }
    }
}

fn told(mail: &'static str, done: Delivered) {
    let Delivered {
        sent,
        refused,
        waiting,
    } = done;
    if refused + waiting > 0 {
        tracing::warn!(mail, sent, refused, waiting, "not all mail left");
    } else if sent > 0 {
        tracing::info!(mail, sent, "mail left");
    }
}
