//! The respondent's token and what is derived from it.
//!
//! The token is known to the respondent alone. The database holds values derived from it with
//! different labels (HKDF-SHA256, RFC 5869), so that the ballot, the draft and the response of one
//! person cannot be linked to each other without the token.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use sha2::Sha256;

use crate::App;

/// 256 random bits, written as 43 URL-safe characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// The text is not a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a token")]
pub struct NotAToken;

impl Token {
    /// A token from fresh random bytes.
    pub fn fresh(app: &App) -> Self {
        Self(app.random_bytes())
    }

    /// Under which the ballot is stored.
    pub fn ballot_hash(&self) -> [u8; 32] {
        self.derive(b"ballot")
    }

    /// Under which the draft is stored.
    pub fn draft_key(&self) -> [u8; 32] {
        self.derive(b"draft key")
    }

    /// Which encrypts the draft.
    pub(crate) fn draft_secret(&self) -> [u8; 32] {
        self.derive(b"draft secret")
    }

    /// Under which the submitted response is stored: a repeated submission finds itself.
    pub fn response_key(&self) -> [u8; 32] {
        self.derive(b"response")
    }

    /// Under which the link in a letter to one of many is stored.
    pub(crate) fn letter_hash(&self) -> [u8; 32] {
        self.derive(b"letter")
    }

    /// Under which a sign-in link is stored.
    pub(crate) fn sign_in_hash(&self) -> [u8; 32] {
        self.derive(b"sign-in")
    }

    /// Under which an invitation to comment on a draft is stored.
    pub(crate) fn comment_hash(&self) -> [u8; 32] {
        self.derive(b"comment")
    }

    /// Under which a link that ends the overview by mail is stored.
    pub fn stop_hash(&self) -> [u8; 32] {
        self.derive(b"digest stop")
    }

    /// What the forms of a browser whose cookie holds this token carry.
    pub fn form_secret(&self) -> [u8; 32] {
        self.derive(b"form")
    }

    /// The key of a server-side session whose cookie holds this token.
    pub fn session_hash(&self) -> [u8; 32] {
        self.derive(b"session")
    }

    /// Under which a question to a browser waits for its answer.
    pub(crate) fn ceremony_hash(&self) -> [u8; 32] {
        self.derive(b"ceremony")
    }

    /// Under which a key for scripts is stored.
    pub(crate) fn api_key_hash(&self) -> [u8; 32] {
        self.derive(b"api key")
    }

    /// Under which a request of a script is kept that has this name, and what seals the reply. Both need
    /// the key of the script, so names may be simple.
    pub(crate) fn request_secrets(&self, name: &str) -> ([u8; 32], [u8; 32]) {
        let of = |what: &[u8]| self.derive(&[what, name.as_bytes()].concat());
        (of(b"request of a script "), of(b"reply to a script "))
    }

    /// By which the same request is known again.
    pub(crate) fn request_hash(&self, request: &[u8]) -> [u8; 32] {
        self.derive(&[b"words of a script ", request].concat())
    }

    /// Under which a browser is stored that somebody signed in with before.
    pub(crate) fn device_hash(&self) -> [u8; 32] {
        self.derive(b"device")
    }

    fn derive(&self, label: &[u8]) -> [u8; 32] {
        let mut derived = [0; 32];
        let expanded = Hkdf::<Sha256>::new(None, &self.0).expand(label, &mut derived);
        debug_assert!(expanded.is_ok(), "32 bytes are within the limit of HKDF");
        derived
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// Never shows the token, so that no log can hold it.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotAToken)?;
        bytes.try_into().map(Self).map_err(|_| NotAToken)
    }
}

#[cfg(test)]
mod tests;
