//! How an event leaves.

use std::fmt;

use thiserror::Error;

/// An event as it leaves.
pub struct Outgoing {
    pub address: String,
    /// The same at every try.
    pub id: String,
    /// Seconds since 1970.
    pub timestamp: i64,
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// Shows no address: there may be a secret in it.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outgoing({})", self.id)
    }
}

/// Why nobody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SendError {
    #[error("the address leads to a network to which nothing is sent")]
    Inside,
    #[error("the receiver cannot be reached")]
    Unreachable,
    #[error("the receiver takes too long")]
    Late,
}

/// Sends events. Its timeouts are shorter than a minute, and it follows nobody elsewhere.
pub trait WebhookSender: Send + Sync {
    /// Sends one, and gives the status of the answer.
    fn send(&self, outgoing: &Outgoing) -> impl Future<Output = Result<u16, SendError>> + Send;
}
