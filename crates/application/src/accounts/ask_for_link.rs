//! Somebody asks for a link to sign in. Whether they are known shows neither in the answer nor in how
//! long it takes: nobody looks before the mail leaves.

use chrono::TimeDelta;
use mkbroute_domain::accounts::{AccountMailKind, QueuedAccountMail};
use mkbroute_domain::surveys::invitation::MailAddress;
use mkbroute_domain::text::Lang;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{App, AppError};

/// How long a mailed link works, in minutes from the moment it leaves.
pub const MAILED_LINK_MINUTES: i64 = 20;
/// A mail that could not leave in this time does not leave any more.
pub(super) const WORTH_SENDING: TimeDelta = TimeDelta::minutes(30);
/// So often a link may be asked for to one address within an hour.
pub const MOST_LINKS: u32 = 5;
/// In which tries are counted.
const WINDOW: TimeDelta = TimeDelta::hours(1);

/// Why no mail was queued.
#[derive(Debug, Error)]
pub enum AskForLinkError {
    #[error("this is no mail address")]
    NoAddress,
    /// Also of an address that nobody has.
    #[error("a link was asked for too often to this address")]
    TooOften,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Queues a mail with a sign-in link to this address, should it be somebody's.
pub async fn ask_for_link(app: &App, typed: &str, lang: Lang) -> Result<(), AskForLinkError> {
    let address: MailAddress = typed.parse().map_err(|_| AskForLinkError::NoAddress)?;
    if queue(app, address, lang).await? {
        Ok(())
    } else {
        Err(AskForLinkError::TooOften)
    }
}

async fn queue(app: &App, address: MailAddress, lang: Lang) -> Result<bool, AppError> {
    let now = app.now();
    let tx = app.store().begin().await?;
    let key = attempt_key(&address);
    let counted = tx.count_attempt(key, now, WINDOW, MOST_LINKS).await?;
    if counted {
        let mail = QueuedAccountMail {
            id: app.random_id(),
            person: None,
            address,
            lang,
            kind: AccountMailKind::SignInLink,
            detail: String::new(),
            asked_at: now,
            attempts: 0,
        };
        tx.insert_account_mail(&mail).await?;
    }
    tx.commit().await?;
    Ok(counted)
}

/// Under which tries for an address are counted; the count outlives the mail, the address does not.
fn attempt_key(address: &MailAddress) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"mkbroute sign-in link\0")
        .chain_update(address.as_str())
        .finalize()
        .into()
}
