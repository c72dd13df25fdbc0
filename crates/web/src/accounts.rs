//! Signing in and out.

pub(crate) mod digest;
mod giving;
pub(crate) mod keys;
pub(crate) mod log;
mod log_words;
pub(crate) mod mail_link;
pub(crate) mod own_roles;
pub(crate) mod passkey_sign_in;
pub(crate) mod passkeys;
pub(crate) mod person;
pub(crate) mod persons;
pub(crate) mod privacy;
pub(crate) mod proof;
pub(crate) mod provider;
mod role_words;
pub(crate) mod searches;
pub(crate) mod sessions;
pub(crate) mod webhooks;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use mkbroute_application::accounts::{
    Entrance, Persona, begin_session, end_session, personas, redeem_sign_in_link,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::{Device, SignInMethod};
use mkbroute_domain::ids::PersonId;

use crate::error::{WebError, render};
use crate::extract::{Locale, Path, Visitor, cookie, wish};
use crate::page::Page;
use crate::router::{WebConfig, WebState};

#[derive(Template)]
#[template(path = "accounts/choose.html")]
struct ChoosePage {
    page: Page,
    demo: bool,
    personas: Vec<Persona>,
    /// Links can leave by mail.
    mail: bool,
    /// What the button to the institution reads.
    provider: Option<String>,
    /// Browsers know passkeys at this address.
    passkeys: bool,
    told: Told,
    /// The page that the visitor wanted to see, and is led to afterwards.
    wish: Option<String>,
}

/// What somebody typed who wants to sign in, and what is wrong.
#[derive(Clone, Debug, Default)]
struct Told {
    /// The mail address.
    typed: String,
    problem: Option<&'static str>,
    /// Why a passkey did not sign in.
    passkey_problem: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "accounts/confirm.html")]
struct ConfirmPage {
    page: Page,
    token: String,
    failed: bool,
}

/// The page where somebody signs in: by link, or in the demonstration as a made-up person.
pub(crate) async fn choose(State(state): State<WebState>, visitor: Visitor) -> Response {
    choose_page(&state, &visitor, Told::default()).await
}

/// The page with what was typed and what is wrong.
async fn choose_page(state: &WebState, visitor: &Visitor, told: Told) -> Response {
    let locale = &visitor.locale;
    let config = &state.config;
    let personas = if config.demo {
        personas(&state.app).await
    } else {
        Ok(Vec::new())
    };
    let title = mkbroute_report::words::choose(locale.lang, "Aanmelden", "Sign in");
    match personas {
        Ok(personas) => {
            let page = visitor.page(title);
            render(
                &ChoosePage {
                    page,
                    demo: config.demo,
                    personas,
                    mail: config.mail,
                    provider: config.provider.as_ref().map(|found| found.name.clone()),
                    passkeys: state.passkeys.is_some(),
                    told,
                    wish: visitor.wish.clone(),
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
    headers: HeaderMap,
    Path(slug): Path<String>,
) -> Response {
    if !config.demo {
        return WebError::from(AppError::NotFound).page(locale.lang);
    }
    let found = personas(&app)
        .await
        .map(|all| all.into_iter().find(|p| p.person.slug == slug));
    match found {
        Ok(Some(persona)) => {
            let method = SignInMethod::Demo;
            sign_in(
                &app,
                &config,
                (&locale, &headers),
                (persona.person.id, method),
            )
            .await
        }
        Ok(None) => WebError::from(AppError::NotFound).page(locale.lang),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// A button that consumes the link: mail scanners open links, but press no buttons.
pub(crate) async fn confirm(visitor: Visitor, Path(token): Path<String>) -> Response {
    confirm_page(&visitor, token, false)
}

/// Consumes a sign-in link.
pub(crate) async fn redeem(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Response {
    let locale = &visitor.locale;
    match redeem_sign_in_link(&app, &token).await {
        Ok(Some(person)) => {
            let method = SignInMethod::Link;
            sign_in(&app, &config, (locale, &headers), (person, method)).await
        }
        Ok(None) => confirm_page(&visitor, token, true),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

fn confirm_page(visitor: &Visitor, token: String, failed: bool) -> Response {
    let locale = &visitor.locale;
    let title = mkbroute_report::words::choose(locale.lang, "Aanmelden", "Sign in");
    render(
        &ConfirmPage {
            page: visitor.page(title),
            token,
            failed,
        },
        locale.lang,
    )
}

/// How and where a request signs in.
fn entrance(headers: &HeaderMap, config: &WebConfig, method: SignInMethod) -> Entrance {
    let agent = headers.get(header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok());
    Entrance {
        method,
        device: Device::of_user_agent(agent.unwrap_or_default()),
        former: cookie::session(headers, config.https),
        known_as: cookie::device(headers, config.https),
    }
}

/// Signs the browser in, and leads to the page that it wanted to see.
async fn sign_in(
    app: &App,
    config: &WebConfig,
    (locale, headers): (&Locale, &HeaderMap),
    (person, method): (PersonId, SignInMethod),
) -> Response {
    let https = config.https;
    match begin_session(app, person, entrance(headers, config, method)).await {
        Ok(begun) => {
            let wish = wish::of(headers, https);
            let to = wish.as_deref().unwrap_or("/");
            let mut reply = cookie::redirect(cookie::sign_in(&begun.session, https), to);
            if let Some(device) = cookie::remember_device(&begun.known_as, https) {
                reply.headers_mut().append(header::SET_COOKIE, device);
            }
            if wish.is_some() {
                wish::forget(reply.headers_mut(), https);
            }
            reply
        }
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
    let mut reply = cookie::redirect(cookie::sign_out(config.https), "/aanmelden");
    wish::forget(reply.headers_mut(), config.https);
    reply
}
