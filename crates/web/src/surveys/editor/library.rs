//! The library: questions of every frozen version, to copy into a draft.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::surveys::editor::{
    EditError, LibraryItem, copy_from_library, library, open_draft,
};
use mkbroute_domain::text::Text;
use mkbroute_report::words::{choose, group};
use serde::Deserialize;

use super::head::DraftHead;
use super::overview::parts;
use super::{again, seen, to, words};
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/editor/library.html")]
struct LibraryPage {
    page: Page,
    head: DraftHead,
    search: String,
    /// The page of the questionnaire to copy to.
    section: String,
    sections: Vec<(String, Text)>,
    found: Vec<LibraryItem>,
    notice: Option<String>,
}

/// What is looked for, and where it goes.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Search {
    #[serde(default)]
    zoek: String,
    #[serde(default)]
    deel: String,
}

/// The library.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Query(search): Query<Search>,
) -> Response {
    page(&app, &who, &slug, search, None).await
}

/// Copies a question into the draft.
pub(crate) async fn copy(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let version = sent.get("versie").parse().unwrap_or_default();
    let item = (sent.get("uit"), version, sent.get("code"));
    let section = sent.get("deel").to_owned();
    let draft = (slug.as_str(), seen(&sent));
    match copy_from_library(&app, &who.actor, draft, section.clone(), item).await {
        Ok(code) => to(&slug, &format!("#vraag-{code}")),
        Err(EditError::App(error)) => who.refuse(error),
        Err(error) => {
            let notice = words::edit_error(&error, who.locale.lang);
            let search = Search {
                zoek: sent.get("zoek").to_owned(),
                deel: section,
            };
            again(&error, page(&app, &who, &slug, search, Some(notice)).await)
        }
    }
}

async fn page(
    app: &App,
    who: &SignedIn,
    slug: &str,
    search: Search,
    notice: Option<String>,
) -> Response {
    let lang = who.locale.lang;
    let found = match open_draft(app, &who.actor, slug).await {
        Ok(open) => library(app, &who.actor, &search.zoek)
            .await
            .map(|found| (open, found)),
        Err(error) => Err(error),
    };
    match found {
        Ok((open, found)) => {
            let sections = open.instrument.sections.iter();
            let page = LibraryPage {
                page: who.page(choose(lang, "Bibliotheek", "Library")),
                head: DraftHead::of(&open, "", lang),
                sections: sections
                    .map(|section| (section.id.clone(), section.title.clone()))
                    .collect(),
                search: search.zoek,
                section: search.deel,
                found,
                notice,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

impl LibraryPage {
    fn kind(&self, found: &LibraryItem) -> &'static str {
        words::kind(found.item.kind.type_name(), self.page.lang)
    }

    fn group(&self, found: &LibraryItem) -> &'static str {
        group(found.group, self.page.lang)
    }

    fn parts(&self, found: &LibraryItem) -> Vec<String> {
        parts(&found.item, self.page.lang)
    }

    fn waves(&self, waves: &[Text]) -> String {
        let titles: Vec<&str> = waves.iter().map(|title| self.page.text(title)).collect();
        titles.join(", ")
    }
}
