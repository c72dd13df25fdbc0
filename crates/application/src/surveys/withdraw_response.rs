//! Until closing, a respondent may take the response back with the same link.

use super::Token;
use crate::operations::{Erasure, record_erasure};
use crate::{App, AppError};

/// Deletes the response of this token; `false` if there is none or the wave has closed.
pub async fn withdraw_response(app: &App, token: &Token) -> Result<bool, AppError> {
    let ballot = app
        .store()
        .ballot(&token.ballot_hash())
        .await?
        .ok_or(AppError::NotFound)?;
    let (store, key) = (app.store(), token.response_key());
    // Before and after: whenever a backup is made, a restore of it knows what was taken back.
    if store.handed_in(&key).await? {
        record_erasure(app, Erasure::Response(key))?;
    }
    let withdrawn = store.withdraw(key, token.draft_key(), ballot.wave).await?;
    if withdrawn {
        record_erasure(app, Erasure::Response(key))?;
    }
    Ok(withdrawn)
}
