//! Until closing, a respondent may take the response back with the same link.

use super::Token;
use crate::{App, AppError};

/// Deletes the response of this token; `false` if there is none or the wave has closed.
pub async fn withdraw_response(app: &App, token: &Token) -> Result<bool, AppError> {
    let ballot = app
        .store()
        .ballot(&token.ballot_hash())
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(app
        .store()
        .withdraw(token.response_key(), token.draft_key(), ballot.wave)
        .await?)
}
