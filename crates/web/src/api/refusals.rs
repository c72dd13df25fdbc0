//! How refusals are described: once, for every endpoint that can refuse so.

use std::collections::BTreeMap;

use utoipa::IntoResponses;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{ContentBuilder, Object, Ref, RefOr, Type};

use super::problem::PROBLEM;

/// Status, name in the description, and what it means.
type Refusal = (u16, &'static str, &'static str);

const BAD_REQUEST: Refusal = (
    400,
    "BadRequest",
    "The address, the query or the body cannot be read",
);
const NO_KEY: Refusal = (401, "NoKey", "No key that opens something");
const FORBIDDEN: Refusal = (
    403,
    "Forbidden",
    "The key lacks the scope, or a person must show who they are on a page",
);
const NOT_FOUND: Refusal = (
    404,
    "NotFound",
    "There is no such thing, or this key may not see it",
);
const TOO_SLOW: Refusal = (408, "TooSlow", "What was sent came in too slowly");
const OTHER_HOST: Refusal = (
    421,
    "OtherHost",
    "This is not the site that the request names in `Host`",
);
const CONFLICT: Refusal = (409, "Conflict", "It does not fit what there is now");
const TOO_LARGE: Refusal = (413, "TooLarge", "The body is too large");
const MEDIA_TYPE: Refusal = (415, "MediaType", "The body is not `application/json`");
const REFUSED: Refusal = (
    422,
    "Refused",
    "What is asked is understood and is not allowed, or the idempotency key is of another request",
);
const TOO_MANY: Refusal = (
    429,
    "TooMany",
    "Too many requests; wait as long as `Retry-After`",
);
const BROKEN: Refusal = (500, "Broken", "Our fault");
const NOT_NOW: Refusal = (503, "NotNow", "Not now; try again in a minute");

const ALL: [Refusal; 13] = [
    BAD_REQUEST,
    NO_KEY,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    TOO_LARGE,
    MEDIA_TYPE,
    REFUSED,
    TOO_SLOW,
    OTHER_HOST,
    TOO_MANY,
    BROKEN,
    NOT_NOW,
];

fn named(refusals: &[Refusal]) -> BTreeMap<String, RefOr<Response>> {
    let named = refusals.iter().map(|(status, name, _)| {
        let response = RefOr::Ref(Ref::from_response_name(*name));
        (status.to_string(), response)
    });
    named.collect()
}

/// What a list may refuse.
pub(super) struct OfList;

impl IntoResponses for OfList {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        named(&[
            BAD_REQUEST,
            NO_KEY,
            FORBIDDEN,
            OTHER_HOST,
            TOO_MANY,
            BROKEN,
            NOT_NOW,
        ])
    }
}

/// What may be refused of a thing that is named in the address.
pub(super) struct OfOne;

impl IntoResponses for OfOne {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut found = OfList::responses();
        found.extend(named(&[NOT_FOUND]));
        found
    }
}

/// What a list may refuse that needs no key.
pub(super) struct OfOpenList;

impl IntoResponses for OfOpenList {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        named(&[BAD_REQUEST, OTHER_HOST, TOO_MANY, BROKEN, NOT_NOW])
    }
}

/// What may be refused of a thing that is named in the address and needs no key.
pub(super) struct OfOpenOne;

impl IntoResponses for OfOpenOne {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut found = OfOpenList::responses();
        found.extend(named(&[NOT_FOUND]));
        found
    }
}

/// The same for figures, which may not be there yet.
pub(super) struct OfFigures;

impl IntoResponses for OfFigures {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut found = OfOne::responses();
        found.extend(named(&[CONFLICT]));
        found
    }
}

/// What a change may refuse.
pub(super) struct OfChange;

impl IntoResponses for OfChange {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut found = OfOne::responses();
        found.extend(named(&[TOO_SLOW, CONFLICT, TOO_LARGE, MEDIA_TYPE, REFUSED]));
        found
    }
}

/// Every refusal with its body, by name, as the description holds them.
pub(super) fn described() -> impl Iterator<Item = (&'static str, Response)> {
    ALL.into_iter().map(|(status, name, meaning)| {
        let problem = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("Problem")))
            .build();
        let mut response = ResponseBuilder::new()
            .description(meaning)
            .content(PROBLEM, problem);
        for (header, meaning, kind) in headers_of(status) {
            let header_told = HeaderBuilder::new()
                .schema(Some(Object::with_type(kind.clone())))
                .description(Some(*meaning))
                .build();
            response = response.header(*header, header_told);
        }
        (name, response.build())
    })
}

fn headers_of(status: u16) -> &'static [(&'static str, &'static str, Type)] {
    match status {
        401 => &[("WWW-Authenticate", "How to show a key", Type::String)],
        429 => &[("Retry-After", "Seconds to wait", Type::Integer)],
        _ => &[],
    }
}
