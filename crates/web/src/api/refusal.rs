//! What the guard refuses before a handler of the API sees it, as a problem.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::problem::ApiError;
use crate::error::WebError;

/// A request that was refused, or that no handler answered.
pub(crate) fn refusal(error: &WebError) -> Response {
    let mut reply = ApiError::from(error).into_response();
    if let Some(seconds) = error.retry_after() {
        let headers = reply.headers_mut();
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    reply
}

impl From<&WebError> for ApiError {
    fn from(error: &WebError) -> Self {
        match error {
            WebError::TooOften(_) => Self::TooOften,
            WebError::TooLarge => Self::TooLarge,
            WebError::SentTooSlowly => Self::SentTooSlowly,
            WebError::NoHost | WebError::OtherHost => Self::OtherHost,
            WebError::Unreadable => Self::Unreadable,
            WebError::TooSlow => Self::NotNow,
            _ => Self::Broken,
        }
    }
}
