//! Where events are sent.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use chrono::{DateTime, NaiveDate, Utc};
use mkbroute_application::accounts::Actor;
use mkbroute_application::accounts::webhooks::{
    NewWebhook, end_webhook, make_webhook, own_deliveries, own_webhooks,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::ApiScope;
use mkbroute_domain::accounts::webhook::{Delivery, DeliveryState, Webhook, WebhookEvent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::{Object, ObjectBuilder, Type};
use uuid::Uuid;

use super::caller::Caller;
use super::named::Id;
use super::problem::ApiError;
use super::refusals::{OfChange, OfList, OfOne};
use super::sent::Sent;

fn event_schema() -> Object {
    let codes = WebhookEvent::ALL.map(WebhookEvent::code);
    let event = ObjectBuilder::new().schema_type(Type::String);
    event.enum_values(Some(codes)).build()
}

fn events_schema() -> utoipa::openapi::schema::Array {
    utoipa::openapi::schema::ArrayBuilder::new()
        .items(event_schema())
        .min_items(Some(1))
        .unique_items(true)
        .build()
}

fn state_schema() -> Object {
    let codes = DeliveryState::ALL.map(DeliveryState::code);
    let state = ObjectBuilder::new().schema_type(Type::String);
    state.enum_values(Some(codes)).build()
}

/// An address to which events are sent.
#[derive(Serialize, ToSchema)]
pub(super) struct WebhookReply {
    #[schema(format = "uuid", example = "018f6f3e-7c1a-7b1e-9a55-5d0e4a2f9c11")]
    id: String,
    #[schema(example = "https://dashboard.example/mkbroute")]
    address: String,
    #[schema(schema_with = events_schema)]
    events: Vec<&'static str>,
    made_on: NaiveDate,
}

impl From<&Webhook> for WebhookReply {
    fn from(webhook: &Webhook) -> Self {
        Self {
            id: webhook.id.to_string(),
            address: webhook.address.clone(),
            events: webhook.events.iter().map(|event| event.code()).collect(),
            made_on: webhook.made_on,
        }
    }
}

/// Every webhook that was made in the role of the key.
#[derive(Serialize, ToSchema)]
pub(super) struct WebhookList {
    items: Vec<WebhookReply>,
    /// Always `null`: there are few.
    next: Option<String>,
}

/// The webhooks of the actor that were made in the present role.
async fn in_role(app: &App, actor: &Actor) -> Result<Vec<Webhook>, AppError> {
    let mut own = own_webhooks(app, actor).await?;
    own.retain(|webhook| Some(webhook.role) == actor.role());
    Ok(own)
}

async fn one(app: &App, actor: &Actor, id: Uuid) -> Result<Webhook, AppError> {
    let own = in_role(app, actor).await?;
    let found = own.into_iter().find(|webhook| webhook.id == id);
    found.ok_or(AppError::NotFound)
}

/// The webhooks of the person.
#[utoipa::path(
    get,
    path = "/webhooks",
    operation_id = "listWebhooks",
    tag = "webhooks",
    security(("key" = [])),
    responses((status = 200, description = "The webhooks", body = WebhookList), OfList)
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<WebhookList>, ApiError> {
    let own = in_role(&app, caller.with(ApiScope::WebhooksRead)?).await?;
    Ok(Json(WebhookList {
        items: own.iter().map(WebhookReply::from).collect(),
        next: None,
    }))
}

/// One webhook.
#[utoipa::path(
    get,
    path = "/webhooks/{webhook}",
    operation_id = "getWebhook",
    tag = "webhooks",
    params(("webhook" = String, Path, description = "The `id` of a webhook", format = "uuid")),
    security(("key" = [])),
    responses((status = 200, description = "The webhook", body = WebhookReply), OfOne)
)]
pub(super) async fn show(
    State(app): State<App>,
    caller: Caller,
    Id(id): Id,
) -> Result<Json<WebhookReply>, ApiError> {
    let found = one(&app, caller.with(ApiScope::WebhooksRead)?, id).await?;
    Ok(Json(WebhookReply::from(&found)))
}

/// Where events are to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "address": "https://dashboard.example/mkbroute",
    "events": ["wave.closed", "figures.released"]
}))]
pub(super) struct WebhookAsked {
    /// Begins with `https://`.
    #[schema(format = "uri", max_length = 500)]
    address: String,
    #[schema(schema_with = events_schema)]
    events: Vec<String>,
}

/// A webhook with what signs its events.
#[derive(Serialize, ToSchema)]
pub(super) struct WebhookMade {
    #[schema(format = "uuid", example = "018f6f3e-7c1a-7b1e-9a55-5d0e4a2f9c11")]
    id: String,
    /// With this events are signed. It is in no other reply.
    #[schema(example = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    secret: String,
}

/// Has events sent to an address, as far as the person may hear of them.
#[utoipa::path(
    post,
    path = "/webhooks",
    operation_id = "makeWebhook",
    tag = "webhooks",
    params((
        "Idempotency-Key" = Option<String>, Header,
        description = "A name for this request, as when giving a grant. Sent again it gets the same secret.",
        example = "8e03978e-40d5-43dd-bc93-6894a57f9326",
        min_length = 1, max_length = 255, pattern = "^[!-~]+$",
    )),
    request_body = WebhookAsked,
    security(("key" = [])),
    responses(
        (
            status = 201,
            description = "Events are sent there from now on",
            body = WebhookMade,
            headers(("Location" = String, description = "The address of the webhook"))
        ),
        OfChange
    )
)]
pub(super) async fn make(
    State(app): State<App>,
    sent: Sent,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<WebhookMade>), ApiError> {
    let (actor, again) = sent.with(ApiScope::WebhooksWrite)?;
    let WebhookAsked { address, events } = sent.body()?;
    let known = events.iter().map(|code| WebhookEvent::from_code(code));
    let unknown = || ApiError::Body("`events` has one that is none of ours".to_owned());
    let events = known.collect::<Option<Vec<_>>>().ok_or_else(unknown)?;
    if events.iter().collect::<BTreeSet<_>>().len() < events.len() {
        return Err(ApiError::Body("`events` names one twice".to_owned()));
    }
    let wanted = NewWebhook { address, events };
    let made = make_webhook(&app, actor, &wanted, again.as_ref()).await?;
    let id = made.id.to_string();
    Ok((
        StatusCode::CREATED,
        [(header::LOCATION, format!("/api/v1/webhooks/{id}"))],
        Json(WebhookMade {
            id,
            secret: made.secret,
        }),
    ))
}

/// Ends a webhook. What waits to be sent there goes along.
#[utoipa::path(
    delete,
    path = "/webhooks/{webhook}",
    operation_id = "endWebhook",
    tag = "webhooks",
    params(("webhook" = String, Path, description = "The `id` of a webhook", format = "uuid")),
    security(("key" = [])),
    responses((status = 204, description = "It has ended"), OfOne)
)]
pub(super) async fn end(
    State(app): State<App>,
    caller: Caller,
    Id(id): Id,
) -> Result<StatusCode, ApiError> {
    let actor = caller.with(ApiScope::WebhooksWrite)?;
    let found = one(&app, actor, id).await?;
    end_webhook(&app, actor, found.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Something that was sent, or tried.
#[derive(Serialize, ToSchema)]
pub(super) struct DeliveryReply {
    /// The `webhook-id` of the message.
    #[schema(format = "uuid")]
    id: String,
    #[schema(schema_with = event_schema)]
    event: &'static str,
    happened_at: DateTime<Utc>,
    #[schema(schema_with = state_schema)]
    state: &'static str,
    tries: u32,
    tried_at: Option<DateTime<Utc>>,
    /// The status that the receiver gave; `null` when there was no answer.
    status: Option<u16>,
}

impl From<&Delivery> for DeliveryReply {
    fn from(sent: &Delivery) -> Self {
        Self {
            id: sent.id.to_string(),
            event: sent.event.code(),
            happened_at: sent.happened_at,
            state: sent.state.code(),
            tries: sent.tries,
            tried_at: sent.tried_at,
            status: sent.status,
        }
    }
}

/// What was sent last.
#[derive(Serialize, ToSchema)]
pub(super) struct DeliveryList {
    /// At most 50, the newest first.
    items: Vec<DeliveryReply>,
    /// Always `null`.
    next: Option<String>,
}

/// What a webhook sent last.
#[utoipa::path(
    get,
    path = "/webhooks/{webhook}/deliveries",
    operation_id = "listDeliveries",
    tag = "webhooks",
    params(("webhook" = String, Path, description = "The `id` of a webhook", format = "uuid")),
    security(("key" = [])),
    responses((status = 200, description = "What was sent", body = DeliveryList), OfOne)
)]
pub(super) async fn deliveries(
    State(app): State<App>,
    caller: Caller,
    Id(id): Id,
) -> Result<Json<DeliveryList>, ApiError> {
    let actor = caller.with(ApiScope::WebhooksRead)?;
    let found = one(&app, actor, id).await?;
    let (_, sent) = own_deliveries(&app, actor, found.id).await?;
    Ok(Json(DeliveryList {
        items: sent.iter().map(DeliveryReply::from).collect(),
        next: None,
    }))
}
