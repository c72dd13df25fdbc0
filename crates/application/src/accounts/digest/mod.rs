//! The overview by mail of what waits: how often somebody wants it, when it leaves, and ending it.
//!
//! It tells how much of what kind waits and where, and nothing else: a mail is read by others more easily
//! than a page. When nothing waits there is no mail.

mod choose;
mod queue;
mod stop;

pub use choose::{choose_digest, own_digest};
pub use queue::queue_digests;
pub use stop::{StopError, stop_digest, stops_for};

use std::collections::BTreeMap;

use mkbroute_domain::accounts::DigestFrequency;
use mkbroute_domain::ids::PersonId;
use mkbroute_store::Tx;

use super::load_actor;
use crate::asks::{AskKind, asks_in_every_role};
use crate::{App, AppError};

/// How much of each kind waits for somebody; at least one thing.
pub type Amounts = BTreeMap<AskKind, u32>;

/// What an overview would tell now; `None` if nothing waits or the person does not want it.
pub(super) async fn overview(
    app: &App,
    person: PersonId,
) -> Result<Option<(DigestFrequency, Amounts)>, AppError> {
    let frequency = app.store().digest_of(person).await?;
    let Some(frequency) = frequency.filter(|found| *found != DigestFrequency::Off) else {
        return Ok(None);
    };
    let mut amounts = Amounts::new();
    for ask in asks_in_every_role(app, person).await? {
        *amounts.entry(ask.kind()).or_default() += 1;
    }
    Ok((!amounts.is_empty()).then_some((frequency, amounts)))
}

/// How often somebody gets the overview until they choose, by the roles that count now.
pub(super) async fn usual_for(app: &App, person: PersonId) -> Result<DigestFrequency, AppError> {
    let actor = load_actor(app, person).await?;
    let roles = actor.map_or_else(Vec::new, |actor| actor.roles);
    Ok(DigestFrequency::usual(&roles))
}

/// Begins the overview of somebody who signs in, unless they chose before. Whoever gets none now and gets
/// work to do later begins then.
pub(super) async fn enrol(
    app: &App,
    tx: &Tx,
    person: PersonId,
    usual: DigestFrequency,
) -> Result<(), AppError> {
    if let Some(next) = usual.next(app.now()) {
        tx.put_first_digest(person, usual, Some(next)).await?;
    }
    Ok(())
}
