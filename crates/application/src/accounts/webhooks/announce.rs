//! An event is queued for whoever asked for it.

use mkbroute_domain::accounts::audit::Entry;
use mkbroute_domain::accounts::webhook::{Delivery, DeliveryState, WebhookEvent};
use mkbroute_domain::ids::GrantId;
use mkbroute_store::Tx;

use crate::{App, AppError};

/// Queues what an entry of the log tells of a measurement, if it is an event.
pub(crate) async fn announce(app: &App, tx: &Tx, entry: &Entry) -> Result<(), AppError> {
    match WebhookEvent::of_wave(entry.act) {
        Some(event) => queue(app, tx, event, &entry.object.name).await,
        None => Ok(()),
    }
}

/// Queues that a grant was given or changed. The log tells of its person; here only the id leaves.
pub(crate) async fn announce_grant(app: &App, tx: &Tx, grant: GrantId) -> Result<(), AppError> {
    queue(app, tx, WebhookEvent::GrantChanged, &grant.to_string()).await
}

async fn queue(app: &App, tx: &Tx, event: WebhookEvent, object: &str) -> Result<(), AppError> {
    for webhook in tx.webhooks_for(event).await? {
        let queued = Delivery {
            id: app.fresh_id(),
            webhook,
            event,
            object: object.to_owned(),
            happened_at: app.now(),
            state: DeliveryState::Waiting,
            tries: 0,
            tried_at: None,
            status: None,
        };
        tx.insert_delivery(&queued).await?;
    }
    Ok(())
}
