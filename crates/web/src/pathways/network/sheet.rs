//! One meeting, and whether a coordinator comes.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::pathways::{MeetingError, MeetingSheet, answer_meeting, meeting_sheet};
use mkbroute_domain::ids::MeetingId;
use serde::Deserialize;
use uuid::Uuid;

use super::words::{Wrong, wrong};
use crate::error::render;
use crate::extract::{Form, Path, SignedIn};
use crate::forms::again;
use crate::page::Page;

/// An answer as sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    kom: String,
}

#[derive(Template)]
#[template(path = "pathways/meeting.html")]
struct SheetPage {
    page: Page,
    sheet: MeetingSheet,
    /// The names of the pathways for which who looks answers.
    own: Vec<String>,
    /// Pathways that come, before the meeting, and came, after it.
    coming: usize,
    came: usize,
    wrong: Option<Wrong>,
}

/// The meeting.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(meeting): Path<Uuid>,
) -> Response {
    page(&app, &who, MeetingId(meeting), None).await
}

/// Says whether a coordinator comes.
pub(super) async fn answer(
    State(app): State<App>,
    who: SignedIn,
    Path(meeting): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Response {
    let id = MeetingId(meeting);
    let comes = match typed.kom.as_str() {
        "ja" => true,
        "nee" => false,
        _ => {
            let words = who
                .page("")
                .t("Kies ja of nee.", "Choose yes or no.")
                .to_owned();
            return again(page(&app, &who, id, Some(("kom".to_owned(), words))).await);
        }
    };
    match answer_meeting(&app, &who.actor, id, comes).await {
        Ok(()) => Redirect::to(&format!("/leernetwerk/{meeting}")).into_response(),
        Err(MeetingError::App(error)) => who.refuse(error),
        Err(error) => {
            let problem = wrong(&error, &who.page(""));
            again(page(&app, &who, id, Some(problem)).await)
        }
    }
}

async fn page(app: &App, who: &SignedIn, id: MeetingId, wrong: Option<Wrong>) -> Response {
    let sheet = match meeting_sheet(app, &who.actor, id).await {
        Ok(sheet) => sheet,
        Err(error) => return who.refuse(error),
    };
    let page = who.page(&sheet.kept.meeting.title);
    let own = sheet.own.iter().map(|pathway| page.text(&pathway.name));
    let shown = SheetPage {
        own: own.map(str::to_owned).collect(),
        coming: sheet.pathways.iter().filter(|found| found.comes).count(),
        came: sheet.pathways.iter().filter(|found| found.attended).count(),
        wrong,
        sheet,
        page,
    };
    render(&shown, who.locale.lang)
}
