//! Expired sessions and sign-in links leave the database.

use chrono::TimeDelta;

use crate::{App, AppError};

/// No tries are counted longer than this.
const TRIES_COUNT: TimeDelta = TimeDelta::days(1);
/// A device that is not used for so long is new again.
const DEVICE_IS_KNOWN: TimeDelta = TimeDelta::days(400);
/// The link that ends the overview works so long in every mail.
const STOPS_WORK: TimeDelta = TimeDelta::days(180);

/// A list that nobody takes over goes after so long.
const LISTS_WAIT: TimeDelta = TimeDelta::days(1);

/// What was sent to an address shows so long; nothing waits longer.
const DELIVERIES_SHOW: TimeDelta = TimeDelta::days(30);

/// Deletes every session and sign-in link that has expired, and what was tried long ago.
pub async fn delete_expired(app: &App) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.delete_expired(app.now()).await?;
    tx.delete_attempts_before(app.now() - TRIES_COUNT).await?;
    tx.delete_expired_api_keys(app.now()).await?;
    tx.delete_expired_requests(app.now()).await?;
    tx.delete_deliveries_before(app.now() - DELIVERIES_SHOW)
        .await?;
    tx.delete_expired_ceremonies(app.now()).await?;
    let long_ago = (app.now() - DEVICE_IS_KNOWN).date_naive();
    tx.delete_devices_before(long_ago).await?;
    let stops = (app.now() - STOPS_WORK).date_naive();
    tx.delete_digest_stops_before(stops).await?;
    tx.drop_sent_lists(app.now() - LISTS_WAIT).await?;
    tx.commit().await?;
    Ok(())
}
