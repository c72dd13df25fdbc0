//! The parts of a request as handlers take them, as axum reads them; one that cannot be read is answered with
//! a page in the visitor's language instead of the library's English.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use mkbroute_application::AppError;
use serde::de::DeserializeOwned;

use super::Locale;
use crate::error::WebError;

/// What the path names.
#[derive(Debug)]
pub(crate) struct Path<T>(pub(crate) T);

/// What stands after the question mark.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

/// The fields of a form.
#[derive(Debug)]
pub(crate) struct Form<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for Path<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let read = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        match read {
            Ok(axum::extract::Path(found)) => Ok(Self(found)),
            // A name that no text can be, or that is no number, names nothing of ours.
            Err(_) => Err(page(parts, &AppError::NotFound.into())),
        }
    }
}

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        match axum::extract::Query::<T>::try_from_uri(&parts.uri) {
            Ok(axum::extract::Query(found)) => Ok(Self(found)),
            Err(_) => Err(page(parts, &WebError::BadAddress)),
        }
    }
}

impl<T, S> FromRequest<S> for Form<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let locale = Locale::of(request.headers(), request.uri());
        let read = axum::Form::<T>::from_request(request, state).await;
        read.map(|axum::Form(found)| Self(found))
            .map_err(|rejection| unreadable(rejection.status()).page(locale.lang))
    }
}

/// Why a form with this status of axum was not read. What is too large the guard has refused before.
fn unreadable(status: StatusCode) -> WebError {
    match status {
        StatusCode::UNSUPPORTED_MEDIA_TYPE => WebError::NoForm,
        _ => WebError::Unreadable,
    }
}

fn page(parts: &Parts, error: &WebError) -> Response {
    error.page(Locale::of(&parts.headers, &parts.uri).lang)
}
