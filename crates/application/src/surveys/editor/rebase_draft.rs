//! A later version is worked into a draft by hand.

use mkbroute_domain::accounts::audit::{Act, Detail};

use super::edit_draft::{EditError, overtaken};
use super::{made, open_draft};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
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
            let detail = Detail::default().version(version);
            let told = made(actor, Act::DraftRebased, slug, detail);
            return Ok(commit(app, tx, &told).await?);
        }
    }
    let open = open_draft(app, actor, slug).await?;
    Err(EditError::Overtaken(overtaken(app, &open).await?))
}
