//! Signing in and out.

mod giving;
pub(crate) mod log;
mod log_words;
pub(crate) mod own_roles;
pub(crate) mod person;
pub(crate) mod persons;
mod role_words;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::{
    Persona, begin_session, end_session, personas, redeem_sign_in_link,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::ids::PersonId;

use crate::error::{WebError, render};
use crate::extract::{Locale, cookie};
use crate::page::Page;
use crate::router::WebConfig;

#[derive(Template)]
#[template(path = "accounts/choose.html")]
struct ChoosePage {
    page: Page,
    demo: bool,
    personas: Vec<Persona>,
}

#[derive(Template)]
#[template(path = "accounts/confirm.html")]
struct ConfirmPage {
    page: Page,
    token: String,
    failed: bool,
}

/// The page where somebody signs in: by link, or in the demonstration as a made-up person.
pub(crate) async fn choose(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    locale: Locale,
) -> Response {
    let personas = if config.demo {
        personas(&app).await
    } else {
        Ok(Vec::new())
    };
    let title = mkbroute_report::words::choose(locale.lang, "Aanmelden", "Sign in");
    match personas {
        Ok(personas) => {
            let page = Page::new(&locale, title);
            render(
                &ChoosePage {
                    page,
                    demo: config.demo,
                    personas,
                },
                locale.lang,
            )
        }
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// Signs a visitor of the demonstration in as a made-up person.
pub(crate) async fn be_persona(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    locale: Locale,
    Path(slug): Path<String>,
) -> Response {
    if !config.demo {
        return WebError::from(AppError::NotFound).page(locale.lang);
    }
    let found = personas(&app)
        .await
        .map(|all| all.into_iter().find(|p| p.person.slug == slug));
    match found {
        Ok(Some(persona)) => sign_in(&app, &config, &locale, persona.person.id).await,
        Ok(None) => WebError::from(AppError::NotFound).page(locale.lang),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// A button that consumes the link: mail scanners open links, but press no buttons.
pub(crate) async fn confirm(locale: Locale, Path(token): Path<String>) -> Response {
    confirm_page(&locale, token, false)
}

/// Consumes a sign-in link.
pub(crate) async fn redeem(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    locale: Locale,
    Path(token): Path<String>,
) -> Response {
    match redeem_sign_in_link(&app, &token).await {
        Ok(Some(person)) => sign_in(&app, &config, &locale, person).await,
        Ok(None) => confirm_page(&locale, token, true),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

fn confirm_page(locale: &Locale, token: String, failed: bool) -> Response {
    let title = mkbroute_report::words::choose(locale.lang, "Aanmelden", "Sign in");
    render(
        &ConfirmPage {
            page: Page::new(locale, title),
            token,
            failed,
        },
        locale.lang,
    )
}

async fn sign_in(app: &App, config: &WebConfig, locale: &Locale, person: PersonId) -> Response {
    match begin_session(app, person).await {
        Ok(token) => with_cookie(cookie::sign_in(&token, config.https), "/"),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// Signs the browser out.
pub(crate) async fn sign_out(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    locale: Locale,
    headers: HeaderMap,
) -> Response {
    if let Some(token) = cookie::session(&headers, config.https)
        && let Err(error) = end_session(&app, &token).await
    {
        return WebError::from(error).page(locale.lang);
    }
    with_cookie(cookie::sign_out(config.https), "/aanmelden")
}

fn with_cookie(cookie: Option<axum::http::HeaderValue>, to: &str) -> Response {
    let mut response = Redirect::to(to).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
