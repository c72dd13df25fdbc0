//! A mail came back to the sender.

use mkbroute_domain::ids::InvitationId;
use mkbroute_domain::surveys::invitation::InvitationState;

use super::find_invitation;
use crate::accounts::Actor;
use crate::{App, AppError};

/// Records that the mail to an address came back: no reminder goes there.
pub async fn record_return(
    app: &App,
    actor: &Actor,
    link: (&str, &str),
    id: InvitationId,
) -> Result<(), AppError> {
    let (_, _, invitation) = find_invitation(app, actor, link, id).await?;
    if invitation.state != InvitationState::Sent {
        return Ok(());
    }
    let tx = app.store().begin().await?;
    tx.invitation_failed(id, InvitationState::Returned, None)
        .await?;
    tx.commit().await?;
    Ok(())
}
