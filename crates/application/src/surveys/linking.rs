//! Recognising somebody in a next wave by a code they make themselves.
//!
//! A response holds a hash of the code under a key that lies in a file beside the database, never in
//! it: without the file nobody can try codes, and destroying the file ends recognition for good.

use hkdf::Hkdf;
use mkbroute_domain::surveys::self_made_code::SelfMadeCode;
use sha2::Sha256;

use crate::{App, AppError, sealing};

/// The name of the file in the data folder.
const KEY_FILE: &str = "linking.key";

/// The hash under which a code is stored.
pub(super) fn hash(app: &App, code: &SelfMadeCode) -> Result<u64, AppError> {
    let key = sealing::key_file(app, KEY_FILE)?;
    let mut derived = [0; 8];
    let expanded = Hkdf::<Sha256>::new(None, &key).expand(code.as_str().as_bytes(), &mut derived);
    debug_assert!(expanded.is_ok(), "8 bytes are within the limit of HKDF");
    Ok(u64::from_be_bytes(derived))
}
