//! Recognising somebody in a next wave by a code they make themselves.
//!
//! A response holds a hash of the code under a key that lies in a file beside the database, never in
//! it: without the file nobody can try codes, and destroying the file ends recognition for good.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;

use hkdf::Hkdf;
use mkbroute_domain::surveys::self_made_code::SelfMadeCode;
use sha2::Sha256;

use crate::{App, AppError};

/// The name of the file in the data folder.
const KEY_FILE: &str = "linking.key";

/// The hash under which a code is stored.
pub(super) fn hash(app: &App, code: &SelfMadeCode) -> Result<u64, AppError> {
    let key = key(app)?;
    let mut derived = [0; 8];
    let expanded = Hkdf::<Sha256>::new(None, &key).expand(code.as_str().as_bytes(), &mut derived);
    debug_assert!(expanded.is_ok(), "8 bytes are within the limit of HKDF");
    Ok(u64::from_be_bytes(derived))
}

fn place(app: &App) -> PathBuf {
    app.data_dir().join(KEY_FILE)
}

/// The key; the first who needs it makes it.
fn key(app: &App) -> Result<[u8; 32], AppError> {
    let fresh: [u8; 32] = app.random_bytes();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(place(app)) {
        Ok(mut file) => {
            file.write_all(&fresh).map_err(AppError::unreadable)?;
            file.sync_all().map_err(AppError::unreadable)?;
            Ok(fresh)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let mut key = [0; 32];
            let mut file = std::fs::File::open(place(app)).map_err(AppError::unreadable)?;
            file.read_exact(&mut key).map_err(AppError::unreadable)?;
            Ok(key)
        }
        Err(error) => Err(AppError::unreadable(error)),
    }
}
