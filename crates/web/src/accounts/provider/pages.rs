//! Going to a provider, and coming back.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::Actor;
use mkbroute_application::accounts::external::{
    Asserted, LinkSubjectError, begin_at_provider, heard_of_provider, link_subject,
    person_of_subject, unlink_subject,
};
use mkbroute_application::surveys::Token;
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::SignInMethod;
use mkbroute_domain::ids::PersonId;
use serde::Deserialize;
use uuid::Uuid;

use super::Provider;
use super::client::{ProviderError, Visit};
use crate::accounts::sign_in;
use crate::error::{WebError, render};
use crate::extract::{Locale, Path, Query, SignedIn, cookie};
use crate::page::Page;
use crate::router::WebConfig;

const PLACE: &str = "/mijn/aanmeldingen";

#[derive(Template)]
#[template(path = "accounts/provider.html")]
struct ProviderPage {
    page: Page,
    help: &'static str,
}

/// What comes back from the provider.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Returned {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    error: String,
    /// Who answers (RFC 9207).
    iss: Option<String>,
}

/// Why somebody who came back is not signed in.
enum Problem {
    /// Nothing was asked in this browser, or too long ago.
    NotAsked,
    NotLinked,
    Taken,
    Provider(ProviderError),
}

/// Leads to the provider, to sign in.
pub(crate) async fn begin(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    State(provider): State<Option<Arc<Provider>>>,
    locale: Locale,
) -> Response {
    let Some(provider) = provider else {
        return WebError::from(AppError::NotFound).page(locale.lang);
    };
    match leave(&app, &config, &provider, None).await {
        Ok(Ok(reply)) => reply,
        Ok(Err(error)) => told(Page::new(&locale, ""), &Problem::Provider(error)),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

/// Leads to the provider, to link the account there.
pub(crate) async fn link(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    State(provider): State<Option<Arc<Provider>>>,
    who: SignedIn,
) -> Response {
    let Some(provider) = provider else {
        return who.refuse(AppError::NotFound);
    };
    match leave(&app, &config, &provider, Some(&who.actor)).await {
        Ok(Ok(reply)) => reply,
        Ok(Err(error)) => told(who.page(""), &Problem::Provider(error)),
        Err(error) => who.refuse(error),
    }
}

async fn leave(
    app: &App,
    config: &WebConfig,
    provider: &Provider,
    actor: Option<&Actor>,
) -> Result<Result<Response, ProviderError>, AppError> {
    let (challenge, visit) = Provider::visit(Token::fresh(app).to_string());
    let kept = serde_json::to_string(&visit).unwrap_or_default();
    let token = begin_at_provider(app, actor, kept).await?;
    let address = match provider.address(challenge, &visit, token.to_string()).await {
        Ok(address) => address,
        Err(error) => return Ok(Err(error)),
    };
    let mut reply = Redirect::to(&address).into_response();
    if let Some(cookie) = cookie::remember_visit(&token, config.https) {
        reply.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(Ok(reply))
}

/// Somebody comes back: signs them in, or links the account.
pub(crate) async fn returned(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    State(provider): State<Option<Arc<Provider>>>,
    locale: Locale,
    who: Result<SignedIn, Response>,
    (headers, Query(returned)): (HeaderMap, Query<Returned>),
) -> Response {
    let Some(provider) = provider else {
        return WebError::from(AppError::NotFound).page(locale.lang);
    };
    let frame = who
        .as_ref()
        .map_or_else(|_| Page::new(&locale, ""), |who| who.page(""));
    let visit = cookie::visit(&headers, config.https);
    let found = heard(&app, &provider, visit, returned).await;
    let (person, asserted) = match found {
        Ok(Ok(found)) => found,
        Ok(Err(problem)) => return told(frame, &problem),
        Err(error) => return WebError::from(error).page(locale.lang),
    };
    if let Some(person) = person {
        let Ok(who) = who else {
            return told(frame, &Problem::NotAsked);
        };
        return finish_link(&app, &who, person, &asserted).await;
    }
    match person_of_subject(&app, &asserted).await {
        Ok(Some(person)) => {
            let method = SignInMethod::Provider;
            sign_in(&app, &config, (&locale, &headers), (person, method)).await
        }
        Ok(None) => told(frame, &Problem::NotLinked),
        Err(error) => WebError::from(error).page(locale.lang),
    }
}

async fn finish_link(app: &App, who: &SignedIn, person: PersonId, asserted: &Asserted) -> Response {
    if who.actor.person.id != person {
        return told(who.page(""), &Problem::NotAsked);
    }
    match link_subject(app, &who.actor, asserted).await {
        Ok(()) => Redirect::to(PLACE).into_response(),
        Err(LinkSubjectError::Taken) => told(who.page(""), &Problem::Taken),
        Err(LinkSubjectError::App(error)) => who.refuse(error),
    }
}

/// To whom the account is to be linked, if to anybody, and whose it is.
async fn heard(
    app: &App,
    provider: &Provider,
    visit: Option<Token>,
    returned: Returned,
) -> Result<Result<(Option<PersonId>, Asserted), Problem>, AppError> {
    // What was asked in another browser does not sign this one in.
    let Some(visit) = visit.filter(|visit| visit.to_string() == returned.state) else {
        return Ok(Err(Problem::NotAsked));
    };
    let Some((person, kept)) = heard_of_provider(app, &visit).await? else {
        return Ok(Err(Problem::NotAsked));
    };
    let Ok(visit) = serde_json::from_str::<Visit>(&kept) else {
        return Ok(Err(Problem::NotAsked));
    };
    if returned
        .iss
        .is_some_and(|issuer| issuer != provider.settings.issuer)
    {
        let other = ProviderError::Untrue("another issuer answers".into());
        return Ok(Err(Problem::Provider(other)));
    }
    if !returned.error.is_empty() || returned.code.is_empty() {
        let refused = ProviderError::Refused("it sent no code".into());
        return Ok(Err(Problem::Provider(refused)));
    }
    let asserted = provider.asserted(returned.code, visit, app.now()).await;
    Ok(match asserted {
        Ok(asserted) => Ok((person, asserted)),
        Err(error) => Err(Problem::Provider(error)),
    })
}

/// Unlinks an account.
pub(crate) async fn unlink(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse::<Uuid>() else {
        return who.refuse(AppError::NotFound);
    };
    match unlink_subject(&app, &who.actor, id).await {
        Ok(()) => Redirect::to(PLACE).into_response(),
        Err(error) => who.refuse(error),
    }
}

/// The page that tells what went wrong and what to do.
fn told(frame: Page, problem: &Problem) -> Response {
    if let Problem::Provider(error) = problem {
        tracing::warn!(%error, "signing in at the institution failed");
    }
    let (what, help) = words(problem);
    let lang = frame.lang;
    let choose = mkbroute_report::words::choose;
    let shown = ProviderPage {
        help: choose(lang, help.0, help.1),
        page: Page {
            title: choose(lang, what.0, what.1).to_owned(),
            path: "/aanmelden".into(),
            ..frame
        },
    };
    (StatusCode::UNPROCESSABLE_ENTITY, render(&shown, lang)).into_response()
}

type Words = (&'static str, &'static str);

/// What went wrong, and what to do, in both languages.
fn words(problem: &Problem) -> (Words, Words) {
    match problem {
        Problem::NotAsked => (
            ("Dit aanmelden is verlopen", "This sign-in has expired"),
            (
                "Begin opnieuw, in dezelfde browser.",
                "Begin again, in the same browser.",
            ),
        ),
        Problem::NotLinked => (
            (
                "Dit account is nog niet gekoppeld",
                "This account is not linked yet",
            ),
            (
                "Meld je één keer aan met een link of passkey. Koppel daarna je account bij \"Mijn \
                 aanmeldingen\". Heb je nog geen link? Vraag de beheerder.",
                "Sign in once with a link or a passkey. Then link your account under \"Where I am \
                 signed in\". No link yet? Ask the administrator.",
            ),
        ),
        Problem::Taken => (
            (
                "Dit account hoort al bij iemand anders",
                "This account belongs to somebody else already",
            ),
            (
                "Gebruik een ander account, of vraag de beheerder wat er aan de hand is.",
                "Use another account, or ask the administrator what happened.",
            ),
        ),
        Problem::Provider(ProviderError::Down(_)) => (
            (
                "Je instelling is nu niet bereikbaar",
                "Your institution cannot be reached now",
            ),
            (
                "Probeer het over een paar minuten opnieuw, of gebruik een link.",
                "Try again in a few minutes, or use a link.",
            ),
        ),
        Problem::Provider(ProviderError::Refused(_)) => (
            (
                "Je instelling liet je niet door",
                "Your institution did not let you pass",
            ),
            (
                "Misschien heb je afgebroken. Probeer het opnieuw, of gebruik een link.",
                "Maybe you stopped. Try again, or use a link.",
            ),
        ),
        Problem::Provider(ProviderError::Untrue(_)) => (
            (
                "Het antwoord van je instelling klopt niet",
                "The answer of your institution does not hold",
            ),
            (
                "Wij hebben je niet aangemeld. Gebruik een link, en waarschuw de beheerder als dit \
                 vaker gebeurt.",
                "You are not signed in. Use a link, and warn the administrator if this happens \
                 more often.",
            ),
        ),
    }
}
