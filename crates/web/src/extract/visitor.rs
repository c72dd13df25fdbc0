//! Somebody who is not signed in, at a page with forms.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{Locale, wish};
use crate::guard::FormToken;
use crate::page::Page;
use crate::router::WebState;

/// Whoever looks at a page on which one signs in.
pub(crate) struct Visitor {
    pub(crate) locale: Locale,
    /// The page that they wanted to see.
    pub(crate) wish: Option<String>,
    form_token: FormToken,
}

impl Visitor {
    /// The frame of a page for them.
    pub(crate) fn page(&self, title: &str) -> Page {
        let mut page = Page::new(&self.locale, title);
        page.form_token = self.form_token.clone();
        page
    }
}

impl FromRequestParts<WebState> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &WebState,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self {
            locale: Locale::of(&parts.headers, &parts.uri),
            wish: wish::of(&parts.headers, state.config.https),
            form_token: FormToken::of(parts, state),
        })
    }
}
