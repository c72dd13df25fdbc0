//! For whom a question is: built from menus, shown as a sentence.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mkbroute_application::surveys::editor::{EditError, OpenDraft, edit_draft, open_draft};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::instrument::Item;
use mkbroute_domain::surveys::instrument::edit::Edit;
use mkbroute_report::words::choose;

use super::head::DraftHead;
use super::route_form::{LineProblem, LineView, RouteForm, RouteLine};
use super::{again, problem_page, seen, to, words};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::page::Page;
use crate::surveys::words as sentences;

#[derive(Template)]
#[template(path = "surveys/editor/route.html")]
struct RoutePage {
    page: Page,
    head: DraftHead,
    code: String,
    text: String,
    /// The condition that counts now, as a sentence.
    sentence: Option<String>,
    /// Whether menus can say the condition that counts now.
    sayable: bool,
    any: bool,
    lines: Vec<LineView>,
    /// Code and words of every earlier question.
    earlier: Vec<(String, String)>,
    problem: Option<String>,
}

/// The menus.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
) -> Response {
    page(&app, &who, (&slug, &code), None, None).await
}

/// Adds or takes away a line, or saves the condition.
pub(crate) async fn save(
    State(app): State<App>,
    who: SignedIn,
    Path((slug, code)): Path<(String, String)>,
    sent: Posted,
) -> Response {
    let mut route = RouteForm::sent(&sent);
    let pressed = sent.get("doe");
    if let Some(line) = pressed.strip_prefix("weg.") {
        let line = line.parse().unwrap_or(usize::MAX);
        if line < route.lines.len() {
            route.lines.remove(line);
        }
        return page(&app, &who, (&slug, &code), Some(route), None).await;
    }
    if pressed == "toevoegen" {
        let open = match open_draft(&app, &who.actor, &slug).await {
            Ok(open) => open,
            Err(error) => return who.refuse(error),
        };
        let wanted = open.instrument.question(sent.get("erbij"));
        let line = wanted.map(|question| RouteLine::about(&question));
        route.lines.extend(line);
        return page(&app, &who, (&slug, &code), Some(route), None).await;
    }
    let condition = match route.condition() {
        Ok(condition) => condition,
        Err(problem) => {
            let problem = Some(Refused::Line(problem));
            let page = page(&app, &who, (&slug, &code), Some(route), problem).await;
            return problem_page(StatusCode::UNPROCESSABLE_ENTITY, page);
        }
    };
    let edit = Edit::Route {
        code: code.clone(),
        condition,
    };
    match edit_draft(&app, &who.actor, &slug, seen(&sent), edit).await {
        Ok(code) => to(&slug, &format!("#vraag-{code}")),
        Err(EditError::App(error)) => who.refuse(error),
        Err(error) => {
            let words = words::edit_error(&error, who.locale.lang);
            let problem = Some(Refused::Whole(words));
            let page = page(&app, &who, (&slug, &code), Some(route), problem).await;
            again(&error, page)
        }
    }
}

/// Why a condition was not saved.
enum Refused {
    Line((usize, LineProblem)),
    Whole(String),
}

async fn page(
    app: &App,
    who: &SignedIn,
    (slug, code): (&str, &str),
    typed: Option<RouteForm>,
    refused: Option<Refused>,
) -> Response {
    let lang = who.locale.lang;
    let open = match open_draft(app, &who.actor, slug).await {
        Ok(open) => open,
        Err(error) => return who.refuse(error),
    };
    let draft = &open.instrument;
    let mut items = draft.items();
    let Some((_, item)) = items.find(|(_, item)| item.code == code) else {
        return who.refuse(AppError::NotFound);
    };
    let stored = item.show_if.as_ref();
    let said = stored.map_or_else(|| Some(RouteForm::default()), RouteForm::of);
    let sayable = said.is_some();
    let route = typed.or(said).unwrap_or_default();
    let (at_line, whole) = match refused {
        Some(Refused::Line(line)) => (Some(line), None),
        Some(Refused::Whole(words)) => (None, Some(words)),
        None => (None, None),
    };
    let lines = route.lines.iter().enumerate().map(|(index, line)| {
        let problem = at_line.filter(|(line, _)| *line == index);
        line.view(draft, problem.map(|(_, problem)| problem), lang)
    });
    let page = RoutePage {
        page: who.page(choose(
            lang,
            "Voor wie is deze vraag?",
            "Who is asked this?",
        )),
        head: DraftHead::of(&open, "", lang),
        code: code.to_owned(),
        text: item.text.get(lang).to_owned(),
        sentence: stored.map(|found| sentences::condition(draft, found, lang)),
        sayable,
        any: route.any,
        lines: lines.collect(),
        earlier: earlier(&open, item, who),
        problem: whole.or_else(|| at_line.map(|(_, problem)| problem.words(lang).to_owned())),
    };
    render(&page, lang)
}

/// Questions before an item, of which the answers can be compared.
fn earlier(open: &OpenDraft, item: &Item, who: &SignedIn) -> Vec<(String, String)> {
    let before = open.instrument.items().map(|(_, before)| before);
    let before = before.take_while(|before| before.code != item.code);
    let asked = before.filter(|before| before.coded_from.is_none());
    asked
        .flat_map(|before| before.questions(0))
        .map(|question| {
            let words = question.text.get(who.locale.lang).to_owned();
            (question.code.to_owned(), words)
        })
        .collect()
}
