//! Meetings of the learning network.

mod answer;
mod asks;
mod attendance;
mod list;
mod plan;
mod sheet;

pub use answer::answer_meeting;
pub(super) use asks::asks;
pub use attendance::{Attendance, note_attendance};
pub use list::{
    MEETINGS_A_PAGE, MOST_MEETINGS, MeetingLine, MeetingList, export_meetings, list_meetings,
};
use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::ids::MeetingId;
use mkbroute_domain::pathways::MeetingProblem;
use mkbroute_store::StoreError;
pub use plan::{
    Invited, MeetingForm, TypedMeeting, call_off, change_meeting, meeting_form, plan_meeting,
};
pub use sheet::{InvitedPathway, InvitedPerson, MeetingSheet, meeting_sheet};
use thiserror::Error;

use crate::AppError;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, Reach, may_everywhere, role_on_some_pathway};

/// Why something is not done with a meeting.
#[derive(Debug, Error)]
pub enum MeetingError {
    #[error(transparent)]
    Meeting(#[from] MeetingProblem),
    #[error("the meeting was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for MeetingError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Whether somebody sees the meetings of the learning network: who works on any pathway, and the programme.
pub fn may_see_network(actor: &Actor) -> bool {
    role_on_some_pathway(actor, Action::JoinNetwork).is_some()
}

/// Whether somebody plans meetings and notes who came.
pub fn may_run_network(actor: &Actor) -> bool {
    may_everywhere(actor, Action::RunNetwork)
}

/// Refuses who does not plan meetings.
fn must_run(actor: &Actor) -> Result<(), AppError> {
    if may_run_network(actor) {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

/// What the log tells of something that the programme did to a meeting.
fn told(actor: &Actor, act: Act, id: MeetingId) -> Entry {
    let doer = actor.doing(Action::RunNetwork, Reach::Everywhere);
    Entry::new(doer, act, Object::meeting(id))
}
