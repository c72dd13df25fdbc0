//! The session cookie.

use axum::http::{HeaderMap, HeaderValue, header};
use mkbroute_application::surveys::Token;

/// The name of the cookie; the prefix binds it to https and to this host.
fn name(https: bool) -> &'static str {
    if https { "__Host-mkbroute" } else { "mkbroute" }
}

/// The name of the cookie by which a browser is recognised.
fn device_name(https: bool) -> &'static str {
    if https {
        "__Host-mkbroute-device"
    } else {
        "mkbroute-device"
    }
}

/// The value of a cookie by name.
pub(crate) fn value<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value)
}

/// The token of the signed-in browser.
pub(crate) fn session(headers: &HeaderMap, https: bool) -> Option<Token> {
    value(headers, name(https))?.parse().ok()
}

/// By which the browser is recognised.
pub(crate) fn device(headers: &HeaderMap, https: bool) -> Option<Token> {
    value(headers, device_name(https))?.parse().ok()
}

/// The header by which a browser is recognised for 400 days, the most that browsers keep.
pub(crate) fn remember_device(token: &Token, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let name = device_name(https);
    HeaderValue::from_str(&format!(
        "{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000{secure}"
    ))
    .ok()
}

/// What a browser took along to a provider.
pub(crate) fn visit(headers: &HeaderMap, https: bool) -> Option<Token> {
    value(headers, visit_name(https))?.parse().ok()
}

fn visit_name(https: bool) -> &'static str {
    if https {
        "__Host-mkbroute-visit"
    } else {
        "mkbroute-visit"
    }
}

/// The header with what a browser takes along to a provider, for ten minutes.
pub(crate) fn remember_visit(token: &Token, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let name = visit_name(https);
    HeaderValue::from_str(&format!(
        "{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600{secure}"
    ))
    .ok()
}

/// The header that signs a browser in.
pub(crate) fn sign_in(token: &Token, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let name = name(https);
    HeaderValue::from_str(&format!(
        "{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"
    ))
    .ok()
}

/// The header that signs a browser out.
pub(crate) fn sign_out(https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let name = name(https);
    HeaderValue::from_str(&format!(
        "{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}"
    ))
    .ok()
}
