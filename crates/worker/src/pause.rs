//! Waiting between two turns of something that goes on until it is told to stop.

use std::time::Duration;

use tokio::sync::watch;

/// Waits so long, or until `stop` says something; `false` when nobody is left who could say it.
pub(crate) async fn pause(stop: &mut watch::Receiver<bool>, how_long: Duration) -> bool {
    let told = tokio::time::timeout(how_long, stop.changed()).await;
    !matches!(told, Ok(Err(_)))
}
