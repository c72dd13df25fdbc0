//! A later version is worked into a draft by hand.

use super::edit_draft::{EditError, overtaken};
use super::open_draft;
use crate::accounts::Actor;
use crate::{App, AppError};

/// Records that the editor worked the changes up to `version` into the draft as they saw it. A version
/// that nobody froze, or that was worked in before, changes nothing.
pub async fn rebase_draft(
    app: &App,
    actor: &Actor,
    slug: &str,
    seen: u32,
    version: u32,
) -> Result<(), EditError> {
    let open = open_draft(app, actor, slug).await?;
    if open.draft.frozen_as.is_some() {
        return Err(EditError::Frozen);
    }
    if open.draft.revision == seen {
        if !open.newer().contains(&version) {
            return Ok(());
        }
        let tx = app.store().begin().await.map_err(AppError::from)?;
        let done = tx
            .set_draft_base(open.draft.id, seen, version)
            .await
            .map_err(AppError::from)?;
        if done {
            return Ok(tx.commit().await.map_err(AppError::from)?);
        }
    }
    let open = open_draft(app, actor, slug).await?;
    Err(EditError::Overtaken(overtaken(app, &open).await?))
}
