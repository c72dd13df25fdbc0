//! A questionnaire that is being made: its revisions, and what people from the field say of it.

use chrono::{DateTime, Utc};

use super::answer::Answers;
use super::instrument::RespondentGroup;
use crate::ids::{CommentId, DraftId, PersonId};
use crate::text::Text;

/// The most characters of a comment, and of the reason why it is declined.
pub const LONGEST_COMMENT: usize = 2_000;
/// The most characters of the name of somebody who is invited to comment.
pub const LONGEST_NAME: usize = 100;

/// A questionnaire that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionnaireDraft {
    pub id: DraftId,
    /// Its readable name, such as `students-2`.
    pub slug: String,
    /// The questionnaire of which it becomes a version.
    pub instrument: String,
    pub group: RespondentGroup,
    pub title: Text,
    /// The frozen version whose changes are in it: the one it began as, or that was worked in since.
    pub based_on: Option<u32>,
    /// The revision that counts now.
    pub revision: u32,
    /// Whether comments are welcome.
    pub comments_open: bool,
    /// The version that it became. Nothing changes after that.
    pub frozen_as: Option<u32>,
    pub created_at: DateTime<Utc>,
}

/// One state of a draft. Revisions are never changed or deleted: undoing is going back to the
/// parent, redoing is going on to the latest child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub number: u32,
    pub parent: Option<u32>,
    /// What was done, by the name of the edit.
    pub edit: String,
    /// The code of what was changed; empty for the questionnaire as a whole.
    pub subject: String,
    pub by: PersonId,
    pub made_at: DateTime<Utc>,
}

/// What somebody from the field says of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    /// The name under which they were invited.
    pub author: String,
    /// The code of the item; empty for the questionnaire as a whole.
    pub item: String,
    pub body: String,
    pub made_at: DateTime<Utc>,
    pub decision: Option<Decision>,
}

/// What became of a comment, with the reason that its author reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub verdict: CommentVerdict,
    /// Never empty when declined.
    pub reason: String,
}

/// Whether a comment changes the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentVerdict {
    TakenOver,
    Declined,
}

impl CommentVerdict {
    /// The name under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::TakenOver => "taken_over",
            Self::Declined => "declined",
        }
    }

    /// The verdict stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::TakenOver, Self::Declined]
            .into_iter()
            .find(|verdict| verdict.code() == code)
    }
}

/// Why a decision on a comment is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecisionProblem {
    /// Whoever took the trouble to comment reads why it was declined.
    #[error("a comment is declined with a reason")]
    NoReason,
    #[error("the reason has more than {LONGEST_COMMENT} characters")]
    LongReason,
}

impl Decision {
    /// A decision; declining needs a reason.
    pub fn new(verdict: CommentVerdict, reason: &str) -> Result<Self, DecisionProblem> {
        let reason = reason.trim();
        if verdict == CommentVerdict::Declined && reason.is_empty() {
            return Err(DecisionProblem::NoReason);
        }
        if reason.chars().count() > LONGEST_COMMENT {
            return Err(DecisionProblem::LongReason);
        }
        Ok(Self {
            verdict,
            reason: reason.to_owned(),
        })
    }
}

/// Answers given to try a draft. They never become responses.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The revision that was tried.
    pub revision: u32,
    pub answers: Answers,
    pub made_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests;
