//! Events leave.

use chrono::TimeDelta;
use mkbroute_domain::accounts::webhook::{
    Delivery, DeliveryState, Webhook, WebhookEvent, wait_after,
};
use mkbroute_domain::ids::GrantId;
use serde_json::json;
use uuid::Uuid;

use super::keep::hearing;
use super::secret::Secret;
use super::sending::{Outgoing, SendError, WebhookSender};
use crate::accounts::policy::{Action, may_somewhere};
use crate::accounts::{Actor, load_actor_as};
use crate::surveys::find_wave;
use crate::{App, AppError};

/// So long nobody else sends to a webhook that was claimed.
const CLAIM: TimeDelta = TimeDelta::minutes(3);
/// A turn that takes longer ends, so that its claim never runs out while an event leaves.
const LONGEST: TimeDelta = TimeDelta::minutes(1);
/// The most events in a turn: then others have theirs.
const MOST_AT_ONCE: u64 = 20;

/// What became of the events of a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Served {
    pub delivered: u32,
    /// Tried in vain; they are tried again.
    pub waiting: u32,
    /// Given up.
    pub failed: u32,
    /// Their owner may not hear of them any more.
    pub withheld: u32,
}

/// Sends what is due to one webhook, as far as `go_on` holds before each event; `None` if nothing is due
/// that nobody else sends.
///
/// A webhook is served by one process at a time and its events leave in order, so nothing is sent twice at
/// once. After a crash an event may come a second time; it has the same id then.
pub async fn deliver_webhooks<S: WebhookSender>(
    app: &App,
    sender: &S,
    go_on: impl Fn() -> bool + Send,
) -> Result<Option<Served>, AppError> {
    let began = app.now();
    let store = app.store();
    if !store.delivery_is_due(began).await? {
        return Ok(None);
    }
    let Some((webhook, sealed)) = store.claim_webhook(began, began + CLAIM).await? else {
        return Ok(None);
    };
    let mut served = Served::default();
    let receiver = hearer(app, &webhook).await?;
    let secret = Secret::opened(app, &webhook, &sealed);
    for due in store
        .due_deliveries(webhook.id, began, MOST_AT_ONCE)
        .await?
    {
        if !go_on() || app.now() > began + LONGEST {
            break;
        }
        let heard = match &receiver {
            Some(actor) => may_hear(app, actor, &due).await?,
            None => false,
        };
        if !heard {
            forget(app, due.id).await?;
            served.withheld += 1;
            continue;
        }
        let answer = match &secret {
            Ok(secret) => sender.send(&outgoing(app, &webhook, secret, &due)).await,
            // Without the key nothing can be signed, and what is not signed does not leave.
            Err(error) => {
                tracing::error!(%error, "an event cannot be signed");
                Err(SendError::Unreachable)
            }
        };
        match noted(app, due, answer).await? {
            DeliveryState::Delivered => served.delivered += 1,
            DeliveryState::Waiting => served.waiting += 1,
            DeliveryState::Failed => served.failed += 1,
        }
    }
    let tx = store.begin().await?;
    tx.hold_webhook(webhook.id, app.now()).await?;
    tx.commit().await?;
    Ok(Some(served))
}

/// Who hears through a webhook, with the grants that count now of its role; nobody without one that
/// receives events.
async fn hearer(app: &App, webhook: &Webhook) -> Result<Option<Actor>, AppError> {
    let Some(mut actor) = load_actor_as(app, webhook.person, Some(webhook.role)).await? else {
        return Ok(None);
    };
    actor.grants.retain(|grant| grant.role == webhook.role);
    Ok(may_somewhere(&actor, Action::ReceiveEvents).then_some(actor))
}

/// Whether somebody may hear of an event now.
async fn may_hear(app: &App, actor: &Actor, due: &Delivery) -> Result<bool, AppError> {
    let action = hearing(due.event);
    if !may_somewhere(actor, action) {
        return Ok(false);
    }
    match due.event {
        WebhookEvent::GrantChanged => {
            let Ok(id) = due.object.parse::<Uuid>() else {
                return Ok(false);
            };
            let seen = actor.manages();
            let found = app.store().grant_managed(&seen, GrantId(id)).await?;
            Ok(found.is_some())
        }
        WebhookEvent::WaveOpened
        | WebhookEvent::WaveClosed
        | WebhookEvent::FiguresReleased
        | WebhookEvent::InterimReleased => match find_wave(app, actor, &due.object, action).await {
            Ok(_) => Ok(true),
            Err(AppError::NotFound | AppError::Forbidden) => Ok(false),
            Err(error) => Err(error),
        },
    }
}

/// The event as it leaves: ids and names of measurements, never answers and never what is personal.
fn outgoing(app: &App, webhook: &Webhook, secret: &Secret, due: &Delivery) -> Outgoing {
    let data = match due.event {
        WebhookEvent::GrantChanged => json!({ "grant": due.object }),
        WebhookEvent::WaveOpened
        | WebhookEvent::WaveClosed
        | WebhookEvent::FiguresReleased
        | WebhookEvent::InterimReleased => json!({ "wave": due.object }),
    };
    let body = json!({
        "type": due.event.code(),
        "timestamp": due.happened_at,
        "data": data,
    });
    let (id, timestamp, body) = (due.id.to_string(), app.now().timestamp(), body.to_string());
    Outgoing {
        address: webhook.address.clone(),
        signature: secret.signature(&id, timestamp, &body),
        id,
        timestamp,
        body,
    }
}

/// Notes how a try went.
async fn noted(
    app: &App,
    due: Delivery,
    answer: Result<u16, SendError>,
) -> Result<DeliveryState, AppError> {
    let (now, count) = (app.now(), due.tries + 1);
    let taken = matches!(answer, Ok(200..=299));
    let next_try = match wait_after(count) {
        Some(wait) if !taken => Some(now + wait),
        _ => None,
    };
    let state = match (taken, next_try) {
        (true, _) => DeliveryState::Delivered,
        (false, Some(_)) => DeliveryState::Waiting,
        (false, None) => DeliveryState::Failed,
    };
    let tried = Delivery {
        state,
        tries: count,
        tried_at: Some(now),
        status: answer.ok(),
        ..due
    };
    let tx = app.store().begin().await?;
    tx.note_delivery(&tried, next_try).await?;
    tx.commit().await?;
    Ok(state)
}

async fn forget(app: &App, id: Uuid) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.delete_delivery(id).await?;
    tx.commit().await?;
    Ok(())
}
