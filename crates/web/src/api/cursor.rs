//! A list in pages. A cursor names the last thing that was seen, so that what comes or goes meanwhile
//! shifts nothing.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use utoipa::IntoParams;

use super::problem::ApiError;

/// Things on a page if nothing else is asked, and the most.
const USUAL: usize = 50;
const MOST: usize = 200;

/// Which page of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// How many things the page has at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<usize>,
    /// The `next` of the page before; a text that means nothing outside this API.
    cursor: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for Paging {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let asked = Query::<Self>::try_from_uri(&parts.uri);
        let Query(asked) = asked.map_err(|error| ApiError::Query(error.body_text()))?;
        if asked
            .limit
            .is_some_and(|limit| !(1..=MOST).contains(&limit))
        {
            return Err(ApiError::Query(format!("`limit` is between 1 and {MOST}.")));
        }
        Ok(asked)
    }
}

impl Paging {
    /// The things of this page, and the cursor of the next if there is one. `all` must be in the order
    /// of `key`.
    pub(super) fn part<T>(
        &self,
        mut all: Vec<T>,
        key: impl Fn(&T) -> String,
    ) -> Result<(Vec<T>, Option<String>), ApiError> {
        if let Some(cursor) = &self.cursor {
            let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
            let seen = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            let seen = seen.ok_or_else(|| ApiError::Query("`cursor` is none of ours.".into()))?;
            all.retain(|one| key(one) > seen);
        }
        let limit = self.limit.unwrap_or(USUAL);
        let more = all.len() > limit;
        all.truncate(limit);
        let last = all.last().filter(|_| more);
        let next = last.map(|last| URL_SAFE_NO_PAD.encode(key(last)));
        Ok((all, next))
    }
}
