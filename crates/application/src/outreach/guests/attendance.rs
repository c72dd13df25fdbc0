//! The list at the door: who came, ticked on several phones that had no connection.

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::outreach::Attendance;
use mkbroute_domain::pathways::Pathway;
use mkbroute_store::KeptEvent;

use super::list::named;
use super::{AtEvent, NamedGuest, find_event, told_of};
use crate::accounts::Actor;
use crate::accounts::audit::{commit, looked};
use crate::{App, AppError};

/// The list at the door.
#[derive(Clone, Debug)]
pub struct DoorList {
    pub pathway: Pathway,
    pub kept: KeptEvent,
    /// By company and name.
    pub guests: Vec<NamedGuest>,
    /// What is ticked so far.
    pub ticked: Attendance,
}

/// The list at the door, to take along on a phone.
pub async fn door_list(app: &App, actor: &Actor, at: AtEvent<'_>) -> Result<DoorList, AppError> {
    let (pathway, kept) = find_event(app, actor, at).await?;
    looked(app, &told_of(actor, Act::GuestsSeen, &pathway, at.1)).await?;
    let ticked = app.store().attendance(at.1).await?;
    let ticked = ticked.of_guests(&kept.event.guests);
    Ok(DoorList {
        guests: named(app, (&pathway, &kept), &ticked).await?,
        pathway,
        kept,
        ticked,
    })
}

/// Takes over what a phone ticked, and gives what holds then. The order in which phones come does not matter,
/// nor how often; a phone that brings nothing new is not told of.
pub async fn take_attendance(
    app: &App,
    actor: &Actor,
    at: AtEvent<'_>,
    ticked: Attendance,
) -> Result<Attendance, AppError> {
    let (pathway, _) = find_event(app, actor, at).await?;
    let before = app.store().attendance(at.1).await?;
    let tx = app.store().begin().await?;
    let ticked = ticked.received(app.now());
    let merged = tx.merge_attendance(at.1, &ticked).await?;
    if merged != before {
        let entry = told_of(actor, Act::AttendanceTaken, &pathway, at.1);
        commit(app, tx, &entry).await?;
    }
    Ok(merged)
}
