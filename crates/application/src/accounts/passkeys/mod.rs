//! Passkeys: keys on a device or in a password manager, which sign in without anything to remember or
//! to pass on.
//!
//! A browser is asked something, answers once within some minutes, and the answer counts for what was
//! asked only. What is asked waits in the database, so that any process can hear the answer.

mod manage;
mod prove;
mod register;
mod sign_in;

pub use mkbroute_store::StoredPasskey;

pub use manage::{forget_passkeys, own_passkeys, remove_passkey, rename_passkey};
pub use prove::{FRESH, begin_proof, finish_proof, is_fresh, require_fresh_factor};
pub use register::{LONGEST_PASSKEY_NAME, MOST_PASSKEYS, begin_registration, finish_registration};
pub use sign_in::{begin_passkey_sign_in, finish_passkey_sign_in};

use std::sync::Arc;

use chrono::TimeDelta;
use mkbroute_domain::ids::PersonId;
use mkbroute_store::Ceremony;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use url::{Host, Url};
use webauthn_rs::prelude::Passkey;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::surveys::Token;
use crate::{App, AppError};

/// How long a browser may take to answer.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);

/// What passkeys are bound to: the address that users see.
#[derive(Clone)]
pub struct Passkeys(Arc<Webauthn>);

impl Passkeys {
    /// For an address such as `https://mkb.example.nl`. `None` where browsers know no passkeys: at an
    /// address in numbers, and without https unless it is `localhost`.
    pub fn at(origin: &str) -> Option<Self> {
        let origin = Url::parse(origin).ok()?;
        let Some(Host::Domain(host)) = origin.host() else {
            return None;
        };
        if origin.scheme() != "https" && host != "localhost" {
            return None;
        }
        let built = WebauthnBuilder::new(host, &origin).ok()?;
        let built = built.rp_name("mkbroute").build().ok()?;
        Some(Self(Arc::new(built)))
    }
}

/// A question to a browser.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// Goes back with the answer.
    pub ceremony: String,
    /// For `navigator.credentials`.
    pub options: serde_json::Value,
}

/// Why an answer of a browser was not taken.
#[derive(Debug, Error)]
pub enum PasskeyError {
    /// Too late, answered before, or never asked.
    #[error("nothing was asked, or too long ago")]
    NotAsked,
    /// It is no answer, or its signature does not fit.
    #[error("the answer does not fit")]
    Wrong,
    /// Nobody here has this passkey.
    #[error("this passkey is not known")]
    Unknown,
    #[error("a passkey needs a name")]
    NoName,
    #[error("the name has more than {LONGEST_PASSKEY_NAME} characters")]
    LongName,
    #[error("nobody has more than {MOST_PASSKEYS} passkeys")]
    TooMany,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<mkbroute_store::StoreError> for PasskeyError {
    fn from(error: mkbroute_store::StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What a browser is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Register,
    SignIn,
    Prove,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::SignIn => "sign_in",
            Self::Prove => "prove",
        }
    }
}

/// Keeps what the answer is compared with, and returns what goes back with it.
async fn ask(
    app: &App,
    (purpose, person): (Purpose, Option<PersonId>),
    state: &impl Serialize,
    options: serde_json::Value,
) -> Result<Asked, AppError> {
    let token = Token::fresh(app);
    let ceremony = Ceremony {
        purpose: purpose.code().to_owned(),
        person,
        state: serde_json::to_string(state).map_err(AppError::unreadable)?,
        expires_at: app.now() + PATIENCE,
    };
    let tx = app.store().begin().await?;
    tx.insert_ceremony(token.ceremony_hash(), ceremony).await?;
    tx.commit().await?;
    Ok(Asked {
        ceremony: token.to_string(),
        options,
    })
}

/// What was asked, once, for this purpose and of this person.
async fn heard<S: DeserializeOwned>(
    app: &App,
    (purpose, person): (Purpose, Option<PersonId>),
    ceremony: &str,
) -> Result<S, PasskeyError> {
    let token: Token = ceremony.parse().map_err(|_| PasskeyError::NotAsked)?;
    let tx = app.store().begin().await?;
    let found = tx.take_ceremony(token.ceremony_hash(), app.now()).await?;
    tx.commit().await?;
    let found = found.filter(|found| found.purpose == purpose.code() && found.person == person);
    let found = found.ok_or(PasskeyError::NotAsked)?;
    let state = serde_json::from_str(&found.state).map_err(AppError::unreadable)?;
    Ok(state)
}

/// The key itself.
fn key(stored: &StoredPasskey) -> Result<Passkey, AppError> {
    serde_json::from_str(&stored.body).map_err(AppError::unreadable)
}

#[cfg(test)]
mod tests;
