//! What a pathway is made of: showing it, changing it, and its place in the national programme.

mod form;
mod view;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::pathways::{
    ChangeProfileError, PathwaySheet, ProfileChange, change_profile, known_hogescholen,
    register_pathway, work_on_pathway,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::pathways::{Profile, ProgrammeRole};
use mkbroute_report::words::{choose, pathway as words};
use serde::Deserialize;

use self::form::ProfileForm;
pub(super) use self::view::ProfileView;
use super::day;
use crate::error::render;
use crate::extract::{Form, Path, Posted, SignedIn};
use crate::forms;
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/profile.html")]
struct ProfilePage {
    page: Page,
    found: PathwaySheet,
    form: ProfileForm,
    revision: u32,
    problems: Vec<String>,
    /// What somebody else made of it meanwhile, where that differs from what was typed.
    meanwhile: Vec<(String, Vec<String>)>,
}

/// What a form with problems shows.
struct Typed {
    profile: Profile,
    problems: Vec<String>,
    /// Somebody else changed the profile meanwhile.
    meanwhile: bool,
}

/// The form.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    profile_page(&app, &who, &slug, None).await
}

/// Keeps the profile; with a problem, the form again as it was typed.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    posted: Posted,
) -> Response {
    let page = who.page("");
    let (profile, unreadable) = form::read(&posted, &page);
    let typed = Typed {
        profile: profile.clone(),
        problems: unreadable,
        meanwhile: false,
    };
    if !typed.problems.is_empty() {
        return again(&app, &who, &slug, typed).await;
    }
    let known = posted.get("revisie").parse().unwrap_or_default();
    let change = ProfileChange { profile, known };
    match change_profile(&app, &who.actor, &slug, change).await {
        Ok(()) => Redirect::to(&format!("/routes/{slug}")).into_response(),
        Err(ChangeProfileError::App(error)) => who.refuse(error),
        Err(ChangeProfileError::Profile(problems)) => {
            let told = problems.into_iter();
            let told = told.map(|problem| words::profile_problem(problem, page.lang));
            let problems = told.collect();
            again(&app, &who, &slug, Typed { problems, ..typed }).await
        }
        Err(ChangeProfileError::ChangedMeanwhile) => {
            let meanwhile = true;
            again(&app, &who, &slug, Typed { meanwhile, ..typed }).await
        }
    }
}

async fn again(app: &App, who: &SignedIn, slug: &str, typed: Typed) -> Response {
    forms::again(profile_page(app, who, slug, Some(typed)).await)
}

async fn profile_page(app: &App, who: &SignedIn, slug: &str, typed: Option<Typed>) -> Response {
    let lang = who.locale.lang;
    let found = work_on_pathway(app, &who.actor, slug).await;
    let found = found.and_then(|(sheet, work)| Ok((sheet, work, known_hogescholen()?)));
    let (found, work, hogescholen) = match found {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page(choose(
        lang,
        "Waaruit de route bestaat",
        "What the pathway is made of",
    ));
    let kept = &work.development.profile;
    let meanwhile = typed.as_ref().filter(|typed| typed.meanwhile);
    let meanwhile = meanwhile.map(|typed| {
        // The form has no partners; they stay as they are.
        let mine = Profile {
            partners: kept.partners.clone(),
            ..typed.profile.clone()
        };
        let (now, mine) = (
            ProfileView::of(kept, &work.organisations, &page),
            ProfileView::of(&mine, &work.organisations, &page),
        );
        match now.other_than(&mine) {
            parts if parts.is_empty() => vec![elsewhere(&page)],
            parts => parts,
        }
    });
    let profile = typed.as_ref().map_or(kept, |typed| &typed.profile);
    let shown = ProfilePage {
        form: ProfileForm::of(profile, &hogescholen, &page),
        revision: work.development.revision,
        meanwhile: meanwhile.unwrap_or_default(),
        problems: typed.map(|typed| typed.problems).unwrap_or_default(),
        found,
        page,
    };
    render(&shown, lang)
}

/// What is told of a change of something that the form does not have.
fn elsewhere(page: &Page) -> (String, Vec<String>) {
    let heading = page.t(
        "Partners of het landelijk programma",
        "Partners or the national programme",
    );
    let stays = page.t("die wijziging blijft staan", "that change stays");
    (heading.to_owned(), vec![stays.to_owned()])
}

/// The place of a pathway in the programme, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RegisterForm {
    aangemeld: String,
    rol: String,
}

/// Registers a pathway with the programme, or takes it out.
pub(super) async fn register(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(form): Form<RegisterForm>,
) -> Response {
    let page = who.page("");
    let on = match form.aangemeld.trim() {
        "" => None,
        typed => match day(typed, &page) {
            Ok(day) => Some(day),
            // Browsers send a day or nothing.
            Err(_) => return who.refuse(AppError::NotFound),
        },
    };
    // A role needs registration: without one there is none.
    let role = ProgrammeRole::from_code(&form.rol).filter(|_| on.is_some());
    match register_pathway(&app, &who.actor, &slug, on, role).await {
        Ok(()) => Redirect::to(&format!("/routes/{slug}#programma")).into_response(),
        Err(ChangeProfileError::App(error)) => who.refuse(error),
        // The page shows what there is now.
        Err(ChangeProfileError::Profile(_) | ChangeProfileError::ChangedMeanwhile) => {
            Redirect::to(&format!("/routes/{slug}#programma")).into_response()
        }
    }
}
