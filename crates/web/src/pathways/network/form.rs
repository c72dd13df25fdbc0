//! A meeting is planned, changed and called off.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::pathways::{
    MeetingError, MeetingForm, call_off, change_meeting, meeting_form, plan_meeting,
};
use mkbroute_domain::ids::MeetingId;
use uuid::Uuid;

use super::read::{Filled, REGISTERED, read};
use super::words::{Wrong, wrong};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::{Choice, again};
use crate::page::Page;

#[derive(Template)]
#[template(path = "pathways/meeting_form.html")]
struct FormPage {
    page: Page,
    /// Where the form is sent.
    action: String,
    /// The page of the meeting, or the list for a new one.
    back: String,
    is_new: bool,
    called_off: bool,
    revision: u32,
    filled: Filled,
    /// Themes of earlier meetings.
    themes: String,
    /// Whether every registered pathway is invited.
    registered: bool,
    /// Readable name, name, and whether it is invited.
    pathways: Vec<Choice>,
    wrong: Option<Wrong>,
}

impl FormPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let found = self.wrong.as_ref().filter(|(wrong, _)| wrong == field);
        found.map(|(_, words)| words.as_str())
    }

    /// What is wrong with a row of material, counted from 0.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass by reference"
    )]
    fn wrong_material(&self, at: &usize) -> Option<&str> {
        self.wrong(&format!("materiaal-{at}"))
    }
}

/// The form to plan a meeting.
pub(super) async fn new(State(app): State<App>, who: SignedIn) -> Response {
    shown(&app, &who, None, None).await
}

/// The form to change a meeting.
pub(super) async fn edit(
    State(app): State<App>,
    who: SignedIn,
    Path(meeting): Path<Uuid>,
) -> Response {
    shown(&app, &who, Some(MeetingId(meeting)), None).await
}

/// Plans a meeting.
pub(super) async fn plan(State(app): State<App>, who: SignedIn, typed: Posted) -> Response {
    let planned = match read(&typed, &who.page("")) {
        Ok(meeting) => plan_meeting(&app, &who.actor, meeting).await,
        Err(wrong) => return again(shown(&app, &who, None, Some((&typed, wrong))).await),
    };
    match planned {
        Ok(id) => Redirect::to(&format!("/leernetwerk/{id}")).into_response(),
        Err(error) => refused(&app, &who, (None, &typed), error).await,
    }
}

/// Changes a meeting, or calls it off.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(meeting): Path<Uuid>,
    typed: Posted,
) -> Response {
    let id = MeetingId(meeting);
    let at = (id, typed.get("revisie").parse().unwrap_or(0));
    let done = match typed.get("doe") {
        "afzeggen" => call_off(&app, &who.actor, at, true).await,
        "door" => call_off(&app, &who.actor, at, false).await,
        _ => match read(&typed, &who.page("")) {
            Ok(meeting) => change_meeting(&app, &who.actor, at, meeting).await,
            Err(wrong) => {
                return again(shown(&app, &who, Some(id), Some((&typed, wrong))).await);
            }
        },
    };
    match done {
        Ok(()) => Redirect::to(&format!("/leernetwerk/{meeting}")).into_response(),
        Err(error) => refused(&app, &who, (Some(id), &typed), error).await,
    }
}

async fn refused(
    app: &App,
    who: &SignedIn,
    (id, typed): (Option<MeetingId>, &Posted),
    error: MeetingError,
) -> Response {
    match error {
        MeetingError::App(error) => who.refuse(error),
        error => {
            let wrong = wrong(&error, &who.page(""));
            again(shown(app, who, id, Some((typed, wrong))).await)
        }
    }
}

async fn shown(
    app: &App,
    who: &SignedIn,
    id: Option<MeetingId>,
    failed: Option<(&Posted, Wrong)>,
) -> Response {
    let form = match meeting_form(app, &who.actor, id).await {
        Ok(form) => form,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let page = who.page(match id {
        None => page.t("Een bijeenkomst plannen", "Plan a meeting"),
        Some(_) => page.t("Een bijeenkomst wijzigen", "Change a meeting"),
    });
    let (typed, wrong) = failed.unzip();
    // What only calls off holds nothing else that was typed.
    let typed = typed.filter(|typed| typed.get("doe").is_empty());
    let kept = form.kept.as_ref();
    let meeting = kept.map(|kept| &kept.meeting);
    let filled = typed.map_or_else(
        || meeting.map(Filled::of).unwrap_or_default(),
        Filled::typed,
    );
    let shown = FormPage {
        action: id.map_or_else(
            || "/leernetwerk/nieuw".to_owned(),
            |id| format!("/leernetwerk/{id}/wijzigen"),
        ),
        back: id.map_or_else(
            || "/leernetwerk".to_owned(),
            |id| format!("/leernetwerk/{id}"),
        ),
        is_new: id.is_none(),
        called_off: meeting.is_some_and(|meeting| meeting.called_off),
        revision: kept.map_or(0, |kept| kept.revision),
        filled: filled.with_room(),
        themes: form.themes.join(", "),
        registered: typed.map_or(id.is_none(), |typed| typed.get("wie") == REGISTERED),
        pathways: pathways(&form, typed, &page),
        wrong,
        page,
    };
    render(&shown, who.locale.lang)
}

fn pathways(form: &MeetingForm, typed: Option<&Posted>, page: &Page) -> Vec<Choice> {
    let ticked: Option<BTreeSet<&str>> = typed.map(|typed| typed.all("route").collect());
    let invited = |id| {
        let mut kept = form.kept.iter().flat_map(|kept| &kept.invitations);
        kept.any(|invitation| invitation.pathway == id)
    };
    let shown = form.pathways.iter().map(|pathway| {
        let chosen = match &ticked {
            Some(ticked) => ticked.contains(pathway.slug.as_str()),
            None => invited(pathway.id),
        };
        let name = format!("{} ({})", page.text(&pathway.name), pathway.hogeschool);
        (pathway.slug.clone(), name, chosen)
    });
    shown.collect()
}
