//! Undoing and redoing: moving along the states of a draft.

use mkbroute_domain::accounts::audit::{Act, Detail};

use super::edit_draft::{EditError, overtaken};
use super::open_draft::state;
use super::{made, open_draft};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// One step along the states of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Undo,
    Redo,
}

/// Takes one step from the state that the editor saw; where there is none, nothing changes.
pub async fn step(
    app: &App,
    actor: &Actor,
    slug: &str,
    seen: u32,
    to: Step,
) -> Result<(), EditError> {
    let open = open_draft(app, actor, slug).await?;
    if open.draft.frozen_as.is_some() {
        return Err(EditError::Frozen);
    }
    let target = match to {
        Step::Undo => open.undo,
        Step::Redo => open.redo,
    };
    if open.draft.revision == seen {
        let Some(target) = target else { return Ok(()) };
        let body = state(app, &open.draft, target).await?;
        let tx = app.store().begin().await.map_err(AppError::from)?;
        let moved = tx
            .move_draft(open.draft.id, seen, target, &body)
            .await
            .map_err(AppError::from)?;
        if moved {
            let how = match to {
                Step::Undo => "undo",
                Step::Redo => "redo",
            };
            let told = made(actor, Act::DraftStepped, slug, Detail::default().how(how));
            return Ok(commit(app, tx, &told).await?);
        }
    }
    let open = open_draft(app, actor, slug).await?;
    Err(EditError::Overtaken(overtaken(app, &open).await?))
}
