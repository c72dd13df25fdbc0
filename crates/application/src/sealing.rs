//! What is kept so that the database alone does not tell it.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use crate::{App, AppError};

/// Length of the nonce in front of what is sealed.
const NONCE: usize = 24;

/// Encrypts: a fresh nonce, then XChaCha20-Poly1305.
pub(crate) fn seal(app: &App, key: [u8; 32], plain: &[u8]) -> Result<Vec<u8>, AppError> {
    let nonce: [u8; NONCE] = app.random_bytes();
    let sealed = XChaCha20Poly1305::new(&key.into())
        .encrypt(XNonce::from_slice(&nonce), plain)
        .map_err(AppError::unreadable)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what was sealed; anything that was not sealed with this key is an error.
pub(crate) fn open(key: [u8; 32], sealed: &[u8]) -> Result<Vec<u8>, AppError> {
    let (nonce, body) = sealed
        .split_at_checked(NONCE)
        .ok_or_else(|| AppError::unreadable("what is sealed is too short"))?;
    XChaCha20Poly1305::new(&key.into())
        .decrypt(XNonce::from_slice(nonce), body)
        .map_err(|_| AppError::unreadable("it was not sealed with this key"))
}
