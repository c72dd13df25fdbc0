//! Persons and their one-time links, for the administrator.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::accounts::{
    AddPersonError, NewPerson, PersonLine, add_person, hand_out_link, list_persons,
};
use mkbroute_application::pathways::list_pathways;
use mkbroute_domain::accounts::Role;
use mkbroute_domain::pathways::Pathway;
use serde::Deserialize;

use crate::error::render;
use crate::extract::SignedIn;
use crate::page::Page;
use crate::router::WebConfig;

/// Roles that the administrator can give, in the order of the form.
const ROLES: [Role; 6] = [
    Role::Researcher,
    Role::ProgrammeTeam,
    Role::Coordinator,
    Role::Teacher,
    Role::CompanyContact,
    Role::Administrator,
];

#[derive(Template)]
#[template(path = "accounts/persons.html")]
struct PersonsPage {
    page: Page,
    persons: Vec<PersonLine>,
    pathways: Vec<Pathway>,
    form: AddForm,
    problem: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct LinkPage {
    page: Page,
    name: String,
    link: String,
}

/// Somebody to add, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct AddForm {
    #[serde(default)]
    naam: String,
    #[serde(default)]
    mailadres: String,
    #[serde(default)]
    rol: String,
    #[serde(default)]
    route: String,
}

/// The persons and a form to add one.
pub(crate) async fn list(State(app): State<App>, who: SignedIn) -> Response {
    persons_page(&app, &who, AddForm::default(), None).await
}

/// Adds a person; with a problem, the form again as it was typed.
pub(crate) async fn add(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<AddForm>,
) -> Response {
    let pathways = match list_pathways(&app).await {
        Ok(pathways) => pathways,
        Err(error) => return who.refuse(error),
    };
    let pathway = pathways.iter().find(|found| found.slug == form.route);
    let new = NewPerson {
        name: form.naam.clone(),
        address: form.mailadres.clone(),
        role: Role::from_code(&form.rol).unwrap_or(Role::Coordinator),
        pathway: pathway.map(|found| found.id),
    };
    match add_person(&app, &who.actor, new).await {
        Ok(_) => Redirect::to("/personen").into_response(),
        Err(AddPersonError::App(error)) => who.refuse(error),
        Err(problem) => {
            let page = persons_page(&app, &who, form, Some(problem)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
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
            let page = who.page("");
            let title = page.t("Een link voor", "A link for");
            let page = LinkPage {
                page: who.page(&format!("{title} {}", person.name)),
                name: person.name,
                link: format!("{}/aanmelden/{token}", config.origin),
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

async fn persons_page(
    app: &App,
    who: &SignedIn,
    form: AddForm,
    problem: Option<AddPersonError>,
) -> Response {
    let found = match list_persons(app, &who.actor).await {
        Ok(persons) => list_pathways(app).await.map(|pathways| (persons, pathways)),
        Err(error) => Err(error),
    };
    match found {
        Ok((persons, pathways)) => {
            let page = who.page(mkbroute_report::words::choose(
                who.locale.lang,
                "Personen",
                "Persons",
            ));
            let problem = problem.map(|problem| words(&problem, &page));
            render(
                &PersonsPage {
                    page,
                    persons,
                    pathways,
                    form,
                    problem,
                },
                who.locale.lang,
            )
        }
        Err(error) => who.refuse(error),
    }
}

fn words(problem: &AddPersonError, page: &Page) -> &'static str {
    match problem {
        AddPersonError::NoName => page.t("Vul een naam in.", "Enter a name."),
        AddPersonError::LongName => page.t(
            "Deze naam is te lang. Gebruik hoogstens 100 tekens.",
            "This name is too long. Use at most 100 characters.",
        ),
        AddPersonError::NoAddress => page.t(
            "Dit is geen mailadres. Schrijf het zoals naam@voorbeeld.nl, of laat het leeg.",
            "This is no mail address. Write it like name@example.nl, or leave it empty.",
        ),
        AddPersonError::AddressTaken => page.t(
            "Iemand anders heeft dit mailadres al. Ieder heeft een eigen adres.",
            "Somebody else has this mail address. Everybody has an address of their own.",
        ),
        AddPersonError::NoPathway => page.t(
            "Kies de route die deze coördinator leidt.",
            "Choose the pathway that this coordinator runs.",
        ),
        AddPersonError::App(_) => page.t("Dat lukte nu niet.", "That did not work now."),
    }
}
