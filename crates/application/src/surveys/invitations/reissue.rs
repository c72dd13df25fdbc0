//! Somebody asks for the invitation once more.

use mkbroute_domain::ids::InvitationId;
use mkbroute_domain::surveys::invitation::InvitationState;
use mkbroute_store::LinkCount;

use super::find_invitation;
use crate::accounts::Actor;
use crate::{App, AppError};

/// Lets the invitation leave once more, with a fresh ballot. Who got one before has two now, so that
/// is counted and reported. What still waits simply keeps waiting.
pub async fn reissue(
    app: &App,
    actor: &Actor,
    link: (&str, &str),
    id: InvitationId,
) -> Result<(), AppError> {
    let (_, link, invitation) = find_invitation(app, actor, link, id).await?;
    if invitation.state == InvitationState::Queued {
        return Ok(());
    }
    let tx = app.store().begin().await?;
    tx.queue_again(id, app.now()).await?;
    if invitation.message_id.is_some() {
        tx.add_to_link(&link.code, LinkCount::Reissued, 1).await?;
    }
    tx.commit().await?;
    Ok(())
}
