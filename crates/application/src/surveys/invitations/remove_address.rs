//! An address is taken from the list.

use mkbroute_domain::ids::InvitationId;

use super::find_invitation;
use crate::accounts::Actor;
use crate::{App, AppError};

/// Forgets an address. A link that was mailed keeps working: nobody knows which it is.
pub async fn remove_address(
    app: &App,
    actor: &Actor,
    link: (&str, &str),
    id: InvitationId,
) -> Result<(), AppError> {
    find_invitation(app, actor, link, id).await?;
    let tx = app.store().begin().await?;
    tx.delete_invitation(id).await?;
    tx.commit().await?;
    Ok(())
}
