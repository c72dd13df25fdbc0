//! The link in an overview ends it, for whoever has the mail: nobody signs in to be left alone.

use mkbroute_domain::accounts::DigestFrequency;
use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object};
use mkbroute_domain::ids::PersonId;
use thiserror::Error;

use crate::accounts::audit::commit;
use crate::surveys::Token;
use crate::{App, AppError};

/// Why nothing was ended.
#[derive(Debug, Error)]
pub enum StopError {
    /// There is no such link, or no more.
    #[error("this link ends nothing")]
    NoSuchLink,
    #[error(transparent)]
    App(#[from] AppError),
}

async fn person_of(app: &App, token: &str) -> Result<PersonId, StopError> {
    let token: Token = token.parse().map_err(|_| StopError::NoSuchLink)?;
    let found = app.store().digest_stop(token.stop_hash()).await;
    found.map_err(AppError::from)?.ok_or(StopError::NoSuchLink)
}

/// How often the overview comes that a link would end. Looking changes nothing: programs that look for
/// harmful links open every one.
pub async fn stops_for(app: &App, token: &str) -> Result<DigestFrequency, StopError> {
    let person = person_of(app, token).await?;
    let found = app.store().digest_of(person).await;
    Ok(found
        .map_err(AppError::from)?
        .unwrap_or(DigestFrequency::Off))
}

/// Ends the overview. The link works again when somebody turned it on since: a mail program that sends
/// twice gets the same answer twice.
pub async fn stop_digest(app: &App, token: &str) -> Result<(), StopError> {
    let person = person_of(app, token).await?;
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.put_digest(person, DigestFrequency::Off, None)
        .await
        .map_err(AppError::from)?;
    let doer = Doer::Person {
        id: person,
        role: None,
    };
    let told = Entry::new(doer, Act::DigestStopped, Object::person(person));
    Ok(commit(app, tx, &told).await?)
}
