//! What happened is sent to addresses that people choose.
//!
//! An event is queued in the transaction of the act, so that it leaves if and only if the act happened. Who
//! may hear of it is decided when it leaves.

mod announce;
mod deliver;
mod keep;
mod secret;
mod sending;

pub(crate) use announce::{announce, announce_grant};
pub use deliver::{Served, deliver_webhooks};
pub use keep::{
    LONGEST_ADDRESS, MOST_WEBHOOKS, MadeWebhook, NewWebhook, WebhookProblem, end_webhook,
    events_for, make_webhook, own_deliveries, own_webhooks,
};
pub use sending::{Outgoing, SendError, WebhookSender};
