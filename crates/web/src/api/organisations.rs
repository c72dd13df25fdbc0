//! Companies, hogescholen and others, without the people there.

use axum::Json;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use mkbroute_application::App;
use mkbroute_application::organisations::{
    OrganisationRow, SoughtOrganisations, find_organisations, organisation,
};
use mkbroute_domain::accounts::ApiScope;
use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::{Organisation, OrganisationKind, Site};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{IntoParams, ToSchema};

use super::caller::Caller;
use super::cursor::Paging;
use super::named::Id;
use super::problem::ApiError;
use super::refusals::OfOne;

/// An organisation in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationReply {
    id: String,
    #[schema(example = "company")]
    kind: &'static str,
    #[schema(example = "Bouwbedrijf De Linde")]
    name: String,
    /// Where its post goes; `null` if that is not known.
    #[schema(example = "Breda")]
    place: Option<String>,
    /// Its number in the Handelsregister.
    #[schema(example = "12345678")]
    kvk: Option<String>,
    /// What it does, as a code of the SBI.
    #[schema(example = "41000")]
    sbi: Option<String>,
    /// Its code as a school.
    #[schema(example = "23AH")]
    brin: Option<String>,
}

impl From<OrganisationRow> for OrganisationReply {
    fn from(row: OrganisationRow) -> Self {
        let known = |text: String| (!text.is_empty()).then_some(text);
        Self {
            id: row.id.to_string(),
            kind: row.kind.code(),
            name: row.name,
            place: known(row.place),
            kvk: known(row.kvk),
            sbi: known(row.sbi),
            brin: known(row.brin),
        }
    }
}

/// A page of organisations, in the order of their names.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationList {
    items: Vec<OrganisationReply>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// All that is known of an organisation.
#[derive(Serialize, ToSchema)]
pub(super) struct WholeOrganisation {
    id: String,
    #[schema(example = "company")]
    kind: &'static str,
    #[schema(example = "Bouwbedrijf De Linde")]
    name: String,
    /// The id of the one that it belongs to.
    parent: Option<String>,
    #[schema(example = "12345678")]
    kvk: Option<String>,
    #[schema(example = "123456782")]
    rsin: Option<String>,
    #[schema(example = "41000")]
    sbi: Option<String>,
    /// The list from which that code comes.
    #[schema(example = "2025")]
    sbi_scheme: Option<&'static str>,
    #[schema(example = "23AH")]
    brin: Option<String>,
    #[schema(example = "100B123")]
    rio_board: Option<String>,
    #[schema(example = "100A123")]
    rio_provider: Option<String>,
    /// Post goes to the first.
    sites: Vec<SiteReply>,
}

/// A place of an organisation.
#[derive(Serialize, ToSchema)]
pub(super) struct SiteReply {
    /// Empty if it has no name of its own.
    name: String,
    #[schema(example = "Breda")]
    place: String,
    #[schema(example = "1234AB")]
    postcode: Option<String>,
    #[schema(example = "000012345678")]
    vestiging: Option<String>,
    #[schema(example = "100X123")]
    rio_location: Option<String>,
}

impl From<Organisation> for WholeOrganisation {
    fn from(found: Organisation) -> Self {
        let known = found.registered;
        let sbi = known.sbi.as_ref();
        Self {
            id: found.id.to_string(),
            kind: found.kind.code(),
            name: found.name,
            parent: found.parent.map(|parent| parent.to_string()),
            sbi: sbi.map(|sbi| sbi.code().to_owned()),
            sbi_scheme: sbi.map(|sbi| sbi.scheme().code()),
            kvk: known.kvk.map(Into::into),
            rsin: known.rsin.map(Into::into),
            brin: known.brin.map(Into::into),
            rio_board: known.rio_board.map(Into::into),
            rio_provider: known.rio_provider.map(Into::into),
            sites: found.sites.into_iter().map(SiteReply::from).collect(),
        }
    }
}

impl From<Site> for SiteReply {
    fn from(site: Site) -> Self {
        Self {
            name: site.name,
            place: site.place,
            postcode: site.postcode.map(Into::into),
            vestiging: site.vestiging.map(Into::into),
            rio_location: site.rio_location.map(Into::into),
        }
    }
}

/// Which organisations.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OrganisationQuery {
    /// Only those with these words, or beginnings of words, in their name.
    #[serde(default)]
    #[param(example = "bouw")]
    search: String,
    /// Only those of this kind.
    #[param(schema_with = kind_schema)]
    kind: Option<OrganisationKind>,
    /// Only those whose post goes there.
    #[serde(default)]
    #[param(example = "Breda")]
    place: String,
}

fn kind_schema() -> Schema {
    let text = ObjectBuilder::new().schema_type(Type::String);
    let codes = OrganisationKind::ALL.map(OrganisationKind::code);
    text.enum_values(Some(codes)).into()
}

impl<S: Sync> FromRequestParts<S> for OrganisationQuery {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let asked = Query::<Self>::try_from_uri(&parts.uri);
        let Query(asked) = asked.map_err(|error| ApiError::Query(error.body_text()))?;
        for (name, text) in [("search", &asked.search), ("place", &asked.place)] {
            if text.contains('\0') {
                return Err(ApiError::Query(format!("`{name}` is no text.")));
            }
        }
        Ok(asked)
    }
}

/// The organisations that are known, by name.
#[utoipa::path(
    get,
    path = "/organisations",
    operation_id = "listOrganisations",
    tag = "organisations",
    params(OrganisationQuery, Paging),
    security(("key" = [])),
    responses(
        (status = 200, description = "A page of organisations", body = OrganisationList),
        OfOne,
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    query: OrganisationQuery,
    paging: Paging,
) -> Result<Json<OrganisationList>, ApiError> {
    let actor = caller.with(ApiScope::OrganisationsRead)?;
    let sought = SoughtOrganisations {
        kind: query.kind,
        name: query.search,
        place: query.place,
    };
    let page = (paging.after()?.map(OrganisationId), paging.wanted());
    let found = find_organisations(&app, actor, &sought, page).await?;
    let (found, next) = paging.page(found, |row| row.id.to_string());
    let items = found.into_iter().map(OrganisationReply::from).collect();
    Ok(Json(OrganisationList { items, next }))
}

/// One of them.
#[utoipa::path(
    get,
    path = "/organisations/{organisation}",
    operation_id = "getOrganisation",
    tag = "organisations",
    params(("organisation" = String, Path, description = "The `id` of an organisation", example = "0197a2f0-0000-7000-8000-000000000000")),
    security(("key" = [])),
    responses((status = 200, description = "The organisation", body = WholeOrganisation), OfOne)
)]
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Id(id): Id,
) -> Result<Json<WholeOrganisation>, ApiError> {
    let actor = caller.with(ApiScope::OrganisationsRead)?;
    let found = organisation(&app, actor, OrganisationId(id)).await?;
    Ok(Json(WholeOrganisation::from(found.organisation)))
}
