//! What every reply carries, and which requests are refused.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use mkbroute_domain::text::Lang;

use crate::error::WebError;
use crate::extract::locale::{self, Locale};
use crate::router::WebState;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// Sets the security headers on every reply, errors too, and remembers a chosen language.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let chosen = locale::chosen_in(request.uri());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
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
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(lang) = chosen {
        headers.append(header::SET_COOKIE, remember(lang));
    }
    response
}

fn remember(lang: Lang) -> HeaderValue {
    HeaderValue::from_static(match lang {
        Lang::Nl => "taal=nl; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
        Lang::En => "taal=en; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
    })
}

/// Refuses a form that another site sends in somebody's name.
pub(crate) async fn same_site_posts(
    State(state): State<WebState>,
    request: Request,
    next: Next,
) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    // Keys open the API and cookies do not, so nobody's browser does there what another site wants.
    let by_key = request.uri().path().starts_with("/api/");
    if safe || by_key || from_this_site(request.headers(), &state.config.origin) {
        return next.run(request).await;
    }
    let locale = Locale::of(request.headers(), request.uri());
    WebError::OtherSite.page(locale.lang).into_response()
}

/// Browsers say where a form comes from; a client that says nothing is no browser.
fn from_this_site(headers: &HeaderMap, origin: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(from)) => {
            let host = text("host").unwrap_or_default();
            from == origin || from.split("://").nth(1) == Some(host)
        }
        (None, None) => true,
    }
}
