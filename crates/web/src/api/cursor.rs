//! A list in pages. A cursor names the last thing that was seen, so that what comes or goes meanwhile
//! shifts nothing.

use std::str::FromStr;

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
    fn limit(&self) -> usize {
        self.limit.unwrap_or(USUAL)
    }

    /// How many things to fetch: one more than the page has, to know whether there is another page.
    pub(super) fn wanted(&self) -> u64 {
        self.limit() as u64 + 1
    }

    /// What was seen last, if this is not the first page.
    pub(super) fn after<T: FromStr>(&self) -> Result<Option<T>, ApiError> {
        let Some(cursor) = &self.cursor else {
            return Ok(None);
        };
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
        let seen = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let seen = seen.and_then(|seen| seen.parse().ok());
        let wrong = || ApiError::Query("`cursor` is none of ours.".into());
        seen.map(Some).ok_or_else(wrong)
    }

    /// The things of this page of what was fetched, and the cursor of the next if there is one.
    pub(super) fn page<T>(
        &self,
        mut found: Vec<T>,
        key: impl Fn(&T) -> String,
    ) -> (Vec<T>, Option<String>) {
        let more = found.len() > self.limit();
        found.truncate(self.limit());
        let last = found.last().filter(|_| more);
        let next = last.map(|last| URL_SAFE_NO_PAD.encode(key(last)));
        (found, next)
    }

    /// The same of all there is, in the order of `key`.
    pub(super) fn part<T>(
        &self,
        mut all: Vec<T>,
        key: impl Fn(&T) -> String,
    ) -> Result<(Vec<T>, Option<String>), ApiError> {
        if let Some(seen) = self.after::<String>()? {
            all.retain(|one| key(one) > seen);
        }
        Ok(self.page(all, key))
    }
}
