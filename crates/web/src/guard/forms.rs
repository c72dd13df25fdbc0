//! Forms come from our own pages: another site cannot send one in somebody's name.
//!
//! Browsers say from which site a form comes, and every form of a signed-in person or of the sign-in pages carries a
//! token that only our own pages can know: it belongs to a cookie that no other site can read or set. The cookie
//! outlives the session, so a form that stood open while its owner signed in anew is still good.

use std::fmt;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mkbroute_application::surveys::Token;

use super::Asked;
use super::asked::is_api;
use crate::error::WebError;
use crate::extract::cookie;
use crate::router::WebState;

/// The largest form: a questionnaire with every open answer filled to the brim fits many times.
const LARGEST: usize = 256 * 1024;
/// How long sending a form may take.
const SENT_WITHIN: Duration = Duration::from_secs(20);
/// The one address that takes a file, in a form of its own kind.
const FILES: &str = "/organisaties/importeren";
/// The largest form with a file: a hundred thousand organisations fit.
const LARGEST_FILE: usize = 24 * 1024 * 1024;
/// How long sending a file may take.
const FILE_SENT_WITHIN: Duration = Duration::from_mins(2);
/// The media type of a form with a file.
const FILE_FORM: &[u8] = b"multipart/form-data";
/// The media type of a form.
const FORM: &[u8] = b"application/x-www-form-urlencoded";
/// The field that carries the token, and the header by which our scripts send it.
const FIELD: &str = "csrf";
const HEADER: HeaderName = HeaderName::from_static("x-csrf-token");

/// Addresses whose forms carry no token. Their own address is the secret that opens them, no cookie gives them any
/// right, and respondents get no cookies. A mail program ends the overview, or letters, with one request (RFC 8058).
const WITHOUT_TOKEN: [&str; 5] = ["/a/", "/m/", "/commentaar/", "/overzicht/", "/bericht/"];

/// What the forms of one browser have in common. It is derived only where a page has a form, or a form comes in.
#[derive(Clone)]
struct FormSecret(Token);

/// The hidden field of a form. It looks different on every page, so that the size of a compressed page does not
/// tell it.
#[derive(Clone, Default)]
pub(crate) struct FormToken(Option<String>);

impl FormSecret {
    fn masked(&self, mask: [u8; 32]) -> String {
        let secret = self.0.form_secret();
        let hidden = secret.iter().zip(mask).map(|(secret, mask)| secret ^ mask);
        let both: Vec<u8> = mask.into_iter().chain(hidden).collect();
        URL_SAFE_NO_PAD.encode(both)
    }

    fn is(&self, given: &str) -> bool {
        let Some(both) = URL_SAFE_NO_PAD
            .decode(given)
            .ok()
            .filter(|both| both.len() == 64)
        else {
            return false;
        };
        let (mask, hidden) = both.split_at(32);
        let secret = self.0.form_secret();
        let differs = secret.iter().zip(mask).zip(hidden);
        // Every byte is looked at, so that the time tells nothing.
        differs.fold(0, |all, ((secret, mask), hidden)| {
            all | (secret ^ mask ^ hidden)
        }) == 0
    }
}

impl fmt::Display for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(token) => write!(f, r#"<input type="hidden" name="{FIELD}" value="{token}">"#),
            None => Ok(()),
        }
    }
}

impl askama::filters::HtmlSafe for FormToken {}

impl fmt::Debug for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormToken")
    }
}

impl FormToken {
    /// The token for the page that answers a request.
    pub(crate) fn of(parts: &Parts, state: &WebState) -> Self {
        let secret = parts.extensions.get::<FormSecret>();
        Self(secret.map(|secret| secret.masked(state.app.random_bytes())))
    }
}

/// Refuses a form that another site sends in somebody's name, and gives pages what their forms need.
pub(crate) async fn from_here(
    State(state): State<WebState>,
    mut request: Request,
    next: Next,
) -> Response {
    let https = state.config.https;
    let kept = cookie::form(request.headers(), https);
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let asked = Asked::of(&request);
        request = match checked(request, kept.map(FormSecret), &state.config.origin).await {
            Ok(request) => request,
            Err(error) => return asked.refuse(&error),
        };
    }
    if !needs_token(request.uri().path()) {
        return next.run(request).await;
    }
    let token = kept.unwrap_or_else(|| Token::fresh(&state.app));
    request.extensions_mut().insert(FormSecret(token));
    let mut response = next.run(request).await;
    if kept.is_none()
        && is_page(&response)
        && let Some(cookie) = cookie::remember_form(&token, https)
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn needs_token(path: &str) -> bool {
    !WITHOUT_TOKEN.iter().any(|begin| path.starts_with(begin))
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// The request with its whole body and without the token, if it may go on.
async fn checked(
    request: Request,
    secret: Option<FormSecret>,
    origin: &str,
) -> Result<Request, WebError> {
    let by_script = is_api(request.uri());
    if !by_script && !from_this_site(request.headers(), origin) {
        return Err(WebError::OtherSite);
    }
    let (mut parts, body) = request.into_parts();
    let with_file = brings_file(&parts);
    let (largest, within) = if with_file {
        (LARGEST_FILE, FILE_SENT_WITHIN)
    } else {
        (LARGEST, SENT_WITHIN)
    };
    let mut body = whole(body, largest, within).await?;
    if !by_script && !with_file && !body.is_empty() && !may_be_sent(&parts) {
        return Err(WebError::NoForm);
    }
    if !by_script && needs_token(parts.uri.path()) {
        let (field, rest) = if with_file {
            (token_beside_file(&parts, &body).await, body)
        } else {
            without_token(&body)
        };
        let named = parts.headers.get(HEADER);
        let given = named
            .and_then(|value| value.to_str().ok())
            .or(field.as_deref());
        let good = secret.is_some_and(|secret| given.is_some_and(|given| secret.is(given)));
        if !good {
            return Err(WebError::NoFormToken);
        }
        body = rest;
    }
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// Pages take forms and nothing else, such as files. What a mail program sends to end the overview is not read.
fn may_be_sent(parts: &Parts) -> bool {
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let form = kind.is_some_and(|kind| kind.as_bytes().starts_with(FORM));
    form || parts.uri.path().starts_with("/overzicht/")
}

/// Whether a form with a file comes to the address that takes one.
fn brings_file(parts: &Parts) -> bool {
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let of_files = kind.is_some_and(|kind| kind.as_bytes().starts_with(FILE_FORM));
    of_files && parts.uri.path() == FILES
}

/// The token of a form with a file: it stands first, so that the file is not read for it.
async fn token_beside_file(parts: &Parts, body: &Bytes) -> Option<String> {
    let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let first = form.next_field().await.ok()??;
    if first.name() == Some(FIELD) {
        first.text().await.ok()
    } else {
        None
    }
}

/// Browsers say where a form comes from; a client that says nothing is no browser that others can misuse.
///
/// Our own pages name no referrer, so browsers may write `null` as their origin. `Sec-Fetch-Site` tells it then or,
/// in old browsers, the token.
fn from_this_site(headers: &HeaderMap, origin: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(from)) => from == origin || from == "null",
        (None, None) => true,
    }
}

/// Reads what is sent, not without end.
async fn whole(body: Body, largest: usize, within: Duration) -> Result<Bytes, WebError> {
    let read = tokio::time::timeout(within, to_bytes(body, largest)).await;
    match read {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_too_large(&error) => Err(WebError::TooLarge),
        Ok(Err(_)) => Err(WebError::Unreadable),
        Err(_) => Err(WebError::SentTooSlowly),
    }
}

fn is_too_large(error: &axum::Error) -> bool {
    let source = std::error::Error::source(error);
    source.is_some_and(<dyn std::error::Error>::is::<http_body_util::LengthLimitError>)
}

/// The token in the fields of a form, and the fields without it: handlers never see it.
fn without_token(body: &Bytes) -> (Option<String>, Bytes) {
    let begin = format!("{FIELD}=");
    let Ok(text) = std::str::from_utf8(body) else {
        return (None, body.clone());
    };
    let (tokens, rest): (Vec<&str>, Vec<&str>) =
        text.split('&').partition(|field| field.starts_with(&begin));
    let Some(field) = tokens.first() else {
        return (None, body.clone());
    };
    let token = form_urlencoded::parse(field.as_bytes()).next();
    let token = token.map(|(_, value)| value.into_owned());
    (token, rest.join("&").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_never_ends_is_not_waited_for() {
        let silent = futures_util::stream::pending::<Result<Bytes, std::io::Error>>();
        let read = whole(Body::from_stream(silent), LARGEST, SENT_WITHIN).await;
        assert!(matches!(read, Err(WebError::SentTooSlowly)), "{read:?}");
        let endless = futures_util::stream::repeat_with(|| {
            Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 4096]))
        });
        let read = whole(Body::from_stream(endless), LARGEST, SENT_WITHIN).await;
        assert!(matches!(read, Err(WebError::TooLarge)), "{read:?}");
    }

    #[test]
    fn a_token_belongs_to_its_cookie_and_looks_different_every_time() {
        let of = |letter: &str| FormSecret(format!("{}A", letter.repeat(42)).parse().unwrap());
        let (secret, other_browser) = (of("B"), of("C"));
        let (one, other) = (secret.masked([1; 32]), secret.masked([2; 32]));
        assert_ne!(one, other);
        assert!(secret.is(&one) && secret.is(&other));
        assert!(!other_browser.is(&one));
        for wrong in ["", "A", &one[1..], &format!("{one}A"), "é"] {
            assert!(!secret.is(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_token_is_taken_out_of_the_form() {
        let cases = [
            ("csrf=abc&naam=x%26y", Some("abc"), "naam=x%26y"),
            ("naam=x&csrf=abc", Some("abc"), "naam=x"),
            ("csrf=a%2Dc", Some("a-c"), ""),
            ("naam=csrf=1&xcsrf=2", None, "naam=csrf=1&xcsrf=2"),
            ("", None, ""),
        ];
        for (body, token, rest) in cases {
            let found = without_token(&Bytes::from(body));
            assert_eq!(found, (token.map(str::to_owned), Bytes::from(rest)));
        }
    }
}
