//! What one pathway asked, and the form to ask.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::pathways::KeptSupport;
use mkbroute_application::pathways::{
    AskSupportError, SupportOfPathway, ask_support, support_kinds, support_of_pathway,
};
use mkbroute_domain::pathways::lists::Entry;
use serde::Deserialize;

use super::words::{kind, wrong};
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::forms::again;
use crate::page::Page;

/// A question as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    soort: String,
    vraag: String,
}

#[derive(Template)]
#[template(path = "pathways/support.html")]
struct SupportPage {
    page: Page,
    found: SupportOfPathway,
    kinds: Vec<Entry>,
    typed: Typed,
    wrong: Option<(&'static str, String)>,
}

impl SupportPage {
    fn kind<'a>(&'a self, kept: &'a KeptSupport) -> &'a str {
        kind(&kept.request.kind, &self.kinds, &self.page)
    }

    fn owner(&self, kept: &KeptSupport) -> Option<&str> {
        let name = self.found.names.get(kept.request.owner.as_ref()?)?;
        Some(name)
    }

    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let found = self.wrong.as_ref().filter(|(wrong, _)| *wrong == field);
        found.map(|(_, words)| words.as_str())
    }
}

/// What the pathway asked.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    page(&app, &who, &slug, None).await
}

/// Asks; with a problem, the form again as it was typed.
pub(super) async fn ask(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Form(typed): Form<Typed>,
) -> Response {
    let asked = ask_support(&app, &who.actor, &slug, (&typed.soort, &typed.vraag)).await;
    let problem = match asked {
        Ok(id) => {
            return Redirect::to(&format!("/routes/{slug}/ondersteuning/{id}")).into_response();
        }
        Err(AskSupportError::App(error)) => return who.refuse(error),
        Err(AskSupportError::Request(problem)) => wrong(problem, &who.page("")),
    };
    again(page(&app, &who, &slug, Some((typed, problem))).await)
}

async fn page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    failed: Option<(Typed, (&'static str, String))>,
) -> Response {
    let found = support_of_pathway(app, &who.actor, slug).await;
    let (found, kinds) = match found.and_then(|found| Ok((found, support_kinds()?))) {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = page.t("Ondersteuning voor", "Support for");
    let page = who.page(&format!("{title} {}", page.text(&found.pathway.name)));
    let (typed, wrong) = failed.unzip();
    let shown = SupportPage {
        page,
        found,
        kinds,
        typed: typed.unwrap_or_default(),
        wrong,
    };
    render(&shown, who.locale.lang)
}
