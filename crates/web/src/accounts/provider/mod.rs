//! Signing in with an account at an institution: OpenID Connect, code flow with PKCE, as SURFconext and
//! others speak it.

mod client;
mod http;
mod pages;

pub(crate) use client::Provider;
pub(crate) use pages::{begin, link, returned, unlink};

use std::fmt;

/// Where people of an institution sign in.
#[derive(Clone)]
pub struct ProviderSettings {
    /// The address of the provider, from which all other addresses follow.
    pub issuer: String,
    /// Under which the provider knows this program.
    pub client_id: String,
    pub client_secret: Option<String>,
    /// As the button calls it.
    pub name: String,
}

/// Never shows the secret, so that no log can hold it.
impl fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProviderSettings({})", self.issuer)
    }
}
