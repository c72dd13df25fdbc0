//! One pathway, for who works with it.

use mkbroute_domain::accounts::audit::{Act, Doer, Entry, Object};
use mkbroute_domain::pathways::Pathway;

use crate::accounts::Actor;
use crate::accounts::policy::{Action, Reach, may_on_pathway};
use crate::{App, AppError};

/// The pathway with this readable name, if the actor may do the action on it.
pub(crate) async fn find_pathway(
    app: &App,
    actor: &Actor,
    slug: &str,
    action: Action,
) -> Result<Pathway, AppError> {
    let found = app.store().pathway_by_slug(slug).await?;
    let pathway = found.ok_or(AppError::NotFound)?;
    if may_on_pathway(actor, action, pathway.id) {
        Ok(pathway)
    } else {
        Err(AppError::Forbidden)
    }
}

/// What the log tells of something done to a pathway.
pub(crate) fn told(actor: &Actor, action: Action, act: Act, pathway: &Pathway) -> Entry {
    let doer: Doer = actor.doing(action, Reach::Pathway(pathway.id));
    Entry::new(doer, act, Object::pathway(&pathway.slug))
}
