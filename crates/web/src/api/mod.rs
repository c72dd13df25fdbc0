//! What scripts read: the same use cases as the pages, as JSON, opened by a key.
//!
//! Cookies open nothing here. Every endpoint stands in the description at `/api/v1/openapi.json`.

mod caller;
mod cursor;
mod grants;
mod leads;
mod named;
mod organisations;
mod pathways;
mod persons;
mod problem;
mod refusal;
mod refusals;
mod scopes;
mod sent;
mod waves;
mod webhooks;

use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, OpenApi as Description};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::problem::{ApiError, Problem};
pub(crate) use self::refusal::refusal;
use crate::router::WebState;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "mkbroute",
        version = "1",
        description = "Mkb-routes and what they are by definition, their measurements with response and released figures, who has which role, the companies that may join a pathway, which organisations there are, and where events are sent."
    ),
    components(schemas(Problem)),
    modifiers(&Shared)
)]
struct Document;

/// How a key is shown, and the refusals that endpoints share.
struct Shared;

impl Modify for Shared {
    fn modify(&self, found: &mut Description) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "A key made at /mijn/sleutels: `Authorization: Bearer mkb_…`",
            ))
            .build();
        let components = found.components.take().unwrap_or_default();
        found.components = Some(
            ComponentsBuilder::from(components)
                .security_scheme("key", SecurityScheme::Http(scheme))
                .responses_from_iter(refusals::described())
                .build(),
        );
    }
}

fn described() -> (Router<WebState>, Description) {
    OpenApiRouter::with_openapi(Document::openapi())
        .nest(
            "/api/v1",
            OpenApiRouter::new()
                .routes(routes!(waves::list))
                .routes(routes!(waves::show))
                .routes(routes!(waves::response))
                .routes(routes!(waves::figures))
                .routes(routes!(pathways::list))
                .routes(routes!(pathways::show))
                .routes(routes!(persons::list))
                .routes(routes!(persons::show))
                .routes(routes!(grants::list, grants::give))
                .routes(routes!(grants::show))
                .routes(routes!(grants::revoke))
                .routes(routes!(leads::list))
                .routes(routes!(leads::list_events))
                .routes(routes!(organisations::list))
                .routes(routes!(organisations::show))
                .routes(routes!(webhooks::list, webhooks::make))
                .routes(routes!(webhooks::show, webhooks::end))
                .routes(routes!(webhooks::deliveries)),
        )
        .split_for_parts()
}

/// Everything under `/api`.
pub(crate) fn routes() -> Router<WebState> {
    let (router, description) = described();
    let tell = move || async move { Json(description) };
    router
        .route("/api/v1/openapi.json", get(tell))
        .route("/api", get(nothing_here))
        .route("/api/{*rest}", axum::routing::any(nothing_here))
        .method_not_allowed_fallback(not_allowed)
}

async fn nothing_here() -> ApiError {
    ApiError::NotFound
}

async fn not_allowed() -> ApiError {
    ApiError::Method
}
