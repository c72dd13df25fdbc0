//! One person: the roles that they have, what happened to each, and giving or taking back.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::{
    Choices, GrantError, PersonSheet, change_address, change_end, choices, companies_of, give_role,
    person_sheet, revoke_role,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::accounts::Role;
use mkbroute_domain::ids::{CompanyId, GrantId};
use mkbroute_report::words::choose;
use serde::Deserialize;
use uuid::Uuid;

use super::giving::{GiveForm, GiveView, day};
use super::persons::refuse;
use super::role_words::{GrantView, problem};
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "accounts/person.html")]
struct PersonPage {
    page: Page,
    slug: String,
    may_link: bool,
    grants: Vec<GrantView>,
    give: GiveView,
    /// The mail address as kept or typed, and what is wrong with it.
    address: (String, Option<String>),
    /// Whether the person is the one who looks: nobody gives themselves a role.
    oneself: bool,
}

/// A last day as typed, of the grant it is for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct EndForm {
    #[serde(default)]
    tot: String,
}

/// A mail address as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct AddressForm {
    #[serde(default)]
    mailadres: String,
}

/// What was typed on the page of a person, with what is wrong with it.
#[derive(Default)]
struct Typed {
    role: (GiveForm, Option<String>),
    address: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "accounts/grant.html")]
struct GrantPage {
    page: Page,
    slug: String,
    name: String,
    grant: GrantView,
    tot: String,
    wrong: Option<String>,
}

/// The person with their roles.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    person_page(&app, &who, &slug, Typed::default()).await
}

/// Gives the person another mail address; with a problem, the form again as it was typed.
pub(crate) async fn address(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(form): Form<AddressForm>,
) -> Response {
    let Err(error) = change_address(&app, &who.actor, &slug, &form.mailadres).await else {
        return to(&slug);
    };
    match problem(&error, None, &who.page("")) {
        Some(wrong) => {
            let typed = Typed {
                address: Some((form.mailadres, wrong)),
                ..Typed::default()
            };
            with_problem(person_page(&app, &who, &slug, typed).await)
        }
        None => refuse(&who, error),
    }
}

/// Invites the person to a role; with a problem, the form again as it was typed.
pub(crate) async fn give(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(form): Form<GiveForm>,
) -> Response {
    let page = who.page("");
    let given = match choices(&app, &who.actor, form.company().as_slice()).await {
        Ok(choices) => form.read(&choices, &page),
        Err(error) => return who.refuse(error),
    };
    let wrong = match given {
        Err(wrong) => wrong,
        Ok(invitation) => match give_role(&app, &who.actor, &slug, invitation).await {
            Ok(()) => return to(&slug),
            Err(error) => match problem(&error, form.role(), &page) {
                Some(wrong) => wrong,
                None => return refuse(&who, error),
            },
        },
    };
    let typed = Typed {
        role: (form, Some(wrong)),
        ..Typed::default()
    };
    with_problem(person_page(&app, &who, &slug, typed).await)
}

/// One role of the person: another last day, or taking it back.
pub(crate) async fn grant(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, id)): Path<(String, String)>,
) -> Response {
    grant_page(&app, &who, (&slug, &id), None).await
}

/// Takes a role back.
pub(crate) async fn revoke(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, id)): Path<(String, String)>,
) -> Response {
    let result = match grant_id(&id) {
        Ok(grant) => revoke_role(&app, &who.actor, &slug, grant).await,
        Err(error) => return who.refuse(error),
    };
    changed(&app, &who, (&slug, &id), (result, None)).await
}

/// Gives a role another last day.
pub(crate) async fn end(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, id)): Path<(String, String)>,
    Form(form): Form<EndForm>,
) -> Response {
    let grant = match grant_id(&id) {
        Ok(grant) => grant,
        Err(error) => return who.refuse(error),
    };
    let until = match day(&form.tot, &who.page("")) {
        Ok(until) => until,
        Err(wrong) => {
            let told = Some((form.tot, wrong));
            return with_problem(grant_page(&app, &who, (&slug, &id), told).await);
        }
    };
    let result = change_end(&app, &who.actor, &slug, grant, until).await;
    changed(&app, &who, (&slug, &id), (result, Some(form.tot))).await
}

async fn changed(
    app: &App,
    who: &SignedIn,
    (slug, id): (&str, &str),
    (result, typed): (Result<(), GrantError>, Option<String>),
) -> Response {
    let Err(error) = result else {
        return to(slug);
    };
    match problem(&error, None, &who.page("")) {
        Some(wrong) => {
            let told = Some((typed.unwrap_or_default(), wrong));
            with_problem(grant_page(app, who, (slug, id), told).await)
        }
        None => refuse(who, error),
    }
}

fn grant_id(text: &str) -> Result<GrantId, AppError> {
    let id: Uuid = text.parse().map_err(|_| AppError::NotFound)?;
    Ok(GrantId(id))
}

fn to(slug: &str) -> Response {
    Redirect::to(&format!("/personen/{slug}")).into_response()
}

/// A page that says what is wrong; one that could not be made keeps its own status.
pub(super) fn with_problem(page: Response) -> Response {
    if page.status() == StatusCode::OK {
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    } else {
        page
    }
}

/// The person, and what the actor can give them; a company that was chosen is among it.
async fn found(
    app: &App,
    who: &SignedIn,
    slug: &str,
    chosen: Option<CompanyId>,
) -> Result<(PersonSheet, Choices), AppError> {
    let sheet = person_sheet(app, &who.actor, slug).await?;
    let mut companies = companies_of(sheet.grants.iter().map(|found| &found.grant));
    companies.extend(chosen);
    let choices = choices(app, &who.actor, &companies).await?;
    Ok((sheet, choices))
}

async fn person_page(app: &App, who: &SignedIn, slug: &str, typed: Typed) -> Response {
    match found(app, who, slug, typed.role.0.company()).await {
        Ok((sheet, choices)) => {
            let page = who.page(&sheet.person.name);
            let grants = sheet.grants.iter();
            let grants =
                grants.map(|found| GrantView::of(found, &choices.places, &page, app.now()));
            let kept = sheet.person.email.as_ref();
            let kept = kept.map(|address| address.as_str().to_owned());
            let address = match typed.address {
                Some((address, wrong)) => (address, Some(wrong)),
                None => (kept.unwrap_or_default(), None),
            };
            let (form, wrong) = typed.role;
            let shown = PersonPage {
                address,
                grants: grants.collect(),
                slug: sheet.person.slug,
                may_link: sheet.may_link,
                oneself: sheet.person.id == who.actor.person.id,
                give: GiveView::of(&choices, form, wrong, &page),
                page,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

async fn grant_page(
    app: &App,
    who: &SignedIn,
    (slug, id): (&str, &str),
    told: Option<(String, String)>,
) -> Response {
    let (sheet, choices) = match found(app, who, slug, None).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let mut grants = sheet.grants.iter();
    let Some(found) = grants.find(|found| found.grant.id.to_string() == id) else {
        return who.refuse(AppError::NotFound);
    };
    let lang = who.locale.lang;
    let page = who.page(choose(
        lang,
        "Rol wijzigen of intrekken",
        "Change or take back a role",
    ));
    let grant = GrantView::of(found, &choices.places, &page, app.now());
    let end = grant.until.map_or_else(String::new, |day| day.to_string());
    let (tot, wrong) = match told {
        Some((tot, wrong)) => (tot, Some(wrong)),
        None => (end, None),
    };
    let shown = GrantPage {
        page,
        slug: sheet.person.slug,
        name: sheet.person.name,
        grant,
        tot,
        wrong,
    };
    render(&shown, lang)
}

impl GrantPage {
    /// Whether a role of this kind always ends.
    fn must_end(&self) -> bool {
        Role::from_code(self.grant.code).is_some_and(Role::must_end)
    }
}
