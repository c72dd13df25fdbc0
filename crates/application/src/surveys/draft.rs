//! Drafts are encrypted with a key that only the respondent's token gives.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use mkbroute_domain::surveys::encoding::{decode_draft, encode_draft};
use mkbroute_domain::surveys::response_draft::ResponseDraft;

use super::Token;
use crate::{App, AppError};

/// Length of the nonce in front of a sealed draft.
const NONCE: usize = 24;

/// Encrypts a draft: a fresh nonce, then XChaCha20-Poly1305 of the encoded answers.
pub(super) fn seal(app: &App, token: &Token, draft: &ResponseDraft) -> Result<Vec<u8>, AppError> {
    let nonce: [u8; NONCE] = app.random_bytes();
    let sealed = XChaCha20Poly1305::new(&token.draft_secret().into())
        .encrypt(XNonce::from_slice(&nonce), encode_draft(draft).as_slice())
        .map_err(AppError::unreadable)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens a sealed draft; anything that was not sealed with this token is an error.
pub(super) fn open(token: &Token, sealed: &[u8]) -> Result<ResponseDraft, AppError> {
    let (nonce, body) = sealed
        .split_at_checked(NONCE)
        .ok_or_else(|| AppError::unreadable("a draft is too short"))?;
    let plain = XChaCha20Poly1305::new(&token.draft_secret().into())
        .decrypt(XNonce::from_slice(nonce), body)
        .map_err(|_| AppError::unreadable("a draft was not sealed with this token"))?;
    decode_draft(&plain).map_err(AppError::unreadable)
}
