//! The browsers in which somebody is signed in, and ending that.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::external::{ExternalSubject, own_subjects};
use mkbroute_application::accounts::{end_other_sessions, end_own_session, own_sessions};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::{Session, SignInMethod};
use mkbroute_report::words::{choose, device};
use uuid::Uuid;

use crate::error::render;
use crate::extract::{Path, SignedIn};
use crate::page::Page;
use crate::router::WebConfig;

#[derive(Template)]
#[template(path = "accounts/sessions.html")]
struct SessionsPage {
    page: Page,
    sessions: Vec<Session>,
    /// Accounts at an institution that are linked.
    subjects: Vec<ExternalSubject>,
    /// Where accounts can be linked.
    provider: Option<String>,
    /// The one that looks.
    present: Uuid,
    /// Where mails about the account go.
    address: Option<String>,
}

impl SessionsPage {
    fn device(&self, session: &Session) -> String {
        device(session.device, self.page.lang)
    }

    fn how(&self, session: &Session) -> &'static str {
        match session.method {
            SignInMethod::Link => self.page.t("met een link", "with a link"),
            SignInMethod::Passkey => self.page.t("met een passkey", "with a passkey"),
            SignInMethod::Provider => self.page.t("via de instelling", "through the institution"),
            SignInMethod::Demo => self.page.t("in de demonstratie", "in the demonstration"),
        }
    }

    fn is_present(&self, session: &Session) -> bool {
        session.id == self.present
    }
}

/// Every browser in which the person is signed in.
pub(crate) async fn list(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
) -> Response {
    let found = match own_sessions(&app, &who.actor).await {
        Ok(sessions) => own_subjects(&app, &who.actor)
            .await
            .map(|subjects| (sessions, subjects)),
        Err(error) => Err(error),
    };
    match found {
        Ok((sessions, subjects)) => {
            let title = choose(who.locale.lang, "Mijn aanmeldingen", "Where I am signed in");
            let address = who.actor.person.email.as_ref();
            let page = SessionsPage {
                page: who.page(title),
                sessions,
                subjects,
                provider: config.provider.as_ref().map(|found| found.name.clone()),
                present: who.session.id,
                address: address.map(|address| address.as_str().to_owned()),
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// Ends one; ending the present one signs out.
pub(crate) async fn end(State(app): State<App>, who: SignedIn, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<Uuid>() else {
        return who.refuse(AppError::NotFound);
    };
    match end_own_session(&app, &who.actor, id).await {
        Ok(()) => Redirect::to("/mijn/aanmeldingen").into_response(),
        Err(error) => who.refuse(error),
    }
}

/// Ends all but the present one.
pub(crate) async fn end_others(State(app): State<App>, who: SignedIn) -> Response {
    match end_other_sessions(&app, &who.actor, who.session.id).await {
        Ok(_) => Redirect::to("/mijn/aanmeldingen").into_response(),
        Err(error) => who.refuse(error),
    }
}
