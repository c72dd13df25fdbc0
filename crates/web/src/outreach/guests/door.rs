//! The list at the door. A script keeps ticks on the phone while there is no connection and sends them later;
//! without it the list is a form.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use mkbroute_application::App;
use mkbroute_application::outreach::{DoorList, NamedGuest, door_list, take_attendance};
use mkbroute_domain::ids::{EventId, GuestId};
use mkbroute_domain::outreach::Attendance;
use mkbroute_domain::outreach::event::Mark;
use uuid::Uuid;

use super::{InAddress, address};
use crate::error::render;
use crate::extract::{Path, Posted, SignedIn};
use crate::page::Page;

#[derive(Template)]
#[template(path = "outreach/door.html")]
struct DoorPage {
    page: Page,
    list: DoorList,
    here: String,
}

impl DoorPage {
    /// When somebody was ticked last, in milliseconds since 1970; 0 if never.
    fn ticked_at(&self, named: &NamedGuest) -> i64 {
        let mut marks = self.list.ticked.marks();
        let mark = marks.find(|(guest, _)| *guest == named.guest.id);
        mark.map_or(0, |(_, mark)| mark.at.timestamp_millis())
    }
}

/// The list at the door.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<InAddress>,
) -> Response {
    let at = (pathway.as_str(), EventId(event));
    match door_list(&app, &who.actor, at).await {
        Ok(list) => {
            let page = who.page("");
            let title = page.t("Wie is er?", "Who is there?");
            let page = DoorPage {
                page: who.page(title),
                here: address(at.0, at.1),
                list,
            };
            render(&page, who.locale.lang)
        }
        Err(error) => who.refuse(error),
    }
}

/// Takes over what was ticked. A script gets what holds then; a form leads back to the guests.
pub(super) async fn tick(
    State(app): State<App>,
    who: SignedIn,
    Path((pathway, event)): Path<InAddress>,
    typed: Posted,
) -> Response {
    let at = (pathway.as_str(), EventId(event));
    let phone = typed.get("toestel").parse().ok();
    let ticked = match phone {
        Some(device) => of_phone(&typed, device),
        None => of_form(&typed, (app.now(), app.random_id())),
    };
    match take_attendance(&app, &who.actor, at, ticked).await {
        Ok(merged) if phone.is_some() => Json(merged).into_response(),
        Ok(_) => Redirect::to(&address(at.0, at.1)).into_response(),
        Err(error) => who.refuse(error),
    }
}

/// The ticks of a phone: guest, milliseconds since 1970, and whether they came. What no script of ours sends
/// falls away.
fn of_phone(typed: &Posted, device: Uuid) -> Attendance {
    let read = |value: &str| {
        let mut parts = value.split('.');
        let guest = GuestId(parts.next()?.parse().ok()?);
        let at = DateTime::from_timestamp_millis(parts.next()?.parse().ok()?)?;
        let came = parts.next()? == "1";
        Some((guest, Mark { at, device, came }))
    };
    let mut ticked = Attendance::default();
    for (guest, mark) in typed.all("tik").filter_map(read) {
        ticked.mark(guest, mark);
    }
    ticked
}

/// The ticks of a form, as far as they differ from what it showed: what others ticked meanwhile stays.
fn of_form(typed: &Posted, (at, device): (DateTime<Utc>, Uuid)) -> Attendance {
    let mut ticked = Attendance::default();
    for value in typed.all("gast") {
        let Ok(guest) = value.parse().map(GuestId) else {
            continue;
        };
        let is = |name: &str| typed.all(name).any(|sent| sent == value);
        let (was, came) = (is("stond"), is("kwam"));
        if was != came {
            ticked.mark(guest, Mark { at, device, came });
        }
    }
    ticked
}
