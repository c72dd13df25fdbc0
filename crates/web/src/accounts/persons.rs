//! The persons whose roles somebody manages, and their one-time links.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use form_urlencoded::Serializer;
use mkbroute_application::accounts::{
    GrantFilter, PERSONS_A_PAGE, PersonFilter, add_person, choices, hand_out_link, list_persons,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::Role;
use mkbroute_report::words::choose;
use serde::Deserialize;

use super::giving::{GiveForm, GiveView};
use super::role_words::{place, problem, state};
use crate::error::render;
use crate::extract::SignedIn;
use crate::page::Page;
use crate::router::WebConfig;

/// How a grant stands: in addresses and in words.
const STATES: [(GrantFilter, &str, &str, &str); 3] = [
    (
        GrantFilter::Invited,
        "uitgenodigd",
        "uitgenodigd",
        "invited",
    ),
    (GrantFilter::InForce, "van-kracht", "van kracht", "in force"),
    (GrantFilter::Ended, "voorbij", "voorbij", "ended"),
];

/// A choice of a list: code, words, and whether it is chosen.
type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "accounts/persons.html")]
struct PersonsPage {
    page: Page,
    lines: Vec<Line>,
    asked: Asked,
    roles: Vec<Choice>,
    states: Vec<Choice>,
    pathways: Vec<Choice>,
    /// How many there are in all, and the addresses of the pages before and after.
    count: u64,
    before: Option<String>,
    after: Option<String>,
    give: GiveView,
}

struct Line {
    slug: String,
    name: String,
    /// Role and place, and how it stands.
    roles: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    page: Page,
    slug: String,
    name: String,
    link: String,
}

/// Which persons are sought, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    zoek: String,
    #[serde(default)]
    rol: String,
    #[serde(default)]
    staat: String,
    #[serde(default)]
    route: String,
    #[serde(default)]
    pagina: String,
}

impl Asked {
    fn is_filter(&self) -> bool {
        !(self.zoek.trim().is_empty()
            && self.rol.is_empty()
            && self.staat.is_empty()
            && self.route.is_empty())
    }

    /// The page that is asked for, counted from 0.
    fn page(&self) -> u64 {
        let page: u64 = self.pagina.parse().unwrap_or(1);
        // Far beyond any list, and small enough for every database.
        page.clamp(1, 1_000_000) - 1
    }

    /// The address of a page of the same list, counted from 0.
    fn address(&self, page: u64) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [
            ("zoek", &self.zoek),
            ("rol", &self.rol),
            ("staat", &self.staat),
            ("route", &self.route),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.append_pair("pagina", &(page + 1).to_string());
        format!("/personen?{}", query.finish())
    }
}

/// The persons and a form to add one.
pub(crate) async fn list(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    answer(
        persons_page(&app, &who, asked, (GiveForm::default(), None)).await,
        &who,
    )
}

/// Adds a person; with a problem, the form again as it was typed.
pub(crate) async fn add(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<GiveForm>,
) -> Response {
    let page = who.page("");
    let given = match choices(&app, &who.actor).await {
        Ok(choices) => form.read(&choices, &page),
        Err(error) => return who.refuse(error),
    };
    let wrong = match given {
        Err(wrong) => wrong,
        Ok(invitation) => {
            match add_person(&app, &who.actor, (&form.naam, &form.mailadres), invitation).await {
                Ok(slug) => return Redirect::to(&format!("/personen/{slug}")).into_response(),
                Err(error) => match problem(&error, form.role(), &page) {
                    Some(wrong) => wrong,
                    None => return refuse(&who, error),
                },
            }
        }
    };
    let shown = persons_page(&app, &who, Asked::default(), (form, Some(wrong))).await;
    (StatusCode::UNPROCESSABLE_ENTITY, answer(shown, &who)).into_response()
}

/// The answer to an error that no form explains.
pub(super) fn refuse(
    who: &SignedIn,
    error: mkbroute_application::accounts::GrantError,
) -> Response {
    match error {
        mkbroute_application::accounts::GrantError::App(error) => who.refuse(error),
        _ => who.refuse(AppError::NotFound),
    }
}

/// Makes a link and shows it, once.
pub(crate) async fn link(
    State(app): State<App>,
    State(config): State<Arc<WebConfig>>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    match hand_out_link(&app, &who.actor, &slug).await {
        Ok((person, token)) => {
            let title = choose(who.locale.lang, "Een link voor", "A link for");
            let page = LinkPage {
                page: who.page(&format!("{title} {}", person.name)),
                slug: person.slug,
                name: person.name,
                link: format!("{}/aanmelden/{token}", config.origin),
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

fn answer(page: Result<PersonsPage, AppError>, who: &SignedIn) -> Response {
    match page {
        Ok(page) => render(&page, who.locale.lang),
        Err(error) => who.refuse(error),
    }
}

async fn persons_page(
    app: &App,
    who: &SignedIn,
    asked: Asked,
    (form, wrong): (GiveForm, Option<String>),
) -> Result<PersonsPage, AppError> {
    let lang = who.locale.lang;
    let page = who.page(choose(lang, "Personen", "Persons"));
    let choices = choices(app, &who.actor).await?;
    let pathway = choices
        .places
        .pathways
        .iter()
        .find(|found| found.slug == asked.route);
    let state_asked = STATES.iter().find(|(_, code, ..)| *code == asked.staat);
    let filter = PersonFilter {
        words: asked.zoek.clone(),
        role: Role::from_code(&asked.rol),
        pathway: pathway.map(|found| found.id),
        state: state_asked.map(|(state, ..)| *state),
    };
    let found = list_persons(app, &who.actor, &filter, asked.page()).await?;
    let now = app.now();
    let lines = found.lines.into_iter().map(|line| Line {
        slug: line.person.slug,
        name: line.person.name,
        roles: line
            .grants
            .iter()
            .map(|grant| {
                let place = place(grant.scope, &choices.places, &page);
                (
                    format!("{}, {place}", page.role(&grant.role)),
                    state(grant, &page, now),
                )
            })
            .collect(),
    });
    let own = choices.places.pathways.iter().filter(|pathway| {
        let scope = mkbroute_domain::accounts::Scope::Pathway(pathway.id);
        choices.scopes.contains(&scope)
    });
    Ok(PersonsPage {
        lines: lines.collect(),
        roles: choices
            .roles
            .iter()
            .map(|role| {
                (
                    role.code().to_owned(),
                    page.role(role).to_owned(),
                    asked.rol == role.code(),
                )
            })
            .collect(),
        states: STATES
            .iter()
            .map(|(_, code, nl, en)| {
                (
                    (*code).to_owned(),
                    choose(lang, nl, en).to_owned(),
                    asked.staat == *code,
                )
            })
            .collect(),
        pathways: own
            .map(|found| {
                let words = format!("{}, {}", found.hogeschool, page.text(&found.name));
                (found.slug.clone(), words, found.slug == asked.route)
            })
            .collect(),
        before: asked
            .page()
            .checked_sub(1)
            .map(|before| asked.address(before)),
        after: (found.count > (asked.page() + 1) * PERSONS_A_PAGE)
            .then(|| asked.address(asked.page() + 1)),
        count: found.count,
        give: GiveView::of(&choices, form, wrong, &page),
        asked,
        page,
    })
}
