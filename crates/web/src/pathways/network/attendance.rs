//! The programme notes who came to a meeting.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::AppError;
use mkbroute_application::pathways::{
    Attendance, InvitedPathway, MeetingError, MeetingSheet, meeting_sheet, note_attendance,
};
use mkbroute_domain::ids::{MeetingId, PathwayId, PersonId};
use uuid::Uuid;

use super::words::{Wrong, wrong};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::again;
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/meeting_attendance.html")]
struct AttendancePage {
    page: Page,
    sheet: MeetingSheet,
    /// Each pathway with who may be ticked: value, words, and whether they are.
    rows: Vec<(String, Vec<Tick>)>,
    wrong: Option<Wrong>,
}

struct Tick {
    name: &'static str,
    value: String,
    words: String,
    is_on: bool,
}

/// The form to note who came.
pub(super) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(meeting): Path<Uuid>,
) -> Response {
    shown(&app, &who, MeetingId(meeting), None).await
}

/// Notes who came.
pub(super) async fn note(
    State(app): State<App>,
    who: SignedIn,
    Path(meeting): Path<Uuid>,
    typed: Posted,
) -> Response {
    let id = MeetingId(meeting);
    let known = typed.get("revisie").parse().unwrap_or(0);
    match note_attendance(&app, &who.actor, (id, known), &read(&typed)).await {
        Ok(()) => Redirect::to(&format!("/leernetwerk/{meeting}")).into_response(),
        Err(MeetingError::App(error)) => who.refuse(error),
        Err(error) => {
            let wrong = wrong(&error, &who.page(""));
            again(shown(&app, &who, id, Some((&typed, wrong))).await)
        }
    }
}

/// Who is ticked; what no form of ours sends falls away.
fn read(typed: &Posted) -> Attendance {
    let pair = |value: &str| {
        let (pathway, person) = value.split_once('.')?;
        let pathway = PathwayId(pathway.parse().ok()?);
        Some((pathway, PersonId(person.parse().ok()?)))
    };
    Attendance {
        people: typed.all("was").filter_map(pair).collect(),
        others: typed
            .all("anders")
            .filter_map(|value| value.parse().ok().map(PathwayId))
            .collect(),
    }
}

async fn shown(
    app: &App,
    who: &SignedIn,
    id: MeetingId,
    failed: Option<(&Posted, Wrong)>,
) -> Response {
    let sheet = match meeting_sheet(app, &who.actor, id).await {
        Ok(sheet) if sheet.may_run => sheet,
        Ok(_) => return who.refuse(AppError::Forbidden),
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = page.t("Wie was er?", "Who was there?");
    let page = who.page(&format!("{title} {}", sheet.kept.meeting.title));
    let (typed, wrong) = failed.unzip();
    let rows = sheet.pathways.iter().map(|invited| {
        let name = page.text(&invited.pathway.name).to_owned();
        (name, ticks(invited, typed, &page))
    });
    let shown = AttendancePage {
        rows: rows.collect(),
        wrong,
        sheet,
        page,
    };
    render(&shown, who.locale.lang)
}

/// Who may be ticked at a pathway: those who are known there, and somebody else.
fn ticks(invited: &InvitedPathway, typed: Option<&Posted>, page: &Page) -> Vec<Tick> {
    let tick = |name: &'static str, value: String, words: String, kept: bool| Tick {
        is_on: typed.map_or(kept, |typed| typed.all(name).any(|sent| sent == value)),
        name,
        value,
        words,
    };
    let people = invited.people.iter().map(|person| {
        let said = match person.comes {
            Some(true) => page.t("zou komen", "would come"),
            Some(false) => page.t("zou niet komen", "would not come"),
            None => page.t("antwoordde niet", "did not answer"),
        };
        let words = format!("{} ({said})", person.name);
        let value = format!("{}.{}", invited.pathway.id, person.id);
        tick("was", value, words, person.attended)
    });
    let other = page.t(
        "iemand anders van deze route",
        "somebody else of this pathway",
    );
    let other = tick(
        "anders",
        invited.pathway.id.to_string(),
        other.to_owned(),
        invited.other_attended(),
    );
    people.chain([other]).collect()
}
