//! One change of a draft, also when somebody else changed it meanwhile.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::instrument::edit::{Edit, EditProblem};
use mkbroute_store::NewRevision;

use super::{OpenDraft, made, open_draft};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// How often an edit is tried when others save at the very same moment.
const MOST_TRIES: usize = 5;

/// Why a draft was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    #[error(transparent)]
    Problem(#[from] EditProblem),
    /// Somebody else changed the same thing since the editor saw it.
    #[error("{} changed the same thing", .0.by)]
    Overtaken(Overtaken),
    /// It became a version, which never changes.
    #[error("the draft is frozen")]
    Frozen,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Who was first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overtaken {
    pub by: String,
    pub at: DateTime<Utc>,
    /// The revision to go on from.
    pub revision: u32,
}

/// Changes a draft that the editor saw at revision `seen`; returns the code of what changed.
///
/// Changes of different items by different people pass each other. Where both changed the same, the
/// later one is told and nothing changes.
pub async fn edit_draft(
    app: &App,
    actor: &Actor,
    slug: &str,
    seen: u32,
    edit: Edit,
) -> Result<String, EditError> {
    for _ in 0..MOST_TRIES {
        let open = open_draft(app, actor, slug).await?;
        if open.draft.frozen_as.is_some() {
            return Err(EditError::Frozen);
        }
        if open.draft.revision != seen {
            let before = app.store().draft_at(open.draft.id, seen).await;
            let before = before.map_err(AppError::from)?;
            // Whoever never saw the draft cannot know what they would undo.
            if before.is_none_or(|before| edit.clashes(&before, &open.instrument)) {
                return Err(EditError::Overtaken(overtaken(app, &open).await?));
            }
        }
        let edited = open.instrument.edited(edit.clone(), &open.history())?;
        if edited.instrument == open.instrument {
            return Ok(edited.subject);
        }
        let new = NewRevision {
            body: &edited.instrument,
            edit: edit.name(),
            subject: &edited.subject,
            by: actor.person.id,
            now: app.now(),
        };
        let tx = app.store().begin().await.map_err(AppError::from)?;
        let revised = tx
            .revise_draft(open.draft.id, open.draft.revision, new)
            .await
            .map_err(AppError::from)?;
        if revised.is_some() {
            let detail = Detail::default().how(edit.name());
            let told = made(actor, Act::DraftEdited, slug, detail);
            commit(app, tx, &told).await?;
            return Ok(edited.subject);
        }
    }
    let open = open_draft(app, actor, slug).await?;
    Err(EditError::Overtaken(overtaken(app, &open).await?))
}

/// Who made the present state.
pub(super) async fn overtaken(app: &App, open: &OpenDraft) -> Result<Overtaken, AppError> {
    let revisions = app.store().draft_revisions(open.draft.id).await?;
    let present = revisions
        .into_iter()
        .find(|revision| revision.number == open.draft.revision)
        .ok_or(AppError::NotFound)?;
    let by = app.store().person(present.by).await?;
    Ok(Overtaken {
        by: by.map_or_else(String::new, |person| person.name),
        at: present.made_at,
        revision: present.number,
    })
}
