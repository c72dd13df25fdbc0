//! Meetings that tell companies of a pathway.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use mkbroute_application::App;
use mkbroute_application::outreach::{
    EventError, EventList, EventOverview, TypedEvent, add_event, change_event, event_to_change,
    events, remove_event,
};
use mkbroute_domain::ids::EventId;
use mkbroute_domain::outreach::Stage;
use mkbroute_domain::outreach::event::EventProblem;
use mkbroute_domain::pathways::Pathway;
use uuid::Uuid;

use super::day;
use super::lead_form::Wrong;
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::forms::again;
use crate::page::Page;

#[derive(Template)]
#[template(path = "outreach/events.html")]
struct EventsPage {
    page: Page,
    list: EventList,
    today: NaiveDate,
}

#[derive(Template)]
#[template(path = "outreach/event.html")]
struct EventPage {
    page: Page,
    pathway: Pathway,
    /// Where the form is sent.
    action: String,
    revision: u32,
    /// Where it is removed, if it is there.
    removal: Option<String>,
    name: String,
    on: String,
    place: String,
    wrong: Option<Wrong>,
}

impl EventsPage {
    /// How many were at a meeting, once it was held.
    fn came(&self, event: &EventOverview) -> String {
        if event.line.on > self.today {
            return "–".to_owned();
        }
        event.numbers.came.to_string()
    }

    /// Companies that came onto the list by a meeting and have a student now.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn active(&self, event: &EventOverview) -> u32 {
        event.funnel.reached(Stage::Active)
    }

    /// Companies that came onto the list by a meeting and take part, or more.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn committed(&self, event: &EventOverview) -> u32 {
        event.funnel.reached(Stage::Committed)
    }
}

impl EventPage {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        let found = self.wrong.as_ref().filter(|(wrong, _)| *wrong == field);
        found.map(|(_, words)| words.as_str())
    }
}

/// The meetings, with what came of each.
pub(crate) async fn list(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
) -> Response {
    match events(&app, &who.actor, &pathway).await {
        Ok(list) => {
            let page = who.page("");
            let title = page.t("Bijeenkomsten voor", "Meetings for");
            let page = who.page(&format!("{title} {}", page.text(&list.pathway.name)));
            let today = app.now().date_naive();
            render(&EventsPage { page, list, today }, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// The form for a new meeting.
pub(crate) async fn form(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
) -> Response {
    shown(&app, &who, (&pathway, None), (None, None)).await
}

/// The form to change a meeting.
pub(crate) async fn edit(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<(String, Uuid)>,
) -> Response {
    shown(&app, &who, (&pathway, Some(EventId(event))), (None, None)).await
}

/// Adds a meeting.
pub(crate) async fn add(
    State(app): State<App>,
    who: SignedIn,
    Path(pathway): Path<String>,
    typed: Posted,
) -> Response {
    let done = match read(&typed, &who.page("")) {
        Ok(event) => {
            let added = add_event(&app, &who.actor, &pathway, event).await;
            added.map(|_| ()).map_err(Err)
        }
        Err(wrong) => Err(Ok(wrong)),
    };
    answer(&app, &who, (&pathway, None), &typed, done).await
}

/// Changes a meeting.
pub(crate) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<(String, Uuid)>,
    typed: Posted,
) -> Response {
    let id = EventId(event);
    let done = match read(&typed, &who.page("")) {
        Ok(event) => {
            let revision = typed.get("revisie").parse().unwrap_or(0);
            let at = (pathway.as_str(), id);
            change_event(&app, &who.actor, at, revision, event)
                .await
                .map_err(Err)
        }
        Err(wrong) => Err(Ok(wrong)),
    };
    answer(&app, &who, (&pathway, Some(id)), &typed, done).await
}

/// Removes a meeting that was added by mistake.
pub(crate) async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<(String, Uuid)>,
    typed: Posted,
) -> Response {
    let id = EventId(event);
    let revision = typed.get("revisie").parse().unwrap_or(0);
    match remove_event(&app, &who.actor, (&pathway, id), revision).await {
        Ok(()) => Redirect::to(&format!("/routes/{pathway}/bijeenkomsten")).into_response(),
        Err(EventError::App(error)) => who.refuse(error),
        Err(error) => {
            let wrong = problem(&error, &who.page(""));
            let at = (pathway.as_str(), Some(id));
            again(shown(&app, &who, at, (None, Some(wrong))).await)
        }
    }
}

fn read(typed: &Posted, page: &Page) -> Result<TypedEvent, Wrong> {
    Ok(TypedEvent {
        name: typed.get("naam").trim().to_owned(),
        on: day(typed.get("op"), page).map_err(|words| ("op", words))?,
        place: typed.get("plaats").trim().to_owned(),
    })
}

async fn answer(
    app: &App,
    who: &SignedIn,
    at: (&str, Option<EventId>),
    typed: &Posted,
    done: Result<(), Result<Wrong, EventError>>,
) -> Response {
    let wrong = match done {
        Ok(()) => {
            let address = match at.1 {
                None => format!("/routes/{}/bijeenkomsten", at.0),
                Some(id) => format!("/routes/{}/bijeenkomsten/{id}", at.0),
            };
            return Redirect::to(&address).into_response();
        }
        Err(Ok(wrong)) => wrong,
        Err(Err(EventError::App(error))) => return who.refuse(error),
        Err(Err(error)) => problem(&error, &who.page("")),
    };
    again(shown(app, who, at, (Some(typed), Some(wrong))).await)
}

fn problem(error: &EventError, page: &Page) -> Wrong {
    let fixed = |field, nl, en| (field, page.t(nl, en).to_owned());
    match error {
        EventError::Event(EventProblem::InvitedAfter(_)) => fixed(
            "op",
            "Iemand werd na deze dag uitgenodigd. Kies een latere dag.",
            "Somebody was invited after this day. Choose a later day.",
        ),
        EventError::TooLong => fixed(
            "naam",
            "De naam of de plaats is te lang. Gebruik hoogstens 200 tekens.",
            "The name or the place is too long. Use at most 200 characters.",
        ),
        EventError::ChangedMeanwhile => fixed(
            "",
            "Iemand anders veranderde de bijeenkomst intussen. Wat jij typte staat er nog: kijk of het klopt en bewaar opnieuw.",
            "Somebody else changed the meeting meanwhile. What you typed still stands here: see whether it is right and keep it again.",
        ),
        EventError::Used => fixed(
            "",
            "Er zijn gasten, brieven of bedrijven die via deze bijeenkomst kwamen. Haal die eerst weg, of laat de bijeenkomst staan.",
            "There are guests, letters or companies that came by this meeting. Take those off first, or leave the meeting.",
        ),
        EventError::Event(_) | EventError::App(_) => {
            fixed("naam", "Vul een naam in.", "Give a name.")
        }
    }
}

async fn shown(
    app: &App,
    who: &SignedIn,
    at: (&str, Option<EventId>),
    (typed, wrong): (Option<&Posted>, Option<Wrong>),
) -> Response {
    let (pathway, kept) = match event_to_change(app, &who.actor, at).await {
        Ok(found) => found,
        Err(error) => return who.refuse(error),
    };
    let page = who.page("");
    let title = match kept {
        None => page.t("Een bijeenkomst toevoegen", "Add a meeting"),
        Some(_) => page.t("Een bijeenkomst wijzigen", "Change a meeting"),
    };
    let page = who.page(title);
    let or = |name: &str, kept: String| typed.map_or(kept, |typed| typed.get(name).to_owned());
    let event = kept.as_ref().map(|kept| &kept.event);
    let of =
        |read: fn(&mkbroute_domain::outreach::Event) -> String| event.map(read).unwrap_or_default();
    let shown = EventPage {
        action: match at.1 {
            None => format!("/routes/{}/bijeenkomsten/nieuw", at.0),
            Some(id) => format!("/routes/{}/bijeenkomsten/{id}/wijzigen", at.0),
        },
        removal: at
            .1
            .map(|id| format!("/routes/{}/bijeenkomsten/{id}/weg", at.0)),
        revision: kept.as_ref().map_or(0, |kept| kept.revision),
        name: or("naam", of(|event| event.name.clone())),
        on: or("op", of(|event| event.on.to_string())),
        place: or("plaats", of(|event| event.place.clone())),
        wrong,
        pathway,
        page,
    };
    render(&shown, who.locale.lang)
}
