//! What a script sends: a body, and a name under which it may send the same again.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use mkbroute_application::accounts::{Actor, Repeatable};
use mkbroute_domain::accounts::ApiScope;
use serde::de::DeserializeOwned;

use super::caller::Caller;
use super::problem::ApiError;
use crate::router::WebState;

/// The header in which a script names a request.
const NAME: &str = "idempotency-key";
/// The longest name.
const LONGEST_NAME: usize = 255;

/// A request that changes something. What it says is read only once the key may do that.
pub(super) struct Sent {
    caller: Caller,
    parts: Parts,
    body: Bytes,
}

impl FromRequest<WebState> for Sent {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, state).await?;
        let request = Request::from_parts(parts.clone(), body);
        // The guard has read it before, and refused what is too large.
        let body = Bytes::from_request(request, state).await;
        let body = body.map_err(|_| ApiError::Unreadable)?;
        Ok(Self {
            caller,
            parts,
            body,
        })
    }
}

impl Sent {
    /// Who asks, if the key has this scope, and the request as one that may come again if it has a name.
    pub(super) fn with(&self, scope: ApiScope) -> Result<(&Actor, Option<Repeatable>), ApiError> {
        let actor = self.caller.with(scope)?;
        Ok((actor, again(&self.parts, &self.caller, &self.body)?))
    }

    /// What the body says.
    pub(super) fn body<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        if !is_json(&self.parts.headers) {
            return Err(ApiError::MediaType);
        }
        let asked = serde_json::from_slice(&self.body);
        asked.map_err(|error| ApiError::Body(error.to_string()))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let told = headers.get(header::CONTENT_TYPE);
    let told = told.and_then(|value| value.to_str().ok());
    let told = told.and_then(|value| value.split(';').next());
    told.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The request as one that may come again, if the script named it. The header is a text between
/// quotes; without them it is taken too.
fn again(parts: &Parts, caller: &Caller, body: &[u8]) -> Result<Option<Repeatable>, ApiError> {
    let mut told = parts.headers.get_all(NAME).iter();
    let (Some(name), None) = (told.next(), told.next()) else {
        return if parts.headers.contains_key(NAME) {
            Err(ApiError::RequestName)
        } else {
            Ok(None)
        };
    };
    let name = name.to_str().map_err(|_| ApiError::RequestName)?.trim();
    let quoted = name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'));
    let name = quoted.unwrap_or(name);
    let proper = name.bytes().all(|byte| byte.is_ascii_graphic());
    if name.is_empty() || name.len() > LONGEST_NAME || !proper {
        return Err(ApiError::RequestName);
    }
    let mut request = format!("{} {}\n", parts.method, parts.uri).into_bytes();
    request.extend_from_slice(body);
    Ok(caller.repeatable(name, &request))
}
