//! The persons whose roles somebody manages, and their one-time links.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use form_urlencoded::Serializer;
use mkbroute_application::accounts::{
    Choices, ENDS_SOON, GrantError, GrantFilter, MOST_COUNTED, PersonFilter, add_person, choices,
    companies_of, hand_out_link, list_persons,
};
use mkbroute_application::pathways::list_pathways;
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::{Grant, Role, Scope, Visible};
use mkbroute_domain::pathways::Pathway;
use mkbroute_report::words::choose;
use serde::Deserialize;

use super::giving::{GiveForm, GiveView};
use super::role_words::{place, problem, state};
use crate::error::render;
use crate::extract::{Form, Path, Query, SignedIn};
use crate::page::Page;
use crate::router::WebConfig;

/// How a grant stands: in addresses and in words.
const STATES: [(&str, &str, &str); 4] = [
    ("uitgenodigd", "uitgenodigd", "invited"),
    ("van-kracht", "van kracht", "in force"),
    ("eindigt", "eindigt binnenkort", "ends soon"),
    ("voorbij", "voorbij", "ended"),
];

/// The same as the code in an address asks for it.
fn state_of(code: &str, now: DateTime<Utc>) -> Option<GrantFilter> {
    match code {
        "uitgenodigd" => Some(GrantFilter::Invited),
        "van-kracht" => Some(GrantFilter::InForce),
        "eindigt" => Some(GrantFilter::EndsBefore(now + ENDS_SOON)),
        "voorbij" => Some(GrantFilter::Ended),
        _ => None,
    }
}

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
    count: String,
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

    fn filter(&self, pathways: &[Pathway], now: DateTime<Utc>) -> PersonFilter {
        let pathway = pathways.iter().find(|found| found.slug == self.route);
        PersonFilter {
            words: self.zoek.clone(),
            role: Role::from_code(&self.rol),
            pathway: pathway.map(|found| found.id),
            state: state_of(&self.staat, now),
        }
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
    let given = match choices(&app, &who.actor, form.company().as_slice()).await {
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
pub(super) fn refuse(who: &SignedIn, error: GrantError) -> Response {
    match error {
        GrantError::App(error) => who.refuse(error),
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
    let page = who.page(choose(who.locale.lang, "Personen", "Persons"));
    let now = app.now();
    let pathways = list_pathways(app, &Visible::Everything).await?;
    let filter = asked.filter(&pathways, now);
    let found = list_persons(app, &who.actor, &filter, asked.page()).await?;
    let mut companies = companies_of(found.lines.iter().flat_map(|line| &line.grants));
    companies.extend(form.company());
    let choices = choices(app, &who.actor, &companies).await?;
    let lines = found.lines.into_iter().map(|line| Line {
        roles: roles_of(&line.grants, (&choices, &page), now),
        slug: line.person.slug,
        name: line.person.name,
    });
    Ok(PersonsPage {
        lines: lines.collect(),
        roles: role_choices(&choices, &asked, &page),
        states: state_choices(&asked, &page),
        pathways: pathway_choices(&choices, &asked, &page),
        before: asked
            .page()
            .checked_sub(1)
            .map(|before| asked.address(before)),
        after: found.more.then(|| asked.address(asked.page() + 1)),
        count: counted(found.count, &page),
        give: GiveView::of(&choices, form, wrong, &page),
        asked,
        page,
    })
}

/// How many persons there are, in words.
fn counted(count: u64, page: &Page) -> String {
    match count {
        1 => page.t("1 persoon", "1 person").to_owned(),
        many if many > MOST_COUNTED => {
            let more = page.t("meer dan", "more than");
            format!("{more} {MOST_COUNTED} {}", page.t("personen", "persons"))
        }
        some => format!("{some} {}", page.t("personen", "persons")),
    }
}

/// Role and place of each grant, and how it stands.
fn roles_of(
    grants: &[Grant],
    (choices, page): (&Choices, &Page),
    now: DateTime<Utc>,
) -> Vec<(String, &'static str)> {
    let shown = grants.iter().map(|grant| {
        let place = place(grant.scope, &choices.places, page);
        let role = page.role(&grant.role);
        (format!("{role}, {place}"), state(grant, page, now))
    });
    shown.collect()
}

fn role_choices(choices: &Choices, asked: &Asked, page: &Page) -> Vec<Choice> {
    let shown = choices.roles.iter().map(|role| {
        let chosen = asked.rol == role.code();
        (role.code().to_owned(), page.role(role).to_owned(), chosen)
    });
    shown.collect()
}

fn state_choices(asked: &Asked, page: &Page) -> Vec<Choice> {
    let shown = STATES.iter().map(|(code, nl, en)| {
        let chosen = asked.staat == *code;
        ((*code).to_owned(), page.t(nl, en).to_owned(), chosen)
    });
    shown.collect()
}

/// The pathways that lie within what somebody manages.
fn pathway_choices(choices: &Choices, asked: &Asked, page: &Page) -> Vec<Choice> {
    let mut own = choices.places.pathways.clone();
    own.retain(|pathway| choices.scopes.contains(&Scope::Pathway(pathway.id)));
    let shown = own.into_iter().map(|pathway| {
        let words = format!("{}, {}", pathway.hogeschool, page.text(&pathway.name));
        let chosen = pathway.slug == asked.route;
        (pathway.slug, words, chosen)
    });
    shown.collect()
}
