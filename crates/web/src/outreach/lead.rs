//! One company on its way to a pathway.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::outreach::{
    LeadError, LeadSheet, change_lead, converse as keep_conversation, lead_sheet, move_lead,
    remove_conversation as forget_conversation, take_back_step,
};
use mkbroute_application::{App, AppError};
use mkbroute_domain::ids::LeadId;
use uuid::Uuid;

use super::lead_form::{DataForm, SaidForm, StepForm, Wrong, problem};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::again;
use crate::page::Page;

/// Which of the forms was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Step,
    Said,
    Data,
    /// A button that takes something back.
    Back,
}

#[derive(Template)]
#[template(path = "outreach/lead.html")]
struct LeadPage {
    page: Page,
    sheet: LeadSheet,
    step: StepForm,
    said: SaidForm,
    data: DataForm,
    wrong: Option<Wrong>,
}

impl LeadPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let found = self.wrong.as_ref().filter(|(wrong, _)| *wrong == field);
        found.map(|(_, words)| words.as_str())
    }
}

/// The place of a company in an address.
type At = (String, Uuid);

/// The company.
pub(crate) async fn show(State(app): State<App>, who: SignedIn, Path(at): Path<At>) -> Response {
    shown(&app, &who, &at, None).await
}

/// Brings the company into another stage.
pub(crate) async fn step(
    State(app): State<App>,
    who: SignedIn,
    Path(at): Path<At>,
    typed: Posted,
) -> Response {
    let done = match StepForm::read(&typed, &who.page("")) {
        Ok(step) => {
            let (of, revision) = (place(&at), revision(&typed));
            move_lead(&app, &who.actor, of, revision, step)
                .await
                .map_err(Err)
        }
        Err(wrong) => Err(Ok(wrong)),
    };
    answer(&app, &who, &at, (Sent::Step, &typed), done).await
}

/// Keeps what was said.
pub(crate) async fn converse(
    State(app): State<App>,
    who: SignedIn,
    Path(at): Path<At>,
    typed: Posted,
) -> Response {
    let done = match SaidForm::read(&typed, who.actor.person.id, &who.page("")) {
        Ok(said) => {
            let (of, revision) = (place(&at), revision(&typed));
            keep_conversation(&app, &who.actor, of, revision, said)
                .await
                .map_err(Err)
        }
        Err(wrong) => Err(Ok(wrong)),
    };
    answer(&app, &who, &at, (Sent::Said, &typed), done).await
}

/// Takes back the last step.
pub(crate) async fn take_back(
    State(app): State<App>,
    who: SignedIn,
    Path(at): Path<At>,
    typed: Posted,
) -> Response {
    let done = take_back_step(&app, &who.actor, place(&at), revision(&typed)).await;
    answer(&app, &who, &at, (Sent::Back, &typed), done.map_err(Err)).await
}

/// Takes off what was said.
pub(crate) async fn remove_conversation(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, lead, conversation)): Path<(String, Uuid, Uuid)>,
    typed: Posted,
) -> Response {
    let at = (pathway, lead);
    let (of, revision) = (place(&at), revision(&typed));
    let done = forget_conversation(&app, &who.actor, of, revision, conversation).await;
    answer(&app, &who, &at, (Sent::Back, &typed), done.map_err(Err)).await
}

/// Changes what is kept of the company.
pub(crate) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(at): Path<At>,
    typed: Posted,
) -> Response {
    let done = match DataForm::read(&typed, &who.page("")) {
        Ok(change) => {
            let (of, revision) = (place(&at), revision(&typed));
            change_lead(&app, &who.actor, of, revision, change)
                .await
                .map_err(Err)
        }
        Err(wrong) => Err(Ok(wrong)),
    };
    answer(&app, &who, &at, (Sent::Data, &typed), done).await
}

fn place(at: &At) -> (&str, LeadId) {
    (&at.0, LeadId(at.1))
}

fn revision(typed: &Posted) -> u32 {
    typed.get("revisie").parse().unwrap_or(0)
}

/// The company again: anew where it was kept, with what was typed and what is wrong where not.
async fn answer(
    app: &App,
    who: &SignedIn,
    at: &At,
    sent: (Sent, &Posted),
    done: Result<(), Result<Wrong, LeadError>>,
) -> Response {
    let wrong = match done {
        Ok(()) => {
            let address = format!("/routes/{}/bedrijven/{}", at.0, at.1);
            return Redirect::to(&address).into_response();
        }
        Err(Ok(wrong)) => wrong,
        Err(Err(error)) => match problem(&error, &who.page("")) {
            Some(wrong) => wrong,
            None => return who.refuse(refused(error)),
        },
    };
    again(shown(app, who, at, Some((sent, wrong))).await)
}

fn refused(error: LeadError) -> AppError {
    match error {
        LeadError::App(error) => error,
        _ => AppError::NotFound,
    }
}

async fn shown(
    app: &App,
    who: &SignedIn,
    at: &At,
    failed: Option<((Sent, &Posted), Wrong)>,
) -> Response {
    let (slug, id) = place(at);
    let sheet = match lead_sheet(app, &who.actor, slug, id).await {
        Ok(sheet) => sheet,
        Err(error) => return who.refuse(error),
    };
    let page = who.page(&sheet.company.name);
    let today = app.now().date_naive();
    let (typed, wrong) = failed.unzip();
    let of = |form| {
        typed
            .filter(|(sent, _)| *sent == form)
            .map(|(_, typed)| typed)
    };
    let lead = &sheet.kept.lead;
    let shown = LeadPage {
        step: StepForm::of(lead, of(Sent::Step), today, &page),
        said: SaidForm::of(of(Sent::Said), today, &page),
        data: DataForm::of(&sheet, of(Sent::Data), &page),
        wrong,
        sheet,
        page,
    };
    render(&shown, who.locale.lang)
}
