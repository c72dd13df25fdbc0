//! A coordinator says whether they come.

use mkbroute_domain::accounts::audit::{Act, Entry, Object};
use mkbroute_domain::ids::{MeetingId, PathwayId};
use mkbroute_domain::pathways::MeetingProblem;
use mkbroute_domain::pathways::network::Invitation;

use super::{MeetingError, may_see_network};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, Reach, role_for};
use crate::{App, AppError};
use mkbroute_domain::accounts::Role;

/// The invited pathways that the actor coordinates: for these they answer.
pub(super) fn own(actor: &Actor, invited: &[Invitation]) -> Vec<PathwayId> {
    let coordinates = |pathway: &PathwayId| {
        let role = role_for(actor, Action::JoinNetwork, Reach::Pathway(*pathway));
        role == Some(Role::Coordinator)
    };
    let invited = invited.iter().map(|invitation| invitation.pathway);
    invited.filter(coordinates).collect()
}

/// Says whether the actor comes, for every invited pathway that they coordinate. An answer can be changed until the
/// meeting is over.
pub async fn answer_meeting(
    app: &App,
    actor: &Actor,
    id: MeetingId,
    comes: bool,
) -> Result<(), MeetingError> {
    if !may_see_network(actor) {
        return Err(AppError::Forbidden.into());
    }
    let kept = app.store().meeting(id).await?.ok_or(AppError::NotFound)?;
    let own = own(actor, &kept.invitations);
    let Some(first) = own.first() else {
        return Err(MeetingProblem::NotInvited.into());
    };
    let today = app.now().date_naive();
    kept.meeting.takes_answers(today)?;
    let tx = app.store().begin().await?;
    for pathway in &own {
        let who = (*pathway, actor.person.id);
        tx.answer_meeting(id, who, (comes, today)).await?;
    }
    let doer = actor.doing(Action::JoinNetwork, Reach::Pathway(*first));
    let entry = Entry::new(doer, Act::MeetingAnswered, Object::meeting(id));
    Ok(commit(app, tx, &entry).await?)
}
