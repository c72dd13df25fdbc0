//! Whoever looks at a page that is open to all, signed in or not.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use mkbroute_application::accounts::Actor;
use mkbroute_domain::text::Lang;

use mkbroute_report::words::choose;

use super::{SignedIn, Visitor};
use crate::error::WebError;
use crate::page::Page;
use crate::router::WebState;

/// Somebody who may be signed in: they see more.
pub(crate) enum Anybody {
    SignedIn(Box<SignedIn>),
    Visitor(Visitor),
}

impl Anybody {
    /// The frame of a page for them.
    pub(crate) fn page(&self, title: &str) -> Page {
        match self {
            Self::SignedIn(who) => who.page(title),
            Self::Visitor(visitor) => visitor.page(title),
        }
    }

    /// The words in their language.
    pub(crate) fn t<'a>(&self, nl: &'a str, en: &'a str) -> &'a str {
        choose(self.lang(), nl, en)
    }

    pub(crate) fn lang(&self) -> Lang {
        match self {
            Self::SignedIn(who) => who.locale.lang,
            Self::Visitor(visitor) => visitor.locale.lang,
        }
    }

    /// The person, if they are signed in.
    pub(crate) fn actor(&self) -> Option<&Actor> {
        match self {
            Self::SignedIn(who) => Some(&who.actor),
            Self::Visitor(_) => None,
        }
    }

    /// An error page for them.
    pub(crate) fn refuse(&self, error: impl Into<WebError>) -> Response {
        match self {
            Self::SignedIn(who) => who.refuse(error),
            Self::Visitor(visitor) => error.into().page(visitor.locale.lang),
        }
    }
}

impl FromRequestParts<WebState> for Anybody {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Infallible> {
        match SignedIn::from_request_parts(parts, state).await {
            Ok(who) => Ok(Self::SignedIn(Box::new(who))),
            Err(_) => Visitor::from_request_parts(parts, state)
                .await
                .map(Self::Visitor),
        }
    }
}
