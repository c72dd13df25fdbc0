//! Who gets the answer when the request itself is gone.

use axum::extract::Request;
use axum::http::Uri;
use axum::response::Response;

use crate::api;
use crate::error::WebError;
use crate::extract::Locale;

/// What has to be known of a request to refuse it so that whoever sent it understands.
pub(crate) struct Asked {
    locale: Locale,
    /// A script reads problems, not pages.
    by_script: bool,
}

impl Asked {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            locale: Locale::of(request.headers(), request.uri()),
            by_script: is_api(request.uri()),
        }
    }

    /// The page, or for a script the problem, that tells what is wrong.
    pub(crate) fn refuse(&self, error: &WebError) -> Response {
        if self.by_script {
            api::refusal(error)
        } else {
            error.page(self.locale.lang)
        }
    }
}

/// Keys open the API and cookies do not, so nobody's browser does there what another site wants.
pub(super) fn is_api(uri: &Uri) -> bool {
    uri.path() == "/api" || uri.path().starts_with("/api/")
}
