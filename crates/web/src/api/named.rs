//! The name of a thing in an address.

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use uuid::Uuid;

use super::problem::ApiError;

/// The readable name of a thing.
pub(super) struct Named(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let name = Path::<String>::from_request_parts(parts, state).await;
        let unreadable = |error: PathRejection| ApiError::Query(error.body_text());
        let Path(name) = name.map_err(unreadable)?;
        // No name of ours has such a character, and not every database takes it.
        if name.contains('\0') {
            return Err(ApiError::NotFound);
        }
        Ok(Self(name))
    }
}

/// The id of a thing.
pub(super) struct Id(pub(super) Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Named(name) = Named::from_request_parts(parts, state).await?;
        name.parse().map(Self).map_err(|_| ApiError::NotFound)
    }
}
