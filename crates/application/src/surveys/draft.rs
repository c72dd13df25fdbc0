//! Drafts are encrypted with a key that only the respondent's token gives.

use mkbroute_domain::surveys::encoding::{decode_draft, encode_draft};
use mkbroute_domain::surveys::response_draft::ResponseDraft;

use super::Token;
use crate::{App, AppError, sealing};

/// Encrypts a draft.
pub(super) fn seal(app: &App, token: &Token, draft: &ResponseDraft) -> Result<Vec<u8>, AppError> {
    sealing::seal(app, token.draft_secret(), &encode_draft(draft))
}

/// Opens a sealed draft; anything that was not sealed with this token is an error.
pub(super) fn open(token: &Token, sealed: &[u8]) -> Result<ResponseDraft, AppError> {
    let plain = sealing::open(token.draft_secret(), sealed)?;
    decode_draft(&plain).map_err(AppError::unreadable)
}
