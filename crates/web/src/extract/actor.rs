//! The one door behind which every staff page stands.

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::{Actor, actor_of_session};
use mkbroute_application::asks::asks_of;
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::Session;

use super::{Locale, cookie, page_of, wish};
use crate::asks::Counts;
use crate::error::WebError;
use crate::guard::FormToken;
use crate::page::Page;
use crate::router::WebState;

/// The signed-in person, and the page around what they see. Others are sent to sign in; a form that
/// is older than its session is not thrown away: its page says how to send it once more.
pub(crate) struct SignedIn {
    pub(crate) actor: Actor,
    pub(crate) session: Session,
    pub(crate) locale: Locale,
    /// How many things wait for them.
    waits: Counts,
    form_token: FormToken,
}

impl SignedIn {
    /// The frame of a page for this person.
    pub(crate) fn page(&self, title: &str) -> Page {
        let mut page = Page::new(&self.locale, title).for_actor(&self.actor);
        page.waits = self.waits;
        page.form_token = self.form_token.clone();
        page
    }

    /// An error page for this person: with the menu, so that they can go on.
    ///
    /// Whoever must first show once more who they are is asked to, and led back to the page afterwards.
    pub(crate) fn refuse(&self, error: impl Into<WebError>) -> Response {
        let error = error.into();
        if let WebError::App(AppError::NotFresh) = error {
            let back = page_of(&self.locale.path);
            return Redirect::to(&format!("/mijn/bewijs?naar={back}")).into_response();
        }
        error.page_in(self.page(""))
    }
}

/// How many things wait for somebody. A page without the numbers is better than no page.
async fn waits(app: &App, actor: &Actor) -> Counts {
    match asks_of(app, actor).await {
        Ok(asks) => Counts::of(&asks),
        Err(error) => {
            tracing::warn!(%error, "what waits could not be counted");
            Counts::default()
        }
    }
}

/// Leads to where one signs in, and from there to what was asked for.
fn to_sign_in(parts: &Parts, state: &WebState) -> Response {
    let wish = wish::remember(parts, state.config.https);
    cookie::redirect(wish, "/aanmelden")
}

impl FromRequestParts<WebState> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Response> {
        let locale = Locale::of(&parts.headers, &parts.uri);
        let refuse = || match parts.method {
            Method::GET | Method::HEAD => to_sign_in(parts, state),
            _ => WebError::SignedOut.page(locale.lang),
        };
        let token = cookie::session(&parts.headers, state.config.https).ok_or_else(refuse)?;
        match actor_of_session(&state.app, &token).await {
            Ok(Some((actor, session))) => Ok(Self {
                waits: waits(&state.app, &actor).await,
                form_token: FormToken::of(parts, state),
                actor,
                session,
                locale,
            }),
            Ok(None) => Err(refuse()),
            Err(error) => Err(WebError::from(error).page(locale.lang).into_response()),
        }
    }
}
