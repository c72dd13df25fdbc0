//! Undoing and redoing: moving along the states of a draft.

use super::edit_draft::{EditError, overtaken};
use super::open_draft;
use super::open_draft::state;
use crate::accounts::Actor;
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
            return Ok(tx.commit().await.map_err(AppError::from)?);
        }
    }
    let open = open_draft(app, actor, slug).await?;
    Err(EditError::Overtaken(overtaken(app, &open).await?))
}
