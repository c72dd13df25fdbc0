//! A page of the questionnaire: its title and what stands above its questions.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::surveys::editor::{EditError, edit_draft, open_draft};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::instrument::edit::Edit;
use mkbroute_domain::text::Text;
use mkbroute_report::words::choose;

use super::head::DraftHead;
use super::sent::optional;
use super::{again, seen, to, words};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::page::Page;

/// In the place of an id: a page that is not there yet. No id holds a hyphen.
const NEW: &str = "nieuwe-pagina";

#[derive(Template)]
#[template(path = "surveys/editor/section.html")]
struct SectionPage {
    page: Page,
    head: DraftHead,
    id: String,
    new: bool,
    title: Text,
    intro: Text,
    questions: usize,
    problem: Option<String>,
}

/// The form.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, id)): Path<(String, String)>,
) -> Response {
    form(&app, &who, (&slug, &id), None).await
}

/// Saves the page; with a problem, the form again as it was typed.
pub(crate) async fn save(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, id)): Path<(String, String)>,
    sent: Posted,
) -> Response {
    let (title, intro) = (sent.text("titel"), sent.text("intro"));
    let edit = if id == NEW {
        Edit::AddSection {
            title: title.clone(),
        }
    } else {
        Edit::ChangeSection {
            id: id.clone(),
            title: title.clone(),
            intro: optional(intro.clone()),
        }
    };
    match edit_draft(&app, &who.actor, &slug, seen(&sent), edit).await {
        Ok(made) => to(&slug, &format!("#deel-{made}")),
        Err(EditError::App(error)) => who.refuse(error),
        Err(error) => {
            let typed = Some((title, intro, &error));
            again(&error, form(&app, &who, (&slug, &id), typed).await)
        }
    }
}

async fn form(
    app: &App,
    who: &SignedIn,
    (slug, id): (&str, &str),
    typed: Option<(Text, Text, &EditError)>,
) -> Response {
    let lang = who.locale.lang;
    let open = match open_draft(app, &who.actor, slug).await {
        Ok(open) => open,
        Err(error) => return who.refuse(error),
    };
    let mut sections = open.instrument.sections.iter();
    let section = sections.find(|section| section.id == id);
    if section.is_none() && id != NEW {
        return who.refuse(AppError::NotFound);
    }
    let problem = typed
        .as_ref()
        .map(|(_, _, error)| words::edit_error(error, lang));
    let stored = || match section {
        Some(section) => (
            section.title.clone(),
            section.intro.clone().unwrap_or_default(),
        ),
        None => (Text::default(), Text::default()),
    };
    let (title, intro) = typed.map_or_else(stored, |(title, intro, _)| (title, intro));
    let heading = match section {
        Some(section) => section.title.get(lang),
        None => choose(lang, "Nieuwe pagina", "New page"),
    };
    let page = SectionPage {
        page: who.page(heading),
        head: DraftHead::of(&open, "", lang),
        id: id.to_owned(),
        new: section.is_none(),
        title,
        intro,
        questions: section.map_or(0, |section| section.items.len()),
        problem,
    };
    render(&page, lang)
}
