//! An address is taken from the list.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::ids::InvitationId;

use super::find_invitation;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::surveys::fielding::reached;
use crate::{App, AppError};

/// Forgets an address. A link that was mailed keeps working: nobody knows which it is.
pub async fn remove_address(
    app: &App,
    actor: &Actor,
    address: (&str, &str),
    id: InvitationId,
) -> Result<(), AppError> {
    let (wave, link, _) = find_invitation(app, actor, address, id).await?;
    let tx = app.store().begin().await?;
    tx.delete_invitation(id).await?;
    let told = reached(
        actor,
        Act::AddressRemoved,
        (&wave, &link),
        Detail::default(),
    );
    commit(app, tx, &told).await
}
