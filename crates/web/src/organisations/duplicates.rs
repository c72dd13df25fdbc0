//! Organisations that may be one and the same.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::organisations::{
    AlikePage, AlikePair, compare_again, duplicates, tell_apart,
};
use mkbroute_domain::ids::OrganisationId;
use mkbroute_report::words::organisation as words;
use serde::Deserialize;
use uuid::Uuid;

use crate::error::render;
use crate::extract::{Form, Path, Query, SignedIn};
use crate::page::Page;

/// Pairs on a page.
const A_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "organisations/duplicates.html")]
struct DuplicatesPage {
    page: Page,
    found: AlikePage,
    before: Option<u64>,
    after: Option<u64>,
}

impl DuplicatesPage {
    fn because(&self, pair: &AlikePair) -> String {
        words::because(pair.because, self.page.lang)
    }

    fn likeness(&self, pair: &AlikePair) -> &'static str {
        words::likeness(pair.because.likeness(), self.page.lang)
    }
}

/// Which page, counted from 1.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pagina: Option<u64>,
}

/// Which other one it is not, and where one came from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Apart {
    ander: Uuid,
    vanaf: String,
}

/// The pairs, the surest first.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let number = asked.pagina.unwrap_or(1).max(1);
    let skipped = (number - 1).saturating_mul(A_PAGE);
    match duplicates(&app, &who.actor, (skipped, A_PAGE)).await {
        Ok(found) => {
            let page = who.page("");
            let shown = DuplicatesPage {
                page: who.page(page.t("Misschien dubbel", "Perhaps twice")),
                before: (number > 1).then(|| number - 1),
                after: (skipped.saturating_add(A_PAGE) < found.count).then(|| number + 1),
                found,
            };
            render(&shown, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// Compares all organisations.
pub(super) async fn compare(State(app): State<App>, who: SignedIn) -> Response {
    match compare_again(&app, &who.actor).await {
        Ok(()) => Redirect::to("/organisaties/dubbel").into_response(),
        Err(error) => who.refuse(error),
    }
}

/// Keeps that two are two.
pub(super) async fn apart(
    State(app): State<App>,
    who: SignedIn,
    Path(one): Path<Uuid>,
    Form(apart): Form<Apart>,
) -> Response {
    let both = (OrganisationId(one), OrganisationId(apart.ander));
    match tell_apart(&app, &who.actor, both).await {
        Ok(()) if apart.vanaf == "lijst" => Redirect::to("/organisaties/dubbel").into_response(),
        Ok(()) => Redirect::to(&format!("/organisaties/{one}")).into_response(),
        Err(error) => who.refuse(error),
    }
}
