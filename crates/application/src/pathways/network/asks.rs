//! What the learning network asks of coordinators: whether they come.

use mkbroute_domain::accounts::Role;

use crate::accounts::Actor;
use crate::accounts::policy::{Action, own_pathways};
use crate::asks::{Ask, Matter};
use crate::{App, AppError};

/// The coming meetings that wait for the answer of a coordinator.
pub(in crate::pathways) async fn asks(app: &App, actor: &Actor) -> Result<Vec<Ask>, AppError> {
    if actor.role() != Some(Role::Coordinator) {
        return Ok(Vec::new());
    }
    let own = own_pathways(actor, Action::JoinNetwork);
    let today = app.now().date_naive();
    let unanswered = app.store();
    let unanswered = unanswered.unanswered_meetings(actor.person.id, &own, today);
    let asks = unanswered.await?.into_iter().map(|meeting| Ask {
        since: meeting.since,
        matter: Matter::AnswerMeeting {
            meeting: meeting.id,
            title: meeting.title,
            on: meeting.on,
        },
    });
    Ok(asks.collect())
}
