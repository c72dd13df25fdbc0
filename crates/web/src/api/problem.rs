//! Why a request was not done, as RFC 9457 says it.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use mkbroute_application::AppError;
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    #[error("There is no such thing, or this key may not see it.")]
    NotFound,
    #[error("This address does not take this method.")]
    Method,
    #[error("A key is needed: `Authorization: Bearer mkb_…`. It is missing, unknown or expired.")]
    NoKey,
    #[error("This key does not have the scope `{0}`.")]
    Scope(&'static str),
    #[error("{0}")]
    Query(String),
    #[error("This measurement has no released figures yet: it is not closed and frozen.")]
    NotReleased,
    #[error("What was sent could not be read.")]
    Unreadable,
    #[error("What was sent is too large: at most 256 KiB.")]
    TooLarge,
    #[error("What was sent came in too slowly.")]
    SentTooSlowly,
    #[error("This is not the site that the request names in `Host`.")]
    OtherHost,
    #[error("Too many requests. `Retry-After` tells how many seconds to wait.")]
    TooOften,
    #[error("That did not work now. Try again in a minute.")]
    NotNow,
    #[error("That did not work.")]
    Broken,
}

/// A problem, as `application/problem+json`.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({
    "type": "about:blank",
    "title": "Not Found",
    "status": 404,
    "code": "not_found",
    "detail": "There is no such thing, or this key may not see it."
}))]
pub(crate) struct Problem {
    /// Always `about:blank`: the title says what the status says.
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    /// The word by which a script knows what is wrong; it does not change.
    code: &'static str,
    /// What is wrong, for people.
    detail: String,
}

impl ApiError {
    fn status(&self) -> (StatusCode, &'static str) {
        match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::NoKey => (StatusCode::UNAUTHORIZED, "no_key"),
            Self::Scope(_) => (StatusCode::FORBIDDEN, "scope_missing"),
            Self::Query(_) => (StatusCode::BAD_REQUEST, "bad_query"),
            Self::NotReleased => (StatusCode::CONFLICT, "not_released"),
            Self::Unreadable => (StatusCode::BAD_REQUEST, "unreadable"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::SentTooSlowly => (StatusCode::REQUEST_TIMEOUT, "too_slow"),
            Self::OtherHost => (StatusCode::MISDIRECTED_REQUEST, "other_host"),
            Self::TooOften => (StatusCode::TOO_MANY_REQUESTS, "too_often"),
            Self::NotNow => (StatusCode::SERVICE_UNAVAILABLE, "not_now"),
            Self::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "broken"),
        }
    }
}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        match error {
            // Whoever may not see a thing learns no more than that there is nothing.
            AppError::NotFound | AppError::Forbidden => Self::NotFound,
            AppError::NotFrozen(_) | AppError::NotClosed(_) => Self::NotReleased,
            AppError::Store(error) => {
                tracing::error!(%error, "a request to the API failed");
                Self::NotNow
            }
            error => {
                tracing::error!(%error, "a request to the API failed");
                Self::Broken
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code) = self.status();
        let problem = Problem {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            code,
            detail: self.to_string(),
        };
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
