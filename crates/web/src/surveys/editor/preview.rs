//! A draft as respondents would see it, and trial answers.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mkbroute_application::App;
use mkbroute_application::surveys::SubmitError;
use mkbroute_application::surveys::editor::{
    OpenDraft, clear_trials, open_draft, trials as list_trials, try_draft,
};
use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::draft::Trial;
use mkbroute_domain::surveys::raw_answer::RawAnswer;
use mkbroute_domain::surveys::response::AnswerProblem;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;
use serde::Deserialize;

use super::head::DraftHead;
use super::{problem_page, to};
use crate::error::render;
use crate::extract::{Path, Posted, Query, SignedIn};
use crate::page::Page;
use crate::surveys::form::{parse, typed};
use crate::surveys::review::shown;
use crate::surveys::view::{PartView, part_view, raw};
use crate::surveys::words::problem as problem_words;

#[derive(Template)]
#[template(path = "surveys/editor/preview.html")]
struct PreviewPage {
    page: Page,
    head: DraftHead,
    phone: bool,
    intro: String,
    thanks: String,
    parts: Vec<PartView>,
    problems: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "surveys/editor/trials.html")]
struct TrialsPage {
    page: Page,
    head: DraftHead,
    lines: Vec<TrialLine>,
}

/// Trial answers, in words.
struct TrialLine {
    revision: u32,
    made_on: chrono::NaiveDate,
    answers: Vec<(String, String)>,
}

/// How wide the preview is.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Width {
    #[serde(default)]
    breedte: String,
}

/// The draft as a respondent sees it.
pub(crate) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Query(width): Query<Width>,
) -> Response {
    match open_draft(&app, &who.actor, &slug).await {
        Ok(open) => {
            let page = preview(&who, &open, &width, &|_| None, &[]);
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// Hands in trial answers; with problems, the preview again as it was filled in.
pub(crate) async fn hand_in(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
    Query(width): Query<Width>,
    sent: Posted,
) -> Response {
    let open = match open_draft(&app, &who.actor, &slug).await {
        Ok(open) => open,
        Err(error) => return who.refuse(error),
    };
    let given = typed(sent.0);
    let mut answers = Answers::new();
    let mut found: Vec<(String, AnswerProblem)> = Vec::new();
    for number in 1..=open.instrument.sections.len() {
        let (part, problems) = parse(&open.instrument, number, &given, &answers);
        answers.extend(part);
        found.extend(problems.iter().cloned());
    }
    if found.is_empty() {
        match try_draft(&app, &who.actor, &slug, answers).await {
            Ok(()) => return to(&slug, "/proef"),
            Err(SubmitError::App(error)) => return who.refuse(error),
            Err(SubmitError::Problems(problems)) => found.extend(problems.iter().cloned()),
        }
    }
    let filled = |code: &str| given.get(code).cloned();
    let page = preview(&who, &open, &width, &filled, &found);
    let page = render(&page, who.locale.lang);
    problem_page(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// The trial answers of a draft.
pub(crate) async fn trials(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    let lang = who.locale.lang;
    let found = match open_draft(&app, &who.actor, &slug).await {
        Ok(open) => list_trials(&app, &who.actor, &slug)
            .await
            .map(|trials| (open, trials)),
        Err(error) => Err(error),
    };
    match found {
        Ok((open, trials)) => {
            let page = TrialsPage {
                page: who.page(choose(lang, "Proefantwoorden", "Trial answers")),
                head: DraftHead::of(&open, "/voorbeeld", lang),
                lines: trials
                    .iter()
                    .map(|trial| line(&open, trial, lang))
                    .collect(),
            };
            render(&page, lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// Deletes every trial answer.
pub(crate) async fn clear(
    State(app): State<App>,
    who: SignedIn,
    Path(slug): Path<String>,
) -> Response {
    match clear_trials(&app, &who.actor, &slug).await {
        Ok(()) => to(&slug, "/proef"),
        Err(error) => who.refuse(error),
    }
}

fn preview(
    who: &SignedIn,
    open: &OpenDraft,
    width: &Width,
    filled: &dyn Fn(&str) -> Option<RawAnswer>,
    problems: &[(String, AnswerProblem)],
) -> PreviewPage {
    let lang = who.locale.lang;
    let draft = &open.instrument;
    let parts = 0..draft.sections.len();
    let told = |(code, found): &(String, AnswerProblem)| {
        let question = draft.question(code);
        let words = problem_words(found, draft.group.address(), lang);
        match question {
            Some(question) => (
                code.clone(),
                format!("{}: {words}", question.text.get(lang)),
            ),
            None => (String::new(), words),
        }
    };
    PreviewPage {
        page: who.page(choose(lang, "Voorbeeld", "Preview")),
        head: DraftHead::of(open, "/voorbeeld", lang),
        phone: width.breedte != "bureau",
        intro: draft.intro.get(lang).to_owned(),
        thanks: draft.thanks.get(lang).to_owned(),
        parts: parts
            .map(|section| part_view(draft, section, lang, filled, problems))
            .collect(),
        problems: problems.iter().map(told).collect(),
    }
}

fn line(open: &OpenDraft, trial: &Trial, lang: Lang) -> TrialLine {
    let filled = |code: &str| trial.answers.get(code).map(raw);
    let parts = (0..open.instrument.sections.len())
        .map(|section| part_view(&open.instrument, section, lang, &filled, &[]));
    let questions = parts.flat_map(|part| part.questions);
    let answered = questions.filter(|question| trial.answers.contains_key(&question.code));
    TrialLine {
        revision: trial.revision,
        made_on: trial.made_at.date_naive(),
        answers: answered
            .map(|question| (question.text.clone(), shown(&question, lang)))
            .collect(),
    }
}
