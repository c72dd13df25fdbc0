//! The page that somebody wanted to see who must sign in first: the browser takes its address along until then.

use axum::http::header;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{cookie, own_path};

/// Longer addresses are not taken along: browsers keep cookies of about four thousand bytes.
const LONGEST: usize = 1_000;

/// The header with the address of the page that is asked for. Nothing for the start page, where one comes anyhow, nor
/// for what is no page: files, and what scripts fetch.
pub(crate) fn remember(parts: &Parts, https: bool) -> Option<HeaderValue> {
    let address = parts.uri.path_and_query()?.as_str();
    let path = parts.uri.path();
    let file = path.rsplit('/').next().is_some_and(|end| end.contains('.'));
    let fetched = parts.headers.get("sec-fetch-dest");
    let page = fetched.is_none_or(|dest| dest == "document");
    if path == "/" || file || !page || address.len() > LONGEST {
        return None;
    }
    let safe = utf8_percent_encode(address, NON_ALPHANUMERIC);
    cookie::remember_wish(&safe.to_string(), https)
}

/// The page that this browser wanted to see.
pub(crate) fn of(headers: &HeaderMap, https: bool) -> Option<String> {
    let kept = cookie::wish(headers, https)?;
    let address = percent_decode_str(kept).decode_utf8().ok()?;
    let own = own_path(&address);
    (own != "/").then(|| own.to_owned())
}

/// The header by which a browser forgets it: somebody is there, or leaves.
pub(crate) fn forget(headers: &mut HeaderMap, https: bool) {
    if let Some(gone) = cookie::forget_wish(https) {
        headers.append(header::SET_COOKIE, gone);
    }
}
