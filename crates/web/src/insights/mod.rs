//! Results, reports and the self-check of a wave.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod downloads;
mod figures_file;
pub(crate) mod freeze;
pub(crate) mod interim;
pub(crate) mod questions;
pub(crate) mod report;
pub(crate) mod results;
mod source;

pub use figures_file::{FiguresError, FiguresForm, figures_file};
pub use source::report_source;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use mkbroute_analysis::figure::Audience;
use serde::Deserialize;

/// The audience that the address asks for: `?publiek=onderzoeker`, else the release.
pub(crate) struct AskedAudience(pub(crate) Audience);

#[derive(Deserialize)]
struct Asked {
    publiek: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for AskedAudience {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let asked = Query::<Asked>::try_from_uri(&parts.uri).ok();
        let all = asked.is_some_and(|asked| asked.publiek.as_deref() == Some("onderzoeker"));
        Ok(Self(if all {
            Audience::Researcher
        } else {
            Audience::Release
        }))
    }
}
