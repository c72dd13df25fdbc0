//! Somebody asks for the invitation once more.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::ids::InvitationId;
use mkbroute_domain::surveys::invitation::InvitationState;
use mkbroute_store::LinkCount;

use super::find_invitation;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::surveys::fielding::reached;
use crate::{App, AppError};

/// Lets the invitation leave once more, with a fresh ballot. Who got one before has two now, so that
/// is counted and reported. What still waits simply keeps waiting.
pub async fn reissue(
    app: &App,
    actor: &Actor,
    address: (&str, &str),
    id: InvitationId,
) -> Result<(), AppError> {
    let (wave, link, invitation) = find_invitation(app, actor, address, id).await?;
    if invitation.state == InvitationState::Queued {
        return Ok(());
    }
    let tx = app.store().begin().await?;
    tx.queue_again(id, app.now()).await?;
    if invitation.message_id.is_some() {
        tx.add_to_link(&link.code, LinkCount::Reissued, 1).await?;
    }
    let told = reached(
        actor,
        Act::InvitationReissued,
        (&wave, &link),
        Detail::default(),
    );
    commit(app, tx, &told).await
}
