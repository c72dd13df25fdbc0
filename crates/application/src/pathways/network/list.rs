//! The meetings that were and that come.

use std::collections::BTreeSet;

use mkbroute_domain::ids::MeetingId;
use mkbroute_domain::pathways::Meeting;
use mkbroute_store::{MeetingFilter, MeetingNumbers};

use super::asks::asks;
use super::{may_run_network, may_see_network};
use crate::accounts::Actor;
use crate::asks::Matter;
use crate::{App, AppError};

/// Meetings on one page of the list.
pub const MEETINGS_A_PAGE: u64 = 50;
/// Meetings in one file.
pub const MOST_MEETINGS: u64 = 5_000;

/// A meeting as a list shows it.
#[derive(Clone, Debug)]
pub struct MeetingLine {
    pub meeting: Meeting,
    pub numbers: MeetingNumbers,
    /// Whether it waits for the answer of who looks.
    pub waits: bool,
}

/// The meetings that are sought.
#[derive(Clone, Debug)]
pub struct MeetingList {
    pub meetings: Vec<MeetingLine>,
    pub count: u64,
    /// Every theme there is.
    pub themes: Vec<String>,
    pub may_run: bool,
}

/// One page of what is sought; pages count from 0.
pub async fn list_meetings(
    app: &App,
    actor: &Actor,
    filter: &MeetingFilter,
    page: u64,
) -> Result<MeetingList, AppError> {
    let part = (page * MEETINGS_A_PAGE, MEETINGS_A_PAGE);
    Ok(MeetingList {
        meetings: found(app, actor, filter, part).await?,
        count: app.store().meeting_count(filter).await?,
        themes: app.store().meeting_themes().await?,
        may_run: may_run_network(actor),
    })
}

/// What is sought, for a file.
pub async fn export_meetings(
    app: &App,
    actor: &Actor,
    filter: &MeetingFilter,
) -> Result<Vec<MeetingLine>, AppError> {
    found(app, actor, filter, (0, MOST_MEETINGS)).await
}

async fn found(
    app: &App,
    actor: &Actor,
    filter: &MeetingFilter,
    part: (u64, u64),
) -> Result<Vec<MeetingLine>, AppError> {
    if !may_see_network(actor) {
        return Err(AppError::Forbidden);
    }
    let meetings = app.store().meetings(filter, part).await?;
    let ids: Vec<MeetingId> = meetings.iter().map(|meeting| meeting.id).collect();
    let numbers = app.store().meeting_numbers(&ids).await?;
    let waiting = asks(app, actor).await?.into_iter();
    let waiting = waiting.filter_map(|ask| match ask.matter {
        Matter::AnswerMeeting { meeting, .. } => Some(meeting),
        _ => None,
    });
    let waiting: BTreeSet<MeetingId> = waiting.collect();
    let lines = meetings.into_iter().map(|meeting| MeetingLine {
        numbers: numbers.get(&meeting.id).copied().unwrap_or_default(),
        waits: waiting.contains(&meeting.id),
        meeting,
    });
    Ok(lines.collect())
}
