//! A script may send a request again when it does not know whether it was done; it is done once.
//!
//! The request is claimed first, and its reply is kept in the transaction that does it. So nothing is
//! done twice and nothing that was done is forgotten, also after a crash. The database holds a hash of
//! the name that the script gave, and the reply sealed with what only the key of the script gives.

use std::time::Duration;

use chrono::TimeDelta;
use mkbroute_domain::accounts::ApiKey;
use mkbroute_domain::ids::PersonId;
use mkbroute_store::{KeptRequest, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use thiserror::Error;
use uuid::Uuid;

use super::api_keys::token_in;
use crate::{App, AppError, sealing};

/// How long a reply is kept.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// Whoever is at it for longer has crashed.
const CLAIM: TimeDelta = TimeDelta::minutes(1);
/// How long the same request waits for the first one, and how often it looks.
const PATIENCE: Duration = Duration::from_millis(if cfg!(test) { 200 } else { 5000 });
const LOOK: Duration = Duration::from_millis(50);

/// Why a repeated request was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RepeatError {
    #[error("the first request with this name is still being done")]
    Running,
    #[error("this name belongs to another request")]
    OtherRequest,
}

/// A request that a script gave a name, to send it again if need be.
#[derive(Clone)]
pub struct Repeatable {
    id_hash: [u8; 32],
    seal: [u8; 32],
    request_hash: [u8; 32],
    person: PersonId,
}

impl Repeatable {
    /// The request with this name, from whoever shows this secret of a key; `request` is all that it
    /// asks. Names of one key are nothing to another.
    pub fn new(secret: &str, key: &ApiKey, name: &str, request: &[u8]) -> Option<Self> {
        let token = token_in(secret)?;
        let (id_hash, seal) = token.request_secrets(name);
        Some(Self {
            id_hash,
            seal,
            request_hash: token.request_hash(&Sha256::digest(request)),
            person: key.person,
        })
    }

    fn opened<T: DeserializeOwned>(&self, kept: &KeptRequest) -> Result<Option<T>, AppError> {
        let Some(reply) = &kept.reply else {
            return Ok(None);
        };
        let opened = sealing::open(self.seal, reply)?;
        let reply = serde_json::from_slice(&opened).map_err(AppError::unreadable)?;
        Ok(Some(reply))
    }
}

/// The right to do a request now.
pub(crate) struct Claim<'a> {
    asked: &'a Repeatable,
    id: Uuid,
}

/// Keeps the reply of a request that has a name, in the transaction that does what was asked.
pub(crate) async fn keep<E>(
    app: &App,
    claim: Option<&Claim<'_>>,
    tx: &Tx,
    reply: &impl Serialize,
) -> Result<(), E>
where
    E: From<RepeatError> + From<AppError>,
{
    let Some(Claim { asked, id }) = claim else {
        return Ok(());
    };
    let reply = serde_json::to_vec(reply).map_err(AppError::unreadable)?;
    let sealed = sealing::seal(app, asked.seal, &reply)?;
    let done = tx.finish_request((asked.id_hash, *id), sealed).await;
    if done.map_err(AppError::from)? {
        Ok(())
    } else {
        // Somebody else took it over: what was begun here is rolled back.
        Err(RepeatError::Running.into())
    }
}

/// Does what `act` does, unless the same request was done before: then gives what came of it.
///
/// `act` hands the claim to [`keep`] before it commits. What is refused is not kept: nothing was done.
pub(crate) async fn once<T, E>(
    app: &App,
    asked: Option<&Repeatable>,
    act: impl AsyncFnOnce(Option<&Claim<'_>>) -> Result<T, E>,
) -> Result<T, E>
where
    T: DeserializeOwned,
    E: From<RepeatError> + From<AppError>,
{
    let Some(asked) = asked else {
        return act(None).await;
    };
    let began = tokio::time::Instant::now();
    loop {
        let store = app.store();
        let found = store.kept_request(asked.id_hash, app.now()).await;
        if let Some(kept) = found.map_err(AppError::from)? {
            if kept.request_hash != asked.request_hash {
                return Err(RepeatError::OtherRequest.into());
            }
            if let Some(reply) = asked.opened(&kept)? {
                return Ok(reply);
            }
            if kept.claimed_until > app.now() {
                if began.elapsed() > PATIENCE {
                    return Err(RepeatError::Running.into());
                }
                tokio::time::sleep(LOOK).await;
                continue;
            }
        }
        if let Some(claim) = claimed(app, asked).await? {
            let done = act(Some(&claim)).await;
            if done.is_err() {
                release(app, &claim).await?;
            }
            return done;
        }
    }
}

/// Claims a request; nothing if somebody else was first.
async fn claimed<'a>(app: &App, asked: &'a Repeatable) -> Result<Option<Claim<'a>>, AppError> {
    let (id, now) = (app.random_id(), app.now());
    let row = KeptRequest {
        id_hash: asked.id_hash,
        person: asked.person,
        request_hash: asked.request_hash,
        claim: id,
        claimed_until: now + CLAIM,
        reply: None,
        expires_at: now + KEPT,
    };
    let tx = app.store().begin().await?;
    let ours = tx.claim_request(&row, now).await?;
    tx.commit().await?;
    Ok(ours.then_some(Claim { asked, id }))
}

async fn release(app: &App, claim: &Claim<'_>) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    tx.release_request((claim.asked.id_hash, claim.id)).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests;
