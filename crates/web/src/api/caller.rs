//! Whoever shows a key.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use mkbroute_application::accounts::{Actor, Repeatable, actor_of_key};
use mkbroute_domain::accounts::{ApiKey, ApiScope};

use super::problem::ApiError;
use crate::router::WebState;

/// The person whose key it is, with the grants that count now, and the key.
pub(super) struct Caller {
    actor: Actor,
    key: ApiKey,
    secret: String,
}

impl Caller {
    /// The actor, if the key has this scope.
    pub(super) fn with(&self, scope: ApiScope) -> Result<&Actor, ApiError> {
        if self.key.scopes.contains(&scope) {
            Ok(&self.actor)
        } else {
            Err(ApiError::Scope(scope.code()))
        }
    }

    /// A request of this caller that has a name and may come again.
    pub(super) fn repeatable(&self, name: &str, request: &[u8]) -> Option<Repeatable> {
        Repeatable::new(&self.secret, &self.key, name, request)
    }
}

impl FromRequestParts<WebState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, ApiError> {
        let shown = parts.headers.get(header::AUTHORIZATION);
        let shown = shown.and_then(|value| value.to_str().ok());
        let (scheme, secret) = shown
            .and_then(|shown| shown.split_once(' '))
            .ok_or(ApiError::NoKey)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(ApiError::NoKey);
        }
        let secret = secret.trim();
        let found = actor_of_key(&state.app, secret).await?;
        let (actor, key) = found.ok_or(ApiError::NoKey)?;
        Ok(Self {
            actor,
            key,
            secret: secret.to_owned(),
        })
    }
}
