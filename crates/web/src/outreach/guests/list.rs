//! Who is on the list of a meeting, what they said and whether they came.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use mkbroute_application::App;
use mkbroute_application::outreach::{
    GuestList, LeadError, NamedGuest, answer_for_guest, follow_up, guest_list, take_off_list,
};
use mkbroute_domain::ids::{EventId, GuestId};
use mkbroute_domain::outreach::event::EventStanding;
use mkbroute_report::tabular::{Table, Value};
use uuid::Uuid;

use super::{InAddress, address};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::files::{ListForm, reply};
use crate::forms::again;
use crate::page::Page;

#[derive(Template)]
#[template(path = "outreach/guests.html")]
struct GuestsPage {
    page: Page,
    list: GuestList,
    /// The address of the meeting.
    here: String,
    wrong: Option<String>,
}

impl GuestsPage {
    /// What can be done with the meeting now, in words.
    fn standing(&self) -> &'static str {
        let page = &self.page;
        match self.list.standing {
            EventStanding::NoGuests => page.t(
                "Er staat nog niemand op de lijst. Nodig bedrijven uit.",
                "Nobody is on the list yet. Invite companies.",
            ),
            EventStanding::Coming => page.t(
                "De bijeenkomst komt nog. Noteer wie komt, en vink bij de deur af wie er is.",
                "The meeting is yet to come. Note who comes, and tick at the door who is there.",
            ),
            EventStanding::NobodyTicked => page.t(
                "De bijeenkomst is geweest, maar niemand is afgevinkt. Vink af wie er was.",
                "The meeting has been, but nobody is ticked. Tick who was there.",
            ),
            EventStanding::Held => {
                page.t("Er is afgevinkt wie er was.", "It is ticked who was there.")
            }
        }
    }
}

/// The guests of a meeting.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<InAddress>,
) -> Response {
    shown(&app, &who, (&pathway, EventId(event)), None).await
}

async fn shown(app: &App, who: &SignedIn, at: (&str, EventId), wrong: Option<String>) -> Response {
    match guest_list(app, &who.actor, at).await {
        Ok(list) => {
            let page = GuestsPage {
                page: who.page(&list.kept.event.name),
                here: address(at.0, at.1),
                list,
                wrong,
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// Notes what a guest said, or takes them off the list.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event, guest)): Path<(String, Uuid, Uuid)>,
    typed: Posted,
) -> Response {
    let (at, guest) = ((pathway.as_str(), EventId(event)), GuestId(guest));
    let done = match typed.get("doe") {
        "weg" => take_off_list(&app, &who.actor, at, guest).await,
        said => {
            let comes = match said {
                "ja" => Some(true),
                "nee" => Some(false),
                _ => None,
            };
            answer_for_guest(&app, &who.actor, at, (guest, comes)).await
        }
    };
    match done {
        Ok(()) => Redirect::to(&address(at.0, at.1)).into_response(),
        Err(error) => who.refuse(error),
    }
}

/// Notes of the companies that came that they were there.
pub(super) async fn follow(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<InAddress>,
) -> Response {
    let at = (pathway.as_str(), EventId(event));
    match follow_up(&app, &who.actor, at).await {
        Ok(_) => Redirect::to(&address(at.0, at.1)).into_response(),
        Err(LeadError::App(error)) => who.refuse(error),
        Err(_) => {
            let words = who.page("").t(
                "Iemand anders veranderde intussen een van deze bedrijven. Probeer het nog eens.",
                "Somebody else changed one of these companies meanwhile. Try again.",
            );
            again(shown(&app, &who, at, Some(words.to_owned())).await)
        }
    }
}

const COLUMNS: [&str; 7] = [
    "id",
    "company",
    "place",
    "contact",
    "invited_on",
    "signed_up",
    "came",
];

/// The guests of a meeting as CSV.
pub(super) async fn csv(
    State(app): State<App>,
    who: SignedIn,
    Path(at): Path<InAddress>,
) -> Response {
    take_along(&app, &who, at, ListForm::Csv).await
}

/// The guests of a meeting as an Excel workbook.
pub(super) async fn xlsx(
    State(app): State<App>,
    who: SignedIn,
    Path(at): Path<InAddress>,
) -> Response {
    take_along(&app, &who, at, ListForm::Xlsx).await
}

async fn take_along(
    app: &App,
    who: &SignedIn,
    (pathway, event): InAddress,
    form: ListForm,
) -> Response {
    let list = match guest_list(app, &who.actor, (&pathway, EventId(event))).await {
        Ok(list) => list,
        Err(error) => return who.refuse(error),
    };
    let table = Table {
        columns: &COLUMNS,
        rows: list.guests.iter().map(row).collect(),
    };
    reply(&table, "gasten", form, who)
}

fn row(named: &NamedGuest) -> Vec<Value<'_>> {
    let text = |text: String| Value::Text(text.into());
    let yes_no = |said: Option<bool>| match said {
        Some(true) => Value::Text("yes".into()),
        Some(false) => Value::Text("no".into()),
        None => Value::Nothing,
    };
    let invited_on = named.guest.invited_on;
    vec![
        text(named.guest.id.to_string()),
        Value::Text(named.company.name.as_str().into()),
        Value::Text(named.company.place.as_str().into()),
        Value::Text(named.contact.as_deref().unwrap_or_default().into()),
        invited_on.map_or(Value::Nothing, |day| text(day.to_string())),
        yes_no(named.guest.signed_up),
        yes_no(named.came),
    ]
}
