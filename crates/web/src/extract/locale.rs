//! The language of a request: asked for in the address, remembered, or preferred by the browser.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use mkbroute_domain::text::Lang;

use super::cookie;

/// The language of the page and its address, for the language switch.
#[derive(Clone, Debug)]
pub(crate) struct Locale {
    pub(crate) lang: Lang,
    /// The path of the request.
    pub(crate) path: String,
}

impl Locale {
    /// Reads the language of a request.
    pub(crate) fn of(headers: &HeaderMap, uri: &Uri) -> Self {
        let remembered = || cookie::language(headers);
        let lang = chosen_in(uri)
            .or_else(remembered)
            .or_else(|| preferred(headers));
        Self {
            lang: lang.unwrap_or_default(),
            path: uri.path().to_owned(),
        }
    }
}

/// The language that the address asks for: `?lang=en`.
pub(crate) fn chosen_in(uri: &Uri) -> Option<Lang> {
    let pairs = uri
        .query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(name, _)| *name == "lang")
        .find_map(|(_, value)| Lang::from_code(value))
}

fn preferred(headers: &HeaderMap) -> Option<Lang> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted
        .split(',')
        .find_map(|part| Lang::from_code(part.split(';').next()?.trim()))
}

impl<S: Sync> FromRequestParts<S> for Locale {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers, &parts.uri))
    }
}
