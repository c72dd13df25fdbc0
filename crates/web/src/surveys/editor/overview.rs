//! A draft at a glance: its pages and questions, its problems, undo and redo.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mkbroute_application::surveys::editor::{
    CommentRound, EditError, RevisionLine, Step, comment_round, edit_draft, may_edit, open_draft,
    revisions, step,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::draft::Comment;
use mkbroute_domain::surveys::instrument::edit::{Direction, Edit};
use mkbroute_domain::surveys::instrument::{Instrument, Item, ItemKind, Section};
use mkbroute_domain::text::{Lang, Text};
use mkbroute_report::labels::Labels;
use mkbroute_report::words::choose;

use super::head::DraftHead;
use super::{at, problem_page, seen, to, words};
use crate::error::{WebError, render};
use crate::extract::{Path, Posted, SignedIn};
use crate::page::Page;
use crate::surveys::words as sentences;

#[derive(Template)]
#[template(path = "surveys/editor/overview.html")]
struct OverviewPage {
    page: Page,
    head: DraftHead,
    intro: Text,
    sections: Vec<SectionLine>,
    problems: Vec<(String, String)>,
    /// Pages that could have a better size: the id and what to do.
    advice: Vec<(String, String)>,
    notice: Option<String>,
}

struct SectionLine {
    id: String,
    title: Text,
    items: Vec<ItemLine>,
    first: bool,
    last: bool,
}

struct ItemLine {
    code: String,
    text: Text,
    kind: &'static str,
    /// Answers to choose from, or statements.
    parts: Vec<String>,
    condition: Option<String>,
    /// Comments that wait for a decision.
    comments: usize,
    coded: bool,
}

#[derive(Template)]
#[template(path = "surveys/editor/history.html")]
struct HistoryPage {
    page: Page,
    head: DraftHead,
    lines: Vec<RevisionLine>,
}

/// The draft.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    overview(&app, &who, &slug, None).await
}

/// Undoes or redoes one step.
pub(crate) async fn take_step(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    let direction = match sent.get("naar") {
        "opnieuw" => Step::Redo,
        _ => Step::Undo,
    };
    match step(&app, &who.actor, &slug, seen(&sent), direction).await {
        Ok(()) => to(&slug, ""),
        Err(error) => told(&app, &who, &slug, error).await,
    }
}

/// Moves or removes a question or a page.
pub(crate) async fn rearrange(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    sent: Posted,
) -> Response {
    if !may_edit(&who.actor) {
        return who.refuse(AppError::Forbidden);
    }
    let Some((edit, anchor)) = arrangement(&sent) else {
        return who.refuse(WebError::Unreadable);
    };
    match edit_draft(&app, &who.actor, &slug, seen(&sent), edit).await {
        Ok(_) => to(&slug, &anchor),
        Err(error) => told(&app, &who, &slug, error).await,
    }
}

/// Every state of the draft, with who made it.
pub(crate) async fn history(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    let lang = who.locale.lang;
    let found = match open_draft(&app, &who.actor, &slug).await {
        Ok(open) => revisions(&app, &who.actor, &slug)
            .await
            .map(|lines| (open, lines)),
        Err(error) => Err(error),
    };
    match found {
        Ok((open, lines)) => {
            let page = HistoryPage {
                page: who.page(choose(lang, "Geschiedenis", "History")),
                head: DraftHead::of(&open, "/geschiedenis", lang),
                lines,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

fn arrangement(sent: &Posted) -> Option<(Edit, String)> {
    let code = sent.get("code").to_owned();
    let direction = match sent.get("waarheen") {
        "omhoog" => Some(Direction::Up),
        "omlaag" => Some(Direction::Down),
        _ => None,
    };
    let item = format!("#vraag-{code}");
    let section = format!("#deel-{code}");
    Some(match (sent.get("wat"), sent.get("waarheen"), direction) {
        ("vraag", _, Some(to)) => (Edit::MoveItem { code, to }, item),
        ("vraag", "pagina", _) => {
            let section = sent.get("deel").to_owned();
            (Edit::PlaceItem { code, section }, item)
        }
        ("vraag", "weg", _) => (Edit::RemoveItem { code }, String::new()),
        ("deel", _, Some(to)) => (Edit::MoveSection { id: code, to }, section),
        ("deel", "weg", _) => (Edit::RemoveSection { id: code }, String::new()),
        _ => return None,
    })
}

/// The draft as it is now, with why nothing was done.
async fn told(app: &App, who: &SignedIn, slug: &str, error: EditError) -> Response {
    let lang = who.locale.lang;
    let (status, notice) = match error {
        EditError::App(error) => return who.refuse(error),
        EditError::Problem(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            words::edit_error(&error, lang),
        ),
        EditError::Frozen => (StatusCode::CONFLICT, words::edit_error(&error, lang)),
        EditError::Overtaken(first) => {
            let nl = "veranderde het concept net vóór jou. Dit is hoe het nu is; er is niets ongedaan gemaakt.";
            let en =
                "changed the draft just before you. This is how it is now; nothing was undone.";
            let notice = format!("{} {}", first.by, choose(lang, nl, en));
            (StatusCode::CONFLICT, notice)
        }
    };
    let page = overview(app, who, slug, Some(notice)).await;
    problem_page(status, page)
}

async fn overview(app: &App, who: &SignedIn, slug: &str, notice: Option<String>) -> Response {
    let lang = who.locale.lang;
    match comment_round(app, &who.actor, slug).await {
        Ok(CommentRound { open, comments, .. }) => {
            let draft = &open.instrument;
            let page = OverviewPage {
                page: who.page(draft.title.get(lang)),
                head: DraftHead::of(&open, "", lang),
                intro: draft.intro.clone(),
                sections: sections(draft, &comments, lang),
                problems: problems(draft, slug, lang),
                advice: words::advice(draft, lang),
                notice,
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

fn sections(draft: &Instrument, comments: &[Comment], lang: Lang) -> Vec<SectionLine> {
    let labels = Labels::of_instrument(draft, &[]);
    let last = draft.sections.len().saturating_sub(1);
    let line = |(index, section): (usize, &Section)| SectionLine {
        id: section.id.clone(),
        title: section.title.clone(),
        items: section
            .items
            .iter()
            .map(|item| line(&labels, item, comments, lang))
            .collect(),
        first: index == 0,
        last: index == last,
    };
    draft.sections.iter().enumerate().map(line).collect()
}

fn line(labels: &Labels, item: &Item, comments: &[Comment], lang: Lang) -> ItemLine {
    let waits = |comment: &&Comment| comment.item == item.code && comment.decision.is_none();
    let condition = item.show_if.as_ref();
    ItemLine {
        code: item.code.clone(),
        text: item.text.clone(),
        kind: words::kind(item.kind.type_name(), lang),
        parts: parts(item, lang),
        condition: condition.map(|found| sentences::sentence(labels, found, lang)),
        comments: comments.iter().filter(waits).count(),
        coded: item.coded_from.is_some(),
    }
}

/// What there is to choose or to judge, in words.
pub(super) fn parts(item: &Item, lang: Lang) -> Vec<String> {
    let words = |text: &Text| text.get(lang).to_owned();
    match &item.kind {
        ItemKind::Single { options, other } | ItemKind::Multiple { options, other } => {
            let options = options.iter().map(|option| &option.text);
            options.chain(other).map(words).collect()
        }
        ItemKind::Matrix { rows, .. } => rows.iter().map(|row| words(&row.text)).collect(),
        _ => Vec::new(),
    }
}

/// What keeps the draft from being frozen, each with the place to mend it.
pub(super) fn problems(draft: &Instrument, slug: &str, lang: Lang) -> Vec<(String, String)> {
    let place = |code: &str| {
        let mut items = draft.items();
        let owner = items.find(|(_, item)| {
            item.code == code || item.questions(0).iter().any(|row| row.code == code)
        });
        if let Some((_, item)) = owner {
            let address = at(slug, &format!("/vragen/{}", item.code));
            return (address, item.text.get(lang).to_owned());
        }
        let mut sections = draft.sections.iter();
        match sections.find(|section| section.id == code) {
            Some(section) => {
                let address = at(slug, &format!("/delen/{}", section.id));
                (address, section.title.get(lang).to_owned())
            }
            None => (
                at(slug, "/teksten"),
                choose(lang, "De vragenlijst", "The questionnaire").to_owned(),
            ),
        }
    };
    let problems = draft.problems();
    problems
        .iter()
        .map(|found| {
            let (address, name) = place(found.item.as_deref().unwrap_or_default());
            let what = words::problem(&found.kind, lang);
            (address, format!("{name}: {what}"))
        })
        .collect()
}
