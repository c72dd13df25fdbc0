//! The companies that may join a pathway, and the meetings that tell of it.

use axum::Json;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::outreach::{EventOverview, LeadFilter, NamedLead, events, leads_after};
use mkbroute_domain::accounts::ApiScope;
use mkbroute_domain::ids::LeadId;
use mkbroute_domain::outreach::{LeadSource, Stage};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{IntoParams, ToSchema};

use super::caller::Caller;
use super::cursor::Paging;
use super::problem::ApiError;
use super::refusals::OfOne;

/// A company on its way to a pathway.
#[derive(Serialize, ToSchema)]
pub(super) struct LeadReply {
    id: String,
    /// The id of the company.
    company: String,
    #[schema(example = "Bouwbedrijf De Linde")]
    name: String,
    #[schema(example = "Breda")]
    place: String,
    /// How far it is.
    #[schema(example = "conversation")]
    stage: &'static str,
    stage_since: NaiveDate,
    /// When to talk again with a company that was put off; `null` for others.
    re_engage_on: Option<NaiveDate>,
    /// From when on somebody should do something; `null` if nobody has to now.
    waits_since: Option<NaiveDate>,
    /// How it was found.
    #[schema(example = "branch")]
    source: &'static str,
    /// The day on which it came on the list.
    came_on: NaiveDate,
}

impl From<&NamedLead> for LeadReply {
    fn from(lead: &NamedLead) -> Self {
        let line = &lead.line;
        Self {
            id: line.id.to_string(),
            company: line.company.to_string(),
            name: lead.company.name.clone(),
            place: lead.company.place.clone(),
            stage: line.stage.code(),
            stage_since: line.stage_since,
            re_engage_on: line.re_engage_on,
            waits_since: lead.waits_since,
            source: line.source.code(),
            came_on: line.came_on,
        }
    }
}

/// A page of companies, in the order in which they were added.
#[derive(Serialize, ToSchema)]
pub(super) struct LeadList {
    items: Vec<LeadReply>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// The companies of which pathway.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct LeadQuery {
    /// The readable name of a pathway.
    #[param(example = "avans-bouw")]
    pathway: String,
    /// Only those in this stage.
    #[param(schema_with = stage_schema)]
    stage: Option<Stage>,
    /// Only those that were found so.
    #[param(schema_with = source_schema)]
    source: Option<LeadSource>,
}

fn stage_schema() -> Schema {
    one_of(Stage::ALL.map(Stage::code))
}

fn source_schema() -> Schema {
    one_of(LeadSource::ALL.map(LeadSource::code))
}

fn one_of<const N: usize>(codes: [&'static str; N]) -> Schema {
    let text = ObjectBuilder::new().schema_type(Type::String);
    text.enum_values(Some(codes)).into()
}

impl<S: Sync> FromRequestParts<S> for LeadQuery {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let asked = Query::<Self>::try_from_uri(&parts.uri);
        let Query(asked) = asked.map_err(|error| ApiError::Query(error.body_text()))?;
        if asked.pathway.contains('\0') {
            return Err(ApiError::Query("`pathway` is no name.".into()));
        }
        Ok(asked)
    }
}

/// The companies on the list of a pathway, for who works with them.
#[utoipa::path(
    get,
    path = "/leads",
    operation_id = "listLeads",
    tag = "outreach",
    params(LeadQuery, Paging),
    security(("key" = [])),
    responses((status = 200, description = "A page of companies", body = LeadList), OfOne)
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    query: LeadQuery,
    paging: Paging,
) -> Result<Json<LeadList>, ApiError> {
    let actor = caller.with(ApiScope::LeadsRead)?;
    let filter = LeadFilter {
        stage: query.stage,
        source: query.source,
        ..LeadFilter::default()
    };
    let page = (paging.after()?.map(LeadId), paging.wanted());
    let found = leads_after(&app, actor, &query.pathway, &filter, page).await?;
    let (found, next) = paging.page(found, |lead| lead.line.id.to_string());
    let items = found.iter().map(LeadReply::from).collect();
    Ok(Json(LeadList { items, next }))
}

/// A meeting to which companies are invited.
#[derive(Serialize, ToSchema)]
pub(super) struct EventReply {
    id: String,
    #[schema(example = "Informatiebijeenkomst voor bedrijven")]
    name: String,
    on: NaiveDate,
    #[schema(example = "Breda")]
    place: String,
    /// How many are on its list.
    #[schema(example = 80)]
    invited: u32,
    /// How many said that they come.
    #[schema(example = 64)]
    signed_up: u32,
    /// Companies that came onto the list of the pathway by it.
    #[schema(example = 12)]
    leads: u32,
    /// How many of them have a student by now.
    #[schema(example = 3)]
    active: u32,
}

impl From<&EventOverview> for EventReply {
    fn from(event: &EventOverview) -> Self {
        Self {
            id: event.line.id.to_string(),
            name: event.line.name.clone(),
            on: event.line.on,
            place: event.line.place.clone(),
            invited: event.numbers.invited,
            signed_up: event.numbers.signed_up,
            leads: event.leads(),
            active: event.funnel.reached(Stage::Active),
        }
    }
}

/// A page of meetings, in the order of their ids.
#[derive(Serialize, ToSchema)]
pub(super) struct EventList {
    items: Vec<EventReply>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// The meetings of which pathway.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct EventQuery {
    /// The readable name of a pathway.
    #[param(example = "avans-bouw")]
    pathway: String,
}

impl<S: Sync> FromRequestParts<S> for EventQuery {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let asked = Query::<Self>::try_from_uri(&parts.uri);
        let Query(asked) = asked.map_err(|error| ApiError::Query(error.body_text()))?;
        if asked.pathway.contains('\0') {
            return Err(ApiError::Query("`pathway` is no name.".into()));
        }
        Ok(asked)
    }
}

/// The meetings that tell of a pathway, for who works with its companies.
#[utoipa::path(
    get,
    path = "/events",
    operation_id = "listEvents",
    tag = "outreach",
    params(EventQuery, Paging),
    security(("key" = [])),
    responses((status = 200, description = "A page of meetings", body = EventList), OfOne)
)]
pub(super) async fn list_events(
    State(app): State<App>,
    caller: Caller,
    query: EventQuery,
    paging: Paging,
) -> Result<Json<EventList>, ApiError> {
    let actor = caller.with(ApiScope::EventsRead)?;
    let mut found = events(&app, actor, &query.pathway).await?.events;
    found.sort_by_key(|event| event.line.id);
    let (found, next) = paging.part(found, |event| event.line.id.to_string())?;
    let items = found.iter().map(EventReply::from).collect();
    Ok(Json(EventList { items, next }))
}
