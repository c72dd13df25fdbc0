//! The keys with which somebody's scripts read the API.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::passkeys::{FRESH, is_fresh};
use mkbroute_application::accounts::{
    ApiKeyProblem, LONGEST_KEY_NAME, NewApiKey, end_own_key, make_key, own_keys,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::{ApiKey, ApiScope};
use mkbroute_report::words::choose;
use uuid::Uuid;

use crate::error::render;
use crate::extract::{Fields, Form, Path, Posted, SignedIn};
use crate::page::Page;

const PLACE: &str = "/mijn/sleutels";

#[derive(Template)]
#[template(path = "accounts/keys.html")]
struct KeysPage {
    page: Page,
    keys: Vec<ApiKey>,
    /// The person just showed who they are.
    fresh: bool,
    /// The person has a role in which a key can act.
    acts: bool,
    /// The secret of a new key, shown once.
    secret: Option<String>,
    /// What was typed, and what is wrong with it.
    typed: NewApiKey,
    problem: Option<&'static str>,
}

impl KeysPage {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn scope(&self, scope: &ApiScope) -> &'static str {
        match scope {
            ApiScope::WavesRead => self.page.t("metingen lezen", "read measurements"),
            ApiScope::ResponseRead => self.page.t("respons lezen", "read the response"),
            ApiScope::FiguresRead => self
                .page
                .t("vrijgegeven cijfers lezen", "read released figures"),
            ApiScope::PersonsRead => self.page.t(
                "personen lezen van wie je rollen beheert",
                "read the persons whose roles you manage",
            ),
            ApiScope::GrantsRead => self
                .page
                .t("lezen wie welke rol heeft", "read who has which role"),
            ApiScope::GrantsWrite => self.page.t(
                "uitnodigen voor rollen en rollen intrekken",
                "invite to roles and take roles back",
            ),
            ApiScope::WebhooksRead => self.page.t(
                "lezen naar welke webhooks gebeurtenissen gaan",
                "read to which webhooks events are sent",
            ),
            ApiScope::WebhooksWrite => self
                .page
                .t("webhooks maken en beëindigen", "make and end webhooks"),
            ApiScope::LeadsRead => self.page.t(
                "lezen welke bedrijven met een route mee kunnen doen",
                "read which companies may join a pathway",
            ),
            ApiScope::EventsRead => self.page.t(
                "bijeenkomsten met bedrijven lezen",
                "read meetings with companies",
            ),
            ApiScope::OrganisationsRead => self.page.t("organisaties lezen", "read organisations"),
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn chosen(&self, scope: &ApiScope) -> bool {
        self.typed.scopes.contains(scope)
    }
}

/// The keys of the person.
pub(crate) async fn list(State(app): State<App>, who: SignedIn) -> Response {
    page(&app, &who, blank(), Shown::default()).await
}

/// What the page tells above the list.
#[derive(Default)]
struct Shown {
    secret: Option<String>,
    problem: Option<&'static str>,
}

fn blank() -> NewApiKey {
    NewApiKey {
        name: String::new(),
        scopes: vec![ApiScope::WavesRead],
        days: 90,
    }
}

async fn page(app: &App, who: &SignedIn, typed: NewApiKey, shown: Shown) -> Response {
    let found = match own_keys(app, &who.actor).await {
        Ok(keys) => is_fresh(app, &who.actor, FRESH)
            .await
            .map(|fresh| (keys, fresh)),
        Err(error) => Err(error),
    };
    let (keys, fresh) = match found {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let lang = who.locale.lang;
    let page = KeysPage {
        page: who.page(choose(lang, "Mijn sleutels", "My keys")),
        keys,
        fresh,
        acts: who.actor.role().is_some(),
        secret: shown.secret,
        typed,
        problem: shown.problem,
    };
    render(&page, lang)
}

/// Makes one and shows its secret, once.
pub(crate) async fn make(
    State(app): State<App>,
    who: SignedIn,
    Form(fields): Form<Fields>,
) -> Response {
    let asked = read(&Posted(fields));
    match make_key(&app, &who.actor, &asked).await {
        Ok(secret) => {
            let secret = Some(secret);
            let problem = None;
            page(&app, &who, blank(), Shown { secret, problem }).await
        }
        Err(ApiKeyProblem::App(error)) => who.refuse(error),
        Err(problem) => {
            let problem = Some(words(&problem, &who.page("")));
            let secret = None;
            let page = page(&app, &who, asked, Shown { secret, problem }).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}

/// What a form asks for; a term or scope that is not known is as none.
fn read(sent: &Posted) -> NewApiKey {
    NewApiKey {
        name: sent.get("naam").to_owned(),
        scopes: sent.all("bereik").filter_map(ApiScope::from_code).collect(),
        days: sent.get("dagen").parse().unwrap_or_default(),
    }
}

fn words(problem: &ApiKeyProblem, page: &Page) -> &'static str {
    match problem {
        ApiKeyProblem::Name => page.t(
            "Geef de sleutel een naam van hooguit 60 tekens.",
            "Give the key a name of at most 60 characters.",
        ),
        ApiKeyProblem::NoScope => page.t("Kies wat de sleutel mag.", "Choose what the key may do."),
        ApiKeyProblem::Term => page.t(
            "Kies hoe lang de sleutel geldt.",
            "Choose how long the key holds.",
        ),
        ApiKeyProblem::TooMany => page.t(
            "Je hebt al 20 sleutels. Beëindig er eerst een.",
            "You have 20 keys already. End one first.",
        ),
        ApiKeyProblem::NoRole | ApiKeyProblem::App(_) => page.t(
            "Zonder rol kun je geen sleutel maken.",
            "Without a role you cannot make a key.",
        ),
    }
}

/// Ends one.
pub(crate) async fn end(State(app): State<App>, who: SignedIn, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<Uuid>() else {
        return who.refuse(AppError::NotFound);
    };
    match end_own_key(&app, &who.actor, id).await {
        Ok(()) => Redirect::to(PLACE).into_response(),
        Err(error) => who.refuse(error),
    }
}
