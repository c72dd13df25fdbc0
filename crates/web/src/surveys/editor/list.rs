//! Every questionnaire with its versions and drafts, and starting a new one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::AppError;
use mkbroute_application::surveys::editor::{
    QuestionnaireFilter, QuestionnaireLine, QuestionnaireState, Start, StartError,
    list_questionnaires, may_edit, start_draft,
};
use mkbroute_domain::surveys::instrument::RespondentGroup;
use mkbroute_domain::text::Text;
use mkbroute_report::words::{capital, choose, group};

use super::{problem_page, to, words};
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::page::Page;
use crate::surveys::filter::{Asked, FilterView, Named};

#[derive(Template)]
#[template(path = "surveys/editor/list.html")]
struct ListPage {
    page: Page,
    lines: Vec<QuestionnaireLine>,
    filter: FilterView,
}

/// The states of a questionnaire in addresses and in words.
const STATES: [Named<QuestionnaireState>; 4] = [
    (
        QuestionnaireState::Draft,
        "concept",
        "met een concept",
        "with a draft",
    ),
    (
        QuestionnaireState::CommentRound,
        "commentaar",
        "met een open commentaarronde",
        "with an open comment round",
    ),
    (
        QuestionnaireState::Used,
        "gebruikt",
        "gebruikt in een meting",
        "used in a measurement",
    ),
    (
        QuestionnaireState::Unused,
        "ongebruikt",
        "nog niet gebruikt",
        "not used yet",
    ),
];

#[derive(Template)]
#[template(path = "surveys/editor/new.html")]
struct NewPage {
    page: Page,
    title: Text,
    group: String,
    file: String,
    groups: Vec<(&'static str, String)>,
    /// Where in the file, if it is about the file, and what.
    problems: Vec<(String, String)>,
}

/// The list.
pub(crate) async fn list(
    State(app): State<App>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Response {
    let lang = who.locale.lang;
    let wanted = QuestionnaireFilter {
        search: asked.zoek.clone(),
        state: asked.state(&STATES),
    };
    match list_questionnaires(&app, &who.actor, &wanted).await {
        Ok(lines) => {
            let page = ListPage {
                page: who.page(choose(lang, "Vragenlijsten", "Questionnaires")),
                lines,
                filter: FilterView::of("/vragenlijsten", &asked, &STATES, lang),
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The form of a new questionnaire.
pub(crate) async fn new(who: SignedIn) -> Response {
    if may_edit(&who.actor) {
        new_page(&who, Text::default(), "students", "", Vec::new())
    } else {
        who.refuse(AppError::Forbidden)
    }
}

/// Starts an empty draft, or one from a file that was pasted.
pub(crate) async fn start(State(app): State<App>, who: SignedIn, sent: Posted) -> Response {
    let (title, chosen) = (sent.text("titel"), sent.get("groep"));
    let file = sent.get("bestand").replace("\r\n", "\n");
    let start = if file.trim().is_empty() {
        Start::Empty {
            title: title.clone(),
            group: RespondentGroup::from_code(chosen).unwrap_or(RespondentGroup::Students),
        }
    } else {
        Start::File(file.clone())
    };
    let lang = who.locale.lang;
    let problems = match start_draft(&app, &who.actor, start).await {
        Ok(slug) => return to(&slug, ""),
        Err(StartError::App(error)) => return who.refuse(error),
        Err(StartError::NoTitle) => {
            let problem = choose(
                lang,
                "Vul een Nederlandse titel in.",
                "Fill in a Dutch title.",
            );
            vec![(String::new(), problem.to_owned())]
        }
        Err(StartError::OtherGroup(other)) => vec![words::other_group(&other, lang)],
        Err(StartError::File(problems)) => super::file::listed(&problems, lang),
    };
    let page = new_page(&who, title, chosen, &file, problems);
    problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// Starts a draft of the next version.
pub(crate) async fn start_from(
    State(app): State<App>,
    who: SignedIn,
    Path((id, version)): Path<(String, u32)>,
) -> Response {
    match start_draft(&app, &who.actor, Start::Version { id, version }).await {
        Ok(slug) => to(&slug, ""),
        Err(StartError::App(error)) => who.refuse(error),
        Err(_) => who.refuse(AppError::NotFound),
    }
}

fn new_page(
    who: &SignedIn,
    title: Text,
    chosen: &str,
    file: &str,
    problems: Vec<(String, String)>,
) -> Response {
    let lang = who.locale.lang;
    let named = |found: RespondentGroup| (found.code(), capital(group(found, lang)));
    let page = NewPage {
        page: who.page(choose(lang, "Nieuwe vragenlijst", "New questionnaire")),
        title,
        group: chosen.to_owned(),
        file: file.to_owned(),
        groups: RespondentGroup::ALL.map(named).to_vec(),
        problems,
    };
    render(&page, lang)
}

impl ListPage {
    fn group(&self, line: &QuestionnaireLine) -> &'static str {
        group(line.group, self.page.lang)
    }

    /// The measurements that use a version, in words.
    fn used(&self, waves: &[Text]) -> String {
        let titles: Vec<&str> = waves.iter().map(|title| self.page.text(title)).collect();
        titles.join(", ")
    }
}

impl Page {
    /// What was done to a draft.
    pub(crate) fn edit(&self, name: &str) -> &'static str {
        words::edit(name, self.lang)
    }
}
