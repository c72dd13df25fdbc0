//! Comments from the field that wait for somebody to decide.

use chrono::{DateTime, Utc};
use mkbroute_domain::surveys::draft::QuestionnaireDraft;

use super::may_edit;
use crate::accounts::Actor;
use crate::{App, AppError};

/// A draft with comments about which nobody decided yet.
#[derive(Clone, Debug)]
pub struct WaitingComments {
    pub draft: QuestionnaireDraft,
    /// At least one.
    pub comments: u32,
    /// When the oldest of them was made.
    pub since: DateTime<Utc>,
}

/// The drafts on which comments wait, the longest wait first; none for who may not decide.
///
/// A draft that was frozen asks for nothing: its words no longer change.
pub async fn waiting_comments(app: &App, actor: &Actor) -> Result<Vec<WaitingComments>, AppError> {
    if !may_edit(actor) {
        return Ok(Vec::new());
    }
    let undecided = app.store().undecided_comments().await?;
    let drafts = app.store().questionnaire_drafts().await?;
    let waiting = undecided.into_iter().filter_map(|found| {
        let mut drafts = drafts.iter();
        let draft = drafts.find(|draft| draft.id == found.draft && draft.frozen_as.is_none())?;
        Some(WaitingComments {
            draft: draft.clone(),
            comments: found.comments,
            since: found.since,
        })
    });
    Ok(waiting.collect())
}
