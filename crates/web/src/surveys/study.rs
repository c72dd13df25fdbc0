//! The study: its questions, what answers them, and changing both.

mod form;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::accounts::policy::{Action, may_everywhere};
use mkbroute_application::insights::{WaveCoverage, study_coverage};
use mkbroute_application::surveys::{
    ChangeStudyError, StudyChange, change_study, known_instruments, study,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::surveys::study::{OtherSource, QuestionProblem, Study, StudyQuestion};
use mkbroute_report::words::choose;

use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::page::Page;
use form::{Fields, QuestionForm};

/// The code in the address of a question that is not there yet.
const NEW: &str = "nieuw";

#[derive(Template)]
#[template(path = "surveys/study.html")]
struct StudyPage {
    page: Page,
    study: Study,
    waves: Vec<WaveCoverage>,
    may_change: bool,
}

#[derive(Template)]
#[template(path = "surveys/study_question.html")]
struct QuestionPage {
    page: Page,
    /// Code in the address.
    code: String,
    form: QuestionForm,
    problem: Option<&'static str>,
    /// Which field the problem is about.
    wrong: [bool; 2],
}

/// The questions of the study and the measurements that answer them.
pub(crate) async fn show(State(app): State<App>, who: SignedIn) -> Response {
    let found = match study(&app, &who.actor).await {
        Ok(study) => study_coverage(&app, &who.actor)
            .await
            .map(|waves| (study, waves)),
        Err(error) => Err(error),
    };
    match found {
        Ok((study, waves)) => {
            let page = StudyPage {
                page: who.page(choose(
                    who.locale.lang,
                    "Wat wij willen weten",
                    "What we want to know",
                )),
                study,
                waves,
                may_change: may_everywhere(&who.actor, Action::ChangeStudy),
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The form to change a question, or to add one.
pub(crate) async fn edit(
    State(app): State<App>,
    who: SignedIn,
    Path(code): Path<String>,
) -> Response {
    let study = match study(&app, &who.actor).await {
        Ok(study) => study,
        Err(error) => return who.refuse(error),
    };
    let question = match study.question(&code) {
        Some(found) => found.clone(),
        None if code == NEW => StudyQuestion {
            code: String::new(),
            text: mkbroute_domain::text::Text::default(),
            items: Vec::new(),
            elsewhere: Vec::new(),
        },
        None => return who.refuse(AppError::NotFound),
    };
    question_page(&app, &who, code, (question, study.revision), None).await
}

/// Keeps a question; with a problem, the form again as it was typed.
pub(crate) async fn save(
    State(app): State<App>,
    who: SignedIn,
    Path(code): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    let (mut question, revision) = form::read(fields);
    if code != NEW {
        question.code.clone_from(&code);
    }
    let change = StudyChange::Put(question.clone());
    match change_study(&app, &who.actor, revision, change).await {
        Ok(()) => Redirect::to("/onderzoek").into_response(),
        Err(ChangeStudyError::App(error)) => who.refuse(error),
        Err(problem) => {
            let page = question_page(&app, &who, code, (question, revision), Some(problem)).await;
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}

/// Takes a question out of the study.
pub(crate) async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path(code): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    let (_, revision) = form::read(fields);
    let change = StudyChange::Remove(code.clone());
    match change_study(&app, &who.actor, revision, change).await {
        Ok(()) => Redirect::to("/onderzoek").into_response(),
        Err(ChangeStudyError::App(error)) => who.refuse(error),
        // The page is read again as it is now, so that the next try meets nobody's change.
        Err(_) => Redirect::to(&format!("/onderzoek/vragen/{code}")).into_response(),
    }
}

async fn question_page(
    app: &App,
    who: &SignedIn,
    code: String,
    (question, revision): (StudyQuestion, u32),
    problem: Option<ChangeStudyError>,
) -> Response {
    let lang = who.locale.lang;
    let instruments = match known_instruments(app, &who.actor).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let title = if code == NEW {
        choose(lang, "Vraag toevoegen", "Add a question")
    } else {
        choose(lang, "Vraag wijzigen", "Change a question")
    };
    let no_text = matches!(
        problem,
        Some(ChangeStudyError::Question(QuestionProblem::NoText))
    );
    let page = who.page(title);
    let page = QuestionPage {
        wrong: [&question.text.nl, &question.text.en].map(|text| no_text && text.is_empty()),
        form: form::show(&question, revision, &instruments, lang),
        problem: problem.map(|problem| words(&problem, &page)),
        page,
        code,
    };
    render(&page, lang)
}

fn words(problem: &ChangeStudyError, page: &Page) -> &'static str {
    match problem {
        ChangeStudyError::Question(QuestionProblem::NoText) => page.t(
            "Schrijf de vraag in het Nederlands en in het Engels.",
            "Write the question in Dutch and in English.",
        ),
        ChangeStudyError::Question(QuestionProblem::TooLong) => page.t(
            "Een tekst is te lang. Gebruik hoogstens 300 tekens.",
            "A text is too long. Use at most 300 characters.",
        ),
        ChangeStudyError::ChangedMeanwhile => page.t(
            "Iemand anders heeft de vragen intussen gewijzigd. Bewaar je tekst en open deze pagina opnieuw.",
            "Somebody else changed the questions meanwhile. Keep your text and open this page again.",
        ),
        ChangeStudyError::App(_) => page.t("Dat lukte nu niet.", "That did not work now."),
    }
}

impl Page {
    /// A source outside the questionnaires in words.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    pub(crate) fn source(&self, source: &OtherSource) -> &'static str {
        match source {
            OtherSource::Interviews => self.t("Interviews", "Interviews"),
            OtherSource::FocusGroup => self.t("Groepsgesprek", "Focus group"),
            OtherSource::RunningSystem => {
                self.t("Gegevens in dit programma", "Data in this program")
            }
            OtherSource::OtherResearch => self.t("Ander onderzoek", "Other research"),
        }
    }
}
