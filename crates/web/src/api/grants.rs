//! Grants: who has which role where, giving one and taking one back.

use axum::Json;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode, header};
use chrono::{DateTime, NaiveDate, Utc};
use mkbroute_application::App;
use mkbroute_application::accounts::{
    GrantFilter, GrantLine, GrantsAsked, Invitation, give_grant, grants_after, last_day, one_grant,
    revoke_grant, standing,
};
use mkbroute_domain::accounts::{ApiScope, Refusal, Role};
use mkbroute_domain::ids::GrantId;
use serde::{Deserialize, Serialize};
use utoipa::openapi::{Object, ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};

use super::caller::Caller;
use super::cursor::Paging;
use super::named::Id;
use super::problem::ApiError;
use super::refusals::{OfChange, OfOne};
use super::scopes::{PATTERN, Scopes};
use super::sent::Sent;

/// How a grant stands, by its word.
const STATES: [(GrantFilter, &str); 3] = [
    (GrantFilter::Invited, "invited"),
    (GrantFilter::InForce, "in_force"),
    (GrantFilter::Ended, "ended"),
];

pub(super) fn role_schema() -> Object {
    let codes = Role::ALL.map(Role::code);
    let role = ObjectBuilder::new().schema_type(Type::String);
    role.enum_values(Some(codes)).build()
}

pub(super) fn state_schema() -> Object {
    let codes = STATES.map(|(_, code)| code);
    let state = ObjectBuilder::new().schema_type(Type::String);
    state.enum_values(Some(codes)).build()
}

fn scope_schema() -> Object {
    let scope = ObjectBuilder::new().schema_type(Type::String);
    scope.pattern(Some(PATTERN)).build()
}

/// The state with this word.
pub(super) fn state(word: Option<&str>) -> Result<Option<GrantFilter>, ApiError> {
    let Some(word) = word else { return Ok(None) };
    let found = STATES.iter().find(|(_, code)| *code == word);
    let unknown = || ApiError::Query("`status` is none of ours.".to_owned());
    found.map(|(state, _)| Some(*state)).ok_or_else(unknown)
}

/// A role of a person within a scope.
#[derive(Serialize, ToSchema)]
pub(super) struct GrantReply {
    #[schema(format = "uuid", example = "018f6f3e-7c1a-7b1e-9a55-5d0e4a2f9c11")]
    id: String,
    /// The `id` of the person who has it.
    #[schema(example = "noor-de-wit")]
    person: String,
    #[schema(schema_with = role_schema)]
    role: &'static str,
    /// Where it holds: `programme`, `wave:` or `pathway:` with a name, `hogeschool:` or `company:` with an
    /// id.
    #[schema(example = "pathway:avans-bouw")]
    scope: String,
    /// Whether it was accepted, and whether it still counts.
    #[schema(schema_with = state_schema)]
    status: &'static str,
    /// The last day on which it holds, in UTC.
    until: Option<NaiveDate>,
    given_on: NaiveDate,
}

impl GrantReply {
    pub(super) fn of(line: &GrantLine, scopes: &Scopes, now: DateTime<Utc>) -> Self {
        let GrantLine { grant, person } = line;
        let standing = standing(grant, now);
        let status = STATES.iter().find(|(state, _)| *state == standing);
        Self {
            id: grant.id.to_string(),
            person: person.clone(),
            role: grant.role.code(),
            scope: scopes.name(grant.scope),
            status: status.map_or("ended", |(_, code)| code),
            until: grant.expires_at.map(last_day),
            given_on: grant.given_at.date_naive(),
        }
    }
}

/// A page of grants.
#[derive(Serialize, ToSchema)]
pub(super) struct GrantList {
    items: Vec<GrantReply>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// Which grants are sought; each only narrows the list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct GrantQuery {
    /// Of this person.
    #[param(example = "noor-de-wit")]
    person: Option<String>,
    #[param(schema_with = role_schema)]
    role: Option<Role>,
    /// That hold in exactly this scope.
    #[param(schema_with = scope_schema)]
    scope: Option<String>,
    #[param(schema_with = state_schema)]
    status: Option<String>,
}

impl<S: Sync> FromRequestParts<S> for GrantQuery {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Query(asked) = Query::<Self>::try_from_uri(&parts.uri)
            .map_err(|error| ApiError::Query(error.body_text()))?;
        if asked.person.as_deref().unwrap_or_default().contains('\0') {
            return Err(ApiError::Query("`person` is no name.".to_owned()));
        }
        Ok(asked)
    }
}

/// The grants that the person manages; for a role that manages none there is no such list.
#[utoipa::path(
    get,
    path = "/grants",
    operation_id = "listGrants",
    tag = "grants",
    params(GrantQuery, Paging),
    security(("key" = [])),
    responses((status = 200, description = "A page of grants", body = GrantList), OfOne)
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    query: GrantQuery,
    paging: Paging,
) -> Result<Json<GrantList>, ApiError> {
    let actor = caller.with(ApiScope::GrantsRead)?;
    let scopes = Scopes::of(&app, actor).await?;
    let scope = match &query.scope {
        None => None,
        Some(text) => {
            let unknown = || ApiError::Query("`scope` is none of ours.".to_owned());
            Some(scopes.known(text).ok_or_else(unknown)?)
        }
    };
    let asked = GrantsAsked {
        person: query.person,
        role: query.role,
        scope,
        state: state(query.status.as_deref())?,
    };
    let page = (paging.after()?.map(GrantId), paging.wanted());
    let found = grants_after(&app, actor, &asked, page).await?;
    let (found, next) = paging.page(found, |line| line.grant.id.to_string());
    let items = found.iter();
    let items = items.map(|line| GrantReply::of(line, &scopes, app.now()));
    Ok(Json(GrantList {
        items: items.collect(),
        next,
    }))
}

/// One grant.
#[utoipa::path(
    get,
    path = "/grants/{grant}",
    operation_id = "getGrant",
    tag = "grants",
    params(("grant" = String, Path, description = "The `id` of a grant", format = "uuid")),
    security(("key" = [])),
    responses((status = 200, description = "The grant", body = GrantReply), OfOne)
)]
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Id(id): Id,
) -> Result<Json<GrantReply>, ApiError> {
    let actor = caller.with(ApiScope::GrantsRead)?;
    let found = one_grant(&app, actor, GrantId(id)).await?;
    let scopes = Scopes::of(&app, actor).await?;
    Ok(Json(GrantReply::of(&found, &scopes, app.now())))
}

/// A role to invite a person to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "person": "karim-aziz",
    "role": "coordinator",
    "scope": "pathway:avans-bouw",
    "until": "2027-07-31"
}))]
pub(super) struct GrantAsked {
    /// The `id` of a person of whom you manage a role already.
    person: String,
    #[schema(schema_with = role_schema)]
    role: Role,
    /// Where it is to hold. `company:new` for a company that is not known yet.
    #[schema(schema_with = scope_schema)]
    scope: String,
    /// The last day on which it holds, in UTC.
    until: Option<NaiveDate>,
}

/// Invites a person to a role. It counts once they accept it.
#[utoipa::path(
    post,
    path = "/grants",
    operation_id = "giveGrant",
    tag = "grants",
    params((
        "Idempotency-Key" = Option<String>, Header,
        description = "A name for this request. Sent again within 24 hours with the same name and body, it gets the same answer and is done once.",
        example = "8e03978e-40d5-43dd-bc93-6894a57f9324",
        min_length = 1, max_length = 255, pattern = "^[!-~]+$",
    )),
    request_body = GrantAsked,
    security(("key" = [])),
    responses(
        (
            status = 201,
            description = "The person is invited",
            body = GrantReply,
            headers(("Location" = String, description = "The address of the grant"))
        ),
        OfChange
    )
)]
pub(super) async fn give(
    State(app): State<App>,
    sent: Sent,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<GrantReply>), ApiError> {
    let (actor, again) = sent.with(ApiScope::GrantsWrite)?;
    let GrantAsked {
        person,
        role,
        scope,
        until,
    } = sent.body()?;
    if person.contains('\0') {
        return Err(ApiError::NotFound);
    }
    let scopes = Scopes::of(&app, actor).await?;
    let place = scopes.place(&scope);
    let place = place.ok_or(ApiError::Refused(Refusal::NotTheirs))?;
    let invitation = Invitation { role, place, until };
    let given = give_grant(&app, actor, &person, invitation, again.as_ref()).await?;
    // As it was then: a repeated request gets the same answer.
    let reply = GrantReply::of(&given, &scopes, given.grant.given_at);
    let address = format!("/api/v1/grants/{}", reply.id);
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, address)],
        Json(reply),
    ))
}

/// Takes a grant back. It opens nothing at the next request.
#[utoipa::path(
    post,
    path = "/grants/{grant}/revoke",
    operation_id = "revokeGrant",
    tag = "grants",
    params(
        ("grant" = String, Path, description = "The `id` of a grant", format = "uuid"),
        (
            "Idempotency-Key" = Option<String>, Header,
            description = "A name for this request, as when giving one.",
            example = "8e03978e-40d5-43dd-bc93-6894a57f9325",
            min_length = 1, max_length = 255, pattern = "^[!-~]+$",
        )
    ),
    security(("key" = [])),
    responses((status = 200, description = "The grant as it is now", body = GrantReply), OfChange)
)]
pub(super) async fn revoke(
    State(app): State<App>,
    Id(id): Id,
    sent: Sent,
) -> Result<Json<GrantReply>, ApiError> {
    let (actor, again) = sent.with(ApiScope::GrantsWrite)?;
    let revoked = revoke_grant(&app, actor, GrantId(id), again.as_ref()).await?;
    let scopes = Scopes::of(&app, actor).await?;
    Ok(Json(GrantReply::of(&revoked, &scopes, app.now())))
}
