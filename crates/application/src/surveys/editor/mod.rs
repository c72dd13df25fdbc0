//! Making and changing questionnaires: drafts, comments from the field, trial answers.

mod comment;
mod comment_round;
mod edit_draft;
mod freeze_draft;
mod library;
mod list_questionnaires;
mod open_draft;
mod rebase_draft;
mod start_draft;
mod try_draft;
mod undo;
mod waiting_comments;

use std::sync::Arc;

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::surveys::instrument::Instrument;

pub use comment::{CommentError, Commenting, NewComment, comment, commenting};
pub use comment_round::{
    CommentRound, DecideError, InviteError, comment_round, decide, invite, open_round,
};
pub use edit_draft::{EditError, Overtaken, edit_draft};
pub use freeze_draft::{FreezeError, freeze_draft};
pub use library::{LibraryItem, Use, copy_from_library, library};
pub use list_questionnaires::{
    QuestionnaireFilter, QuestionnaireLine, QuestionnaireState, VersionLine, list_questionnaires,
};
pub use open_draft::{OpenDraft, RevisionLine, open_draft, revisions};
pub use rebase_draft::rebase_draft;
pub use start_draft::{RESERVED, Start, StartError, start_draft};
pub use try_draft::{clear_trials, trials, try_draft};
pub use undo::{Step, step};
pub use waiting_comments::{WaitingComments, waiting_comments};

use super::load_instrument;
use crate::accounts::Actor;
use crate::accounts::policy::{Action, Reach, may_everywhere};
use crate::{App, AppError};

/// Whether the actor makes questionnaires.
pub fn may_edit(actor: &Actor) -> bool {
    may_everywhere(actor, Action::EditQuestionnaires)
}

fn authorise(actor: &Actor) -> Result<(), AppError> {
    if may_edit(actor) {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

/// What the log tells of a draft.
fn made(actor: &Actor, act: Act, draft: &str, detail: Detail) -> Entry {
    let doer = actor.doing(Action::EditQuestionnaires, Reach::Everywhere);
    Entry::with(doer, act, Object::draft(draft), detail)
}

/// The frozen versions of a questionnaire, the oldest first.
async fn versions(app: &App, id: &str) -> Result<Vec<Arc<Instrument>>, AppError> {
    let mut versions = Vec::new();
    for (found, version) in app.store().instrument_versions().await? {
        if found == id {
            versions.push(load_instrument(app, id, version).await?);
        }
    }
    Ok(versions)
}
