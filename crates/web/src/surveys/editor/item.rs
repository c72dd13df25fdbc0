//! One question: its words in both languages, its answers, and what the analysis must know.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mkbroute_application::surveys::editor::{
    CommentRound, EditError, comment_round, edit_draft, open_draft,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::draft::Comment;
use mkbroute_domain::surveys::instrument::Item;
use mkbroute_domain::surveys::instrument::edit::{Edit, Wording};
use mkbroute_domain::text::Text;
use mkbroute_report::words::choose;
use serde::Deserialize;

use super::head::DraftHead;
use super::item_form::ItemForm;
use super::{again, problem_page, seen, to, words};
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::page::Page;
use crate::surveys::words as sentences;

/// In the place of a code: a question that is not there yet. No code holds a hyphen.
const NEW: &str = "nieuwe-vraag";

#[derive(Template)]
#[template(path = "surveys/editor/item.html")]
struct ItemPage {
    page: Page,
    head: DraftHead,
    code: String,
    new: bool,
    form: ItemForm,
    kinds: Vec<(&'static str, &'static str)>,
    /// Id and title of every page, and the one it stands on.
    sections: Vec<(String, Text)>,
    section: String,
    condition: Option<String>,
    /// How the question read in frozen versions, the latest first.
    history: Vec<Wording>,
    /// Whether a frozen version has it: new words may mean that answers no longer compare.
    frozen_before: bool,
    comments: Vec<Comment>,
    problem: Option<String>,
}

/// Where a new question goes, and of which kind it is.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    deel: String,
    #[serde(default)]
    soort: String,
}

/// A form with why it was not saved, if it was not.
struct Filled {
    form: ItemForm,
    section: String,
    problem: Option<String>,
}

/// The form.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let kind = if words::KINDS.contains(&wanted.soort.as_str()) {
        wanted.soort
    } else {
        "single".to_owned()
    };
    let filled = (code == NEW).then(|| Filled {
        form: ItemForm::new(&kind),
        section: wanted.deel,
        problem: None,
    });
    page(&app, &who, (&slug, &code), filled).await
}

/// Saves the question; with a problem, the form again as it was typed.
pub(crate) async fn save(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    sent: Posted,
) -> Response {
    let mut filled = Filled {
        form: ItemForm::sent(&sent),
        section: sent.get("deel").to_owned(),
        problem: None,
    };
    let pressed = sent.get("doe").to_owned();
    if pressed == "soort" {
        sent.get("soort_nieuw").clone_into(&mut filled.form.kind);
        filled.form.complete();
        return page(&app, &who, (&slug, &code), Some(filled)).await;
    }
    if let Some(line) = pressed.strip_prefix("omhoog.") {
        filled.form.lift(line.parse().unwrap_or_default());
    }
    let stays = pressed != "bewaar" && !pressed.is_empty();
    let edit = match edit(&app, &who, (&slug, &code), &filled).await {
        Ok(Ok(edit)) => edit,
        Ok(Err(problem)) => {
            filled.problem = Some(problem);
            filled.form.complete();
            let page = page(&app, &who, (&slug, &code), Some(filled)).await;
            return problem_page(StatusCode::UNPROCESSABLE_ENTITY, page);
        }
        Err(error) => return who.refuse(error),
    };
    match edit_draft(&app, &who.actor, &slug, seen(&sent), edit).await {
        Ok(code) if stays => to(&slug, &format!("/vragen/{code}#regels")),
        Ok(code) => to(&slug, &format!("#vraag-{code}")),
        Err(EditError::App(error)) => who.refuse(error),
        Err(error) => {
            filled.problem = Some(words::edit_error(&error, who.locale.lang));
            filled.form.complete();
            again(&error, page(&app, &who, (&slug, &code), Some(filled)).await)
        }
    }
}

/// The edit that a form asks for, or what in it cannot be read.
async fn edit(
    app: &App,
    who: &SignedIn,
    (slug, code): (&str, &str),
    filled: &Filled,
) -> Result<Result<Edit, String>, AppError> {
    let open = open_draft(app, &who.actor, slug).await?;
    let mut items = open.instrument.items();
    let before = items.find(|(_, item)| item.code == code);
    let before = before.map(|(_, item)| item);
    let item = filled.form.item(before, &open.instrument, who.locale.lang);
    Ok(item.map(|item| {
        let item = Box::new(item);
        if code == NEW {
            let section = filled.section.clone();
            Edit::AddItem { section, item }
        } else {
            Edit::ChangeItem {
                code: code.to_owned(),
                item,
                typo: filled.form.typo,
            }
        }
    }))
}

async fn page(
    app: &App,
    who: &SignedIn,
    (slug, code): (&str, &str),
    filled: Option<Filled>,
) -> Response {
    let lang = who.locale.lang;
    let CommentRound { open, comments, .. } = match comment_round(app, &who.actor, slug).await {
        Ok(round) => round,
        Err(error) => return who.refuse(error),
    };
    let draft = &open.instrument;
    let mut items = draft.items();
    let found = items.find(|(_, item)| item.code == code);
    if found.is_none() && filled.is_none() {
        return who.refuse(AppError::NotFound);
    }
    let item: Option<&Item> = found.map(|(_, item)| item);
    let place = found.map_or(draft.sections.len().saturating_sub(1), |(place, _)| place);
    let stored = || Filled {
        form: item.map_or_else(|| ItemForm::new("single"), ItemForm::of),
        section: String::new(),
        problem: None,
    };
    let filled = filled.unwrap_or_else(stored);
    let here = draft.sections.get(place).map(|section| section.id.clone());
    let known = draft
        .sections
        .iter()
        .any(|section| section.id == filled.section);
    let section = if known && item.is_none() {
        filled.section
    } else {
        here.unwrap_or_default()
    };
    let condition = item.and_then(|item| item.show_if.as_ref());
    let kinds = words::KINDS.map(|kind| (kind, words::kind(kind, lang)));
    let sections = draft.sections.iter();
    let versions = open.history();
    let mut history = versions.wordings(code).to_vec();
    history.reverse();
    let known = |item: &Item| {
        let mut questions = item.questions(0).into_iter();
        questions.any(|question| versions.knows(question.code))
    };
    let page = ItemPage {
        page: who.page(match item {
            Some(_) => choose(lang, "Vraag wijzigen", "Change question"),
            None => choose(lang, "Nieuwe vraag", "New question"),
        }),
        head: DraftHead::of(&open, "", lang),
        code: code.to_owned(),
        new: item.is_none(),
        form: filled.form,
        kinds: kinds.to_vec(),
        sections: sections
            .map(|section| (section.id.clone(), section.title.clone()))
            .collect(),
        section,
        condition: condition.map(|found| sentences::condition(draft, found, lang)),
        history,
        frozen_before: item.is_some_and(known),
        comments: comments
            .into_iter()
            .filter(|comment| comment.item == code && comment.decision.is_none())
            .collect(),
        problem: filled.problem,
    };
    render(&page, lang)
}
