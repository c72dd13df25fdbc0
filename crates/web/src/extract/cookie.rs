//! Cookies: what a browser is known by. Respondents get none but the language that they choose.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::surveys::Token;
use mkbroute_domain::text::Lang;

/// A cookie by its name and how many seconds it is kept; without a number, until the browser closes.
struct Cookie(&'static str, Option<u32>);

const SESSION: Cookie = Cookie("mkbroute", None);
/// By which a browser is recognised: for 400 days, the most that browsers keep.
const DEVICE: Cookie = Cookie("mkbroute-device", Some(34_560_000));
/// What a browser takes along to a provider, for ten minutes.
const VISIT: Cookie = Cookie("mkbroute-visit", Some(600));
/// The page that somebody wanted to see, for half an hour: as long as a link by mail takes.
const WISH: Cookie = Cookie("mkbroute-naar", Some(1_800));
/// To which the forms of a browser belong.
const FORM: Cookie = Cookie("mkbroute-form", Some(34_560_000));
const LANGUAGE: Cookie = Cookie("mkbroute-taal", Some(31_536_000));

impl Cookie {
    /// The name in full; the prefix binds it to https and to this host alone.
    fn name(&self, https: bool) -> String {
        let prefix = if https { "__Host-" } else { "" };
        format!("{prefix}{}", self.0)
    }

    fn text<'a>(&self, headers: &'a HeaderMap, https: bool) -> Option<&'a str> {
        value(headers, &self.name(https))
    }

    fn token(&self, headers: &HeaderMap, https: bool) -> Option<Token> {
        self.text(headers, https)?.parse().ok()
    }

    /// The header that has a browser keep it.
    fn keep(&self, value: &str, https: bool) -> Option<HeaderValue> {
        let secure = if https { "; Secure" } else { "" };
        let age = self
            .1
            .map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
        let name = self.name(https);
        let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
        HeaderValue::from_str(&line).ok()
    }
}

/// The value of a cookie by name.
fn value<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
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

/// Leads to a page, with a cookie.
pub(crate) fn redirect(cookie: Option<HeaderValue>, to: &str) -> Response {
    let mut reply = Redirect::to(to).into_response();
    if let Some(cookie) = cookie {
        reply.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    reply
}

/// The token of the signed-in browser.
pub(crate) fn session(headers: &HeaderMap, https: bool) -> Option<Token> {
    SESSION.token(headers, https)
}

/// What a browser sends as its session, whatever it is worth.
pub(crate) fn session_text(headers: &HeaderMap, https: bool) -> Option<&str> {
    SESSION.text(headers, https)
}

/// By which the browser is recognised.
pub(crate) fn device(headers: &HeaderMap, https: bool) -> Option<Token> {
    DEVICE.token(headers, https)
}

/// What a browser took along to a provider.
pub(crate) fn visit(headers: &HeaderMap, https: bool) -> Option<Token> {
    VISIT.token(headers, https)
}

/// The page that somebody wanted to see before signing in, as it was kept.
pub(crate) fn wish(headers: &HeaderMap, https: bool) -> Option<&str> {
    WISH.text(headers, https)
}

/// To which the forms of a browser belong.
pub(crate) fn form(headers: &HeaderMap, https: bool) -> Option<Token> {
    FORM.token(headers, https)
}

/// The language that somebody once chose.
pub(crate) fn language(headers: &HeaderMap) -> Option<Lang> {
    let of = |https| LANGUAGE.text(headers, https);
    of(true).or_else(|| of(false)).and_then(Lang::from_code)
}

/// The header that signs a browser in.
pub(crate) fn sign_in(token: &Token, https: bool) -> Option<HeaderValue> {
    SESSION.keep(&token.to_string(), https)
}

/// The header that signs a browser out.
pub(crate) fn sign_out(https: bool) -> Option<HeaderValue> {
    Cookie(SESSION.0, Some(0)).keep("", https)
}

/// The header by which a browser is recognised later.
pub(crate) fn remember_device(token: &Token, https: bool) -> Option<HeaderValue> {
    DEVICE.keep(&token.to_string(), https)
}

/// The header with what a browser takes along to a provider.
pub(crate) fn remember_visit(token: &Token, https: bool) -> Option<HeaderValue> {
    VISIT.keep(&token.to_string(), https)
}

/// The header with the page that somebody wants to see.
pub(crate) fn remember_wish(kept: &str, https: bool) -> Option<HeaderValue> {
    WISH.keep(kept, https)
}

/// The header by which that page is forgotten.
pub(crate) fn forget_wish(https: bool) -> Option<HeaderValue> {
    Cookie(WISH.0, Some(0)).keep("", https)
}

/// The header to which the forms of a browser belong from now on.
pub(crate) fn remember_form(token: &Token, https: bool) -> Option<HeaderValue> {
    FORM.keep(&token.to_string(), https)
}

/// The header that keeps a chosen language.
pub(crate) fn remember_language(lang: Lang, https: bool) -> Option<HeaderValue> {
    LANGUAGE.keep(lang.code(), https)
}
