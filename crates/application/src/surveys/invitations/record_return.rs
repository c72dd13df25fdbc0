//! A mail came back to the sender.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::ids::InvitationId;
use mkbroute_domain::surveys::invitation::InvitationState;

use super::find_invitation;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::surveys::fielding::reached;
use crate::{App, AppError};

/// Records that the mail to an address came back: no reminder goes there.
pub async fn record_return(
    app: &App,
    actor: &Actor,
    address: (&str, &str),
    id: InvitationId,
) -> Result<(), AppError> {
    let (wave, link, invitation) = find_invitation(app, actor, address, id).await?;
    if invitation.state != InvitationState::Sent {
        return Ok(());
    }
    let tx = app.store().begin().await?;
    tx.invitation_failed(id, InvitationState::Returned, None)
        .await?;
    let told = reached(
        actor,
        Act::AddressReturned,
        (&wave, &link),
        Detail::default(),
    );
    commit(app, tx, &told).await
}
