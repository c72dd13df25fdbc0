//! The persons whose roles somebody manages.

use axum::Json;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use mkbroute_application::App;
use mkbroute_application::accounts::{
    GrantLine, PersonFilter, PersonLine, person_sheet, persons_after,
};
use mkbroute_domain::accounts::{ApiScope, Grant, Person, Role};
use mkbroute_domain::ids::PersonId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::caller::Caller;
use super::cursor::Paging;
use super::grants::{GrantReply, role_schema, state, state_schema};
use super::named::Named;
use super::problem::ApiError;
use super::refusals::OfOne;
use super::scopes::Scopes;

/// A person, without what only they and their administrator need: no mail address.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonReply {
    /// The readable name in addresses.
    #[schema(example = "noor-de-wit")]
    id: String,
    #[schema(example = "Noor de Wit")]
    name: String,
    /// Their grants that you manage: in a list those that count or wait, of one person also those that
    /// ended.
    grants: Vec<GrantReply>,
}

impl PersonReply {
    fn of<'a>(
        app: &App,
        scopes: &Scopes,
        person: &Person,
        grants: impl Iterator<Item = &'a Grant>,
    ) -> Self {
        let grants = grants.map(|grant| {
            let line = GrantLine {
                grant: grant.clone(),
                person: person.slug.clone(),
            };
            GrantReply::of(&line, scopes, app.now())
        });
        Self {
            id: person.slug.clone(),
            name: person.name.clone(),
            grants: grants.collect(),
        }
    }
}

/// A page of persons, in the order in which they were added.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonList {
    items: Vec<PersonReply>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// Which persons are sought. Role and status hold for one and the same grant.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PersonQuery {
    /// Words that all stand in the name.
    #[param(example = "noor wit", max_length = 200)]
    search: Option<String>,
    #[param(schema_with = role_schema)]
    role: Option<Role>,
    #[param(schema_with = state_schema)]
    status: Option<String>,
}

/// The longest text to search for, in characters.
const LONGEST_SEARCH: usize = 200;

impl<S: Sync> FromRequestParts<S> for PersonQuery {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Query(asked) = Query::<Self>::try_from_uri(&parts.uri)
            .map_err(|error| ApiError::Query(error.body_text()))?;
        let search = asked.search.as_deref().unwrap_or_default();
        if search.contains('\0') || search.chars().count() > LONGEST_SEARCH {
            let wrong = format!("`search` has at most {LONGEST_SEARCH} characters.");
            return Err(ApiError::Query(wrong));
        }
        Ok(asked)
    }
}

/// The persons whose roles the person manages; for a role that manages none there is no such list.
#[utoipa::path(
    get,
    path = "/persons",
    operation_id = "listPersons",
    tag = "persons",
    params(PersonQuery, Paging),
    security(("key" = [])),
    responses((status = 200, description = "A page of persons", body = PersonList), OfOne)
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    query: PersonQuery,
    paging: Paging,
) -> Result<Json<PersonList>, ApiError> {
    let actor = caller.with(ApiScope::PersonsRead)?;
    let filter = PersonFilter {
        words: query.search.unwrap_or_default(),
        role: query.role,
        pathway: None,
        state: state(query.status.as_deref())?,
    };
    let page = (paging.after()?.map(PersonId), paging.wanted());
    let found = persons_after(&app, actor, &filter, page).await?;
    let (found, next) = paging.page(found, |line| line.person.id.to_string());
    let scopes = Scopes::of(&app, actor).await?;
    let items = found
        .iter()
        .map(|PersonLine { person, grants }| PersonReply::of(&app, &scopes, person, grants.iter()));
    Ok(Json(PersonList {
        items: items.collect(),
        next,
    }))
}

/// One person.
#[utoipa::path(
    get,
    path = "/persons/{person}",
    operation_id = "getPerson",
    tag = "persons",
    params(("person" = String, Path, description = "The `id` of a person", example = "noor-de-wit")),
    security(("key" = [])),
    responses((status = 200, description = "The person", body = PersonReply), OfOne)
)]
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Named(slug): Named,
) -> Result<Json<PersonReply>, ApiError> {
    let actor = caller.with(ApiScope::PersonsRead)?;
    let found = person_sheet(&app, actor, &slug).await?;
    let scopes = Scopes::of(&app, actor).await?;
    let grants = found.grants.iter().map(|history| &history.grant);
    Ok(Json(PersonReply::of(&app, &scopes, &found.person, grants)))
}
