//! What happened is sent to an address of somebody's choice.

mod event;
mod network;
mod tries;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub use event::WebhookEvent;
pub use network::Reachable;
pub use tries::{DeliveryState, MOST_TRIES, wait_after};

use super::Role;
use crate::ids::PersonId;

/// An address to which events are sent, without the secret that signs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    pub id: Uuid,
    pub person: PersonId,
    /// The role in which its person hears of things. Without the role nothing is sent.
    pub role: Role,
    pub address: String,
    pub events: Vec<WebhookEvent>,
    pub made_on: NaiveDate,
}

/// Something that is sent, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The same at every try, so that the receiver knows it again.
    pub id: Uuid,
    pub webhook: Uuid,
    pub event: WebhookEvent,
    /// The readable name of a measurement, or the id of a grant.
    pub object: String,
    pub happened_at: DateTime<Utc>,
    pub state: DeliveryState,
    pub tries: u32,
    /// When it was tried last, and what the receiver answered then; `None` for no answer.
    pub tried_at: Option<DateTime<Utc>>,
    pub status: Option<u16>,
}
