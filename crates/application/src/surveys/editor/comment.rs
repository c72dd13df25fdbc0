//! Somebody from the field comments on a draft, by the link that they were given.

use mkbroute_domain::ids::CommentId;
use mkbroute_domain::surveys::draft::{Comment, LONGEST_COMMENT, QuestionnaireDraft};
use mkbroute_domain::surveys::instrument::Instrument;

use super::open_draft::state;
use crate::surveys::Token;
use crate::{App, AppError};

/// What somebody who was invited sees.
#[derive(Clone, Debug)]
pub struct Commenting {
    pub draft: QuestionnaireDraft,
    pub instrument: Instrument,
    /// The name under which they were invited.
    pub author: String,
    /// What they said before, with what became of it.
    pub mine: Vec<Comment>,
}

/// A comment as it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment {
    /// The code of the item; empty for the questionnaire as a whole.
    pub item: String,
    pub body: String,
}

/// Why comments were not kept; none of them was.
#[derive(Debug, thiserror::Error)]
pub enum CommentError {
    /// The round has ended.
    #[error("comments are no longer welcome")]
    Closed,
    #[error("nothing was said")]
    Nothing,
    #[error("the comment on '{0}' has more than {LONGEST_COMMENT} characters")]
    TooLong(String),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Opens a comment link.
pub async fn commenting(app: &App, token: &Token) -> Result<Commenting, AppError> {
    let hash = token.comment_hash();
    let invited = app.store().invitation(&hash).await?;
    let (draft, author) = invited.ok_or(AppError::NotFound)?;
    Ok(Commenting {
        instrument: state(app, &draft, draft.revision).await?,
        mine: app.store().comments(draft.id, Some(&hash)).await?,
        author,
        draft,
    })
}

/// Keeps what somebody says of a draft: all of it, or nothing. Empty comments are left out.
pub async fn comment(app: &App, token: &Token, given: Vec<NewComment>) -> Result<(), CommentError> {
    let found = commenting(app, token).await?;
    if !found.draft.comments_open {
        return Err(CommentError::Closed);
    }
    let known =
        |code: &str| code.is_empty() || found.instrument.items().any(|(_, item)| item.code == code);
    let mut comments = Vec::new();
    for new in given {
        let body = new.body.trim();
        if body.is_empty() {
            continue;
        }
        if body.chars().count() > LONGEST_COMMENT {
            return Err(CommentError::TooLong(new.item));
        }
        comments.push(Comment {
            id: CommentId(app.fresh_id()),
            author: found.author.clone(),
            // What was said of an item that is gone meanwhile is about the questionnaire.
            item: Some(new.item)
                .filter(|code| known(code))
                .unwrap_or_default(),
            body: body.to_owned(),
            made_at: app.now(),
            decision: None,
        });
    }
    if comments.is_empty() {
        return Err(CommentError::Nothing);
    }
    Ok(store(app, token, &found.draft, &comments).await?)
}

async fn store(
    app: &App,
    token: &Token,
    draft: &QuestionnaireDraft,
    comments: &[Comment],
) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    for comment in comments {
        tx.insert_comment(draft.id, token.comment_hash(), comment)
            .await?;
    }
    Ok(tx.commit().await?)
}
