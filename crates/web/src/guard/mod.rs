//! What every reply carries, and which requests are refused before a handler sees them.

mod asked;
mod client;
mod forms;
mod host;
mod rates;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;

use crate::error::WebError;
use crate::extract::{cookie, locale};
use crate::router::WebState;

pub(crate) use asked::Asked;
pub use client::{Network, NotANetwork, TrustedProxies};
pub(crate) use forms::{FormToken, from_here};
pub(crate) use host::known_host;
pub use rates::Limits;
pub(crate) use rates::{Counters, not_too_often};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";
/// How long a request may take.
const LONGEST: Duration = Duration::from_secs(30);

/// Answers whatever happens: a handler that gives up or takes too long is told of in the visitor's language, and
/// every reply carries the security headers.
pub(crate) async fn every_reply(request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    let mut response = match tokio::time::timeout(LONGEST, answer).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => asked.refuse(&WebError::Panicked),
        Err(_) => asked.refuse(&WebError::TooSlow),
    };
    secure(response.headers_mut());
    response
}

fn secure(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Tells browsers that reached us by https to come that way only, and remembers a chosen language.
pub(crate) async fn remember(
    State(state): State<WebState>,
    request: Request,
    next: Next,
) -> Response {
    let chosen = locale::chosen_in(request.uri());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if state.config.https {
        // One year, as browsers ask for; other hosts of the domain are not ours to decide on.
        let value = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    if let Some(cookie) =
        chosen.and_then(|lang| cookie::remember_language(lang, state.config.https))
    {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests;
