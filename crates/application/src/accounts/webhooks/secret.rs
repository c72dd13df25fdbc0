//! What signs events: made here, shown once, and kept sealed with a key that is not in the database.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use mkbroute_domain::accounts::webhook::Webhook;
use sha2::Sha256;

use crate::{App, AppError, sealing};

/// The name of the file with the key in the data folder.
const KEY_FILE: &str = "webhooks.key";
/// By which the secret of a webhook is known, after Standard Webhooks.
const PREFIX: &str = "whsec_";

/// 256 random bits that sign what is sent.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret([u8; 32]);

impl Secret {
    pub(super) fn fresh(app: &App) -> Self {
        Self(app.random_bytes())
    }

    /// As its owner keeps it.
    pub(super) fn shown(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(self.0))
    }

    /// As the database keeps it.
    pub(super) fn sealed(&self, app: &App) -> Result<Vec<u8>, AppError> {
        sealing::seal(app, sealing::key_file(app, KEY_FILE)?, &self.0)
    }

    pub(super) fn opened(app: &App, webhook: &Webhook, sealed: &[u8]) -> Result<Self, AppError> {
        let opened = sealing::open(sealing::key_file(app, KEY_FILE)?, sealed)?;
        let wrong = |_| AppError::unreadable(format!("the secret of webhook {}", webhook.id));
        opened.try_into().map(Self).map_err(wrong)
    }

    /// The signature of Standard Webhooks: of the id, the moment and the body.
    pub(super) fn signature(&self, id: &str, timestamp: i64, body: &str) -> String {
        // HMAC fills a shorter key up with zeros to a block: this is the same key.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

/// Never shows the secret, so that no log can hold it.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests;
