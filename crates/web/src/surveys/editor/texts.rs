//! The words around the questions: title, introduction, thanks.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::surveys::editor::{EditError, edit_draft, open_draft};
use mkbroute_domain::surveys::instrument::edit::Edit;
use mkbroute_domain::text::Text;
use mkbroute_report::words::choose;

use super::head::DraftHead;
use super::{again, seen, to, words};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "surveys/editor/texts.html")]
struct TextsPage {
    page: Page,
    head: DraftHead,
    title: Text,
    intro: Text,
    thanks: Text,
    problem: Option<String>,
}

/// The form.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    form(&app, &who, &slug, None).await
}

/// Saves the words; with a problem, the form again as it was typed.
pub(crate) async fn save(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let texts = [sent.text("titel"), sent.text("intro"), sent.text("dank")];
    let [title, intro, thanks] = texts.clone();
    let edit = Edit::Texts {
        title,
        intro,
        thanks,
    };
    match edit_draft(&app, &who.actor, &slug, seen(&sent), edit).await {
        Ok(_) => to(&slug, ""),
        Err(EditError::App(error)) => who.refuse(error),
        Err(error) => {
            let page = form(&app, &who, &slug, Some((texts, &error))).await;
            again(&error, page)
        }
    }
}

async fn form(
    app: &App,
    who: &SignedIn,
    slug: &str,
    typed: Option<([Text; 3], &EditError)>,
) -> Response {
    let lang = who.locale.lang;
    let open = match open_draft(app, &who.actor, slug).await {
        Ok(open) => open,
        Err(error) => return who.refuse(error),
    };
    let problem = typed
        .as_ref()
        .map(|(_, error)| words::edit_error(error, lang));
    let draft = &open.instrument;
    let stored = || [&draft.title, &draft.intro, &draft.thanks].map(Clone::clone);
    let [title, intro, thanks] = typed.map_or_else(stored, |(texts, _)| texts);
    let page = TextsPage {
        page: who.page(choose(lang, "Titel en inleiding", "Title and introduction")),
        head: DraftHead::of(&open, "", lang),
        title,
        intro,
        thanks,
        problem,
    };
    render(&page, lang)
}
