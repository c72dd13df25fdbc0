//! "Mijn rollen": invitations to accept, the roles that one has, and the one in which one acts.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::{
    GrantError, accept_role, choose_role, companies_of, decline_role, lay_role_down, own_roles,
    places,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::Role;
use mkbroute_domain::ids::GrantId;
use mkbroute_report::words::choose;
use serde::Deserialize;
use uuid::Uuid;

use super::person::with_problem;
use super::persons::refuse;
use super::role_words::{GrantView, problem};
use crate::error::render;
use crate::extract::{Form, Path, SignedIn, cookie};
use crate::page::Page;
use crate::router::WebConfig;

#[derive(Template)]
#[template(path = "accounts/own_roles.html")]
struct OwnRolesPage {
    page: Page,
    invitations: Vec<GrantView>,
    /// Code, words, and whether it is the one in which the person acts.
    roles: Vec<(&'static str, &'static str, bool)>,
    grants: Vec<GrantView>,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "accounts/lay_down.html")]
struct LayDownPage {
    page: Page,
    grant: GrantView,
}

/// The role in which somebody wants to go on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ChoiceForm {
    #[serde(default)]
    rol: String,
}

/// The own roles.
pub(crate) async fn show(State(app): State<App>, who: SignedIn) -> Response {
    page(&app, &who, None).await
}

/// Accepts an invitation.
pub(crate) async fn accept(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Response {
    let result = match grant_id(&id) {
        Ok(grant) => accept_role(&app, &who.actor, grant).await,
        Err(error) => Err(error.into()),
    };
    done(&app, &who, result).await
}

/// Declines an invitation.
pub(crate) async fn decline(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Response {
    let result = match grant_id(&id) {
        Ok(grant) => decline_role(&app, &who.actor, grant).await,
        Err(error) => Err(error.into()),
    };
    done(&app, &who, result).await
}

/// Asks whether somebody wants to give a role up.
pub(crate) async fn ask_lay_down(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Response {
    let title = choose(who.locale.lang, "Een rol neerleggen", "Give a role up");
    let (_, grants) = match views(&app, &who).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    match grants
        .into_iter()
        .find(|grant| grant.id == id && grant.lives && !grant.invited)
    {
        Some(grant) => {
            let page = who.page(title);
            render(&LayDownPage { page, grant }, who.locale.lang)
        }
        None => who.refuse(AppError::NotFound),
    }
}

/// Gives a role up.
pub(crate) async fn lay_down(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Response {
    let result = match grant_id(&id) {
        Ok(grant) => lay_role_down(&app, &who.actor, grant).await,
        Err(error) => Err(error.into()),
    };
    done(&app, &who, result).await
}

/// Goes on in another role: with another session id, so with another cookie.
pub(crate) async fn switch(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    headers: HeaderMap,
    Form(form): Form<ChoiceForm>,
) -> Response {
    let session = cookie::session(&headers, config.https);
    let (Some(session), Some(role)) = (session, Role::from_code(&form.rol)) else {
        return who.refuse(AppError::NotFound);
    };
    match choose_role(&app, &who.actor, &session, role).await {
        Ok(token) => cookie::redirect(cookie::sign_in(&token, config.https), "/"),
        Err(error) => who.refuse(error),
    }
}

async fn done(app: &App, who: &SignedIn, result: Result<(), GrantError>) -> Response {
    let Err(error) = result else {
        return Redirect::to("/mijn/rollen").into_response();
    };
    match problem(&error, None, &who.page("")) {
        Some(wrong) => with_problem(page(app, who, Some(wrong)).await),
        None => refuse(who, error),
    }
}

fn grant_id(text: &str) -> Result<GrantId, AppError> {
    let id: Uuid = text.parse().map_err(|_| AppError::NotFound)?;
    Ok(GrantId(id))
}

async fn views(app: &App, who: &SignedIn) -> Result<(Page, Vec<GrantView>), AppError> {
    let page = who.page(choose(who.locale.lang, "Mijn rollen", "My roles"));
    let grants = own_roles(app, &who.actor).await?;
    let own = companies_of(grants.iter().map(|found| &found.grant));
    let places = places(app, &who.actor, &own).await?;
    let views = grants.iter();
    let views = views.map(|found| GrantView::of(found, &places, &page, app.now()));
    Ok((page.clone(), views.collect()))
}

async fn page(app: &App, who: &SignedIn, wrong: Option<String>) -> Response {
    match views(app, who).await {
        Ok((page, grants)) => {
            let acts = who.actor.role();
            let roles = who.actor.roles.iter();
            let roles = roles.map(|role| (role.code(), page.role(role), Some(*role) == acts));
            let (invitations, grants) = grants.into_iter().partition(|grant| grant.invited);
            let shown = OwnRolesPage {
                roles: roles.collect(),
                invitations,
                grants,
                wrong,
                page,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}
