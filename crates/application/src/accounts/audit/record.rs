//! Telling the log.

use mkbroute_domain::accounts::Role;
use mkbroute_domain::accounts::audit::{Doer, Entry};
use mkbroute_store::Tx;

use crate::accounts::Actor;
use crate::accounts::policy::{Action, Reach, role_for};
use crate::accounts::webhooks::announce;
use crate::{App, AppError};

/// Makes a transaction durable together with the entry that tells of it: both, or neither. If it is an
/// event, it is queued along for whoever wants to hear of it.
pub(crate) async fn commit(app: &App, tx: Tx, entry: &Entry) -> Result<(), AppError> {
    announce(app, &tx, entry).await?;
    tx.append_audit(entry, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Tells that somebody looks at something personal, before it is shown.
pub(crate) async fn looked(app: &App, entry: &Entry) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    commit(app, tx, entry).await
}

impl Actor {
    /// The actor as somebody who does this there, in the role that allows it.
    pub(crate) fn doing(&self, action: Action, reach: Reach) -> Doer {
        self.doing_as(role_for(self, action, reach))
    }

    /// The actor in a role.
    pub(crate) fn doing_as(&self, role: Option<Role>) -> Doer {
        let id = self.person.id;
        Doer::Person { id, role }
    }
}
