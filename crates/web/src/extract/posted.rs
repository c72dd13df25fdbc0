//! A form whose fields have names that only the page knows, or that come more than once.

use axum::extract::{FromRequest, Request};
use axum::response::Response;

use super::Locale;
use crate::error::WebError;

/// Names and values as a browser sends them; a name may come more than once.
pub(crate) type Fields = Vec<(String, String)>;

/// A form as sent. One that cannot be read is answered with a page that says why.
#[derive(Clone, Debug, Default)]
pub(crate) struct Posted(pub(crate) Fields);

impl Posted {
    /// The first value under a name, or nothing.
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map_or("", |(_, value)| value)
    }

    /// Every value under a name, in the order of the form.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(found, _)| found == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Whether a box is ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let locale = Locale::of(request.headers(), request.uri());
        let read = axum::Form::<Fields>::from_request(request, state).await;
        read.map(|axum::Form(fields)| Self(fields))
            .map_err(|_| WebError::Unreadable.page(locale.lang))
    }
}
