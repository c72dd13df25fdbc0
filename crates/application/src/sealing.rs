//! What is kept so that the database alone does not tell it.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};

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

/// The key in a file of this name, which lies beside the database and never in it. The first who needs it
/// makes it.
pub(crate) fn key_file(app: &App, name: &str) -> Result<[u8; 32], AppError> {
    let place = app.data_dir().join(name);
    let fresh: [u8; 32] = app.random_bytes();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&place) {
        Ok(mut file) => {
            file.write_all(&fresh).map_err(AppError::unreadable)?;
            file.sync_all().map_err(AppError::unreadable)?;
            Ok(fresh)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let mut key = [0; 32];
            let mut file = File::open(&place).map_err(AppError::unreadable)?;
            file.read_exact(&mut key).map_err(AppError::unreadable)?;
            Ok(key)
        }
        Err(error) => Err(AppError::unreadable(error)),
    }
}
