//! Who is invited to a meeting, says that they come, and came.

mod attendance;
mod follow_up;
mod invite;
mod list;

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::ids::EventId;
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::KeptEvent;

use super::events::event_to_change;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, Reach};
use crate::{App, AppError};

pub use attendance::{DoorList, door_list, take_attendance};
pub use follow_up::follow_up;
pub use invite::{
    GUESTS_A_MEETING, Invitable, InviteError, InvitePage, answer_for_guest, invite, invite_page,
    take_off_list,
};
pub use list::{GuestList, NamedGuest, guest_list};

/// A meeting in the address of a page: the readable name of the pathway, and its id.
pub type AtEvent<'a> = (&'a str, EventId);

/// A meeting of a pathway, for who talks with its companies.
async fn find_event(
    app: &App,
    actor: &Actor,
    (slug, id): AtEvent<'_>,
) -> Result<(Pathway, KeptEvent), AppError> {
    let (pathway, kept) = event_to_change(app, actor, (slug, Some(id))).await?;
    Ok((pathway, kept.ok_or(AppError::NotFound)?))
}

/// What the log tells of something done to the guests of a meeting.
fn told_of(actor: &Actor, act: Act, pathway: &Pathway, id: EventId) -> Entry {
    let action = match act {
        Act::GuestsSeen => Action::SeeLeads,
        _ => Action::WorkLeads,
    };
    let doer = actor.doing(action, Reach::Pathway(pathway.id));
    let detail = Detail::default().pathway(pathway.id);
    Entry::with(doer, act, Object::event(id), detail)
}
