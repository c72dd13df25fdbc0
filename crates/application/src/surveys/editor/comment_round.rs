//! The comment round of a draft, for its editors: inviting, ending, deciding.

use mkbroute_domain::accounts::audit::{Act, Detail, Entry};
use mkbroute_domain::ids::CommentId;
use mkbroute_domain::surveys::draft::{
    Comment, CommentVerdict, Decision, DecisionProblem, LONGEST_NAME,
};

use super::open_draft::find;
use super::{OpenDraft, authorise, made, open_draft};
use crate::accounts::Actor;
use crate::accounts::audit::{commit, looked};
use crate::surveys::Token;
use crate::{App, AppError};

/// A draft with who was invited and what was said.
#[derive(Clone, Debug)]
pub struct CommentRound {
    pub open: OpenDraft,
    pub invited: Vec<String>,
    /// In the order of arrival.
    pub comments: Vec<Comment>,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// Comments carry the name of who was invited.
    #[error("a name is needed")]
    NoName,
    #[error("the name has more than {LONGEST_NAME} characters")]
    LongName,
    #[error(transparent)]
    App(#[from] AppError),
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    #[error(transparent)]
    Problem(#[from] DecisionProblem),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Reads the comments on a draft.
pub async fn comment_round(app: &App, actor: &Actor, slug: &str) -> Result<CommentRound, AppError> {
    let open = open_draft(app, actor, slug).await?;
    let round = CommentRound {
        invited: app.store().invited(open.draft.id).await?,
        comments: app.store().comments(open.draft.id, None).await?,
        open,
    };
    // With nobody invited it names nobody.
    if !round.invited.is_empty() {
        let told = made(actor, Act::CommentsSeen, slug, Detail::default());
        looked(app, &told).await?;
    }
    Ok(round)
}

/// Opens the comment round of a draft, or ends it.
pub async fn open_round(app: &App, actor: &Actor, slug: &str, open: bool) -> Result<(), AppError> {
    authorise(actor)?;
    let draft = find(app, slug).await?;
    let tx = app.store().begin().await?;
    if !tx.set_comments_open(draft.id, open).await? {
        return Err(AppError::NotWelcome);
    }
    let act = if open {
        Act::CommentsOpened
    } else {
        Act::CommentsEnded
    };
    let told = made(actor, act, slug, Detail::default());
    commit(app, tx, &told).await
}

/// Makes a link by which somebody comments, and opens the round. Only its hash is kept: the link is
/// shown once.
pub async fn invite(
    app: &App,
    actor: &Actor,
    slug: &str,
    name: &str,
) -> Result<Token, InviteError> {
    authorise(actor)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(InviteError::NoName);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(InviteError::LongName);
    }
    let draft = find(app, slug).await?;
    Ok(insert(app, actor, &draft, name).await?)
}

async fn insert(
    app: &App,
    actor: &Actor,
    draft: &mkbroute_domain::surveys::draft::QuestionnaireDraft,
    name: &str,
) -> Result<Token, AppError> {
    let token = Token::fresh(app);
    let tx = app.store().begin().await?;
    if !tx.set_comments_open(draft.id, true).await? {
        return Err(AppError::NotWelcome);
    }
    tx.insert_commenter(token.comment_hash(), draft.id, name, app.now())
        .await?;
    let told = made(actor, Act::CommenterInvited, &draft.slug, Detail::default());
    commit(app, tx, &told).await?;
    Ok(token)
}

/// Takes a comment over, or declines it with a reason. May be decided anew.
pub async fn decide(
    app: &App,
    actor: &Actor,
    slug: &str,
    id: CommentId,
    (verdict, reason): (CommentVerdict, &str),
) -> Result<(), DecideError> {
    authorise(actor)?;
    let decision = Decision::new(verdict, reason)?;
    let detail = Detail::default().how(verdict.code());
    let told = made(actor, Act::CommentDecided, slug, detail);
    Ok(record(app, slug, (id, &decision), &told).await?)
}

async fn record(
    app: &App,
    slug: &str,
    (id, decision): (CommentId, &Decision),
    told: &Entry,
) -> Result<(), AppError> {
    let draft = find(app, slug).await?;
    let tx = app.store().begin().await?;
    if !tx.decide_comment(draft.id, id, decision).await? {
        return Err(AppError::NotFound);
    }
    commit(app, tx, told).await
}
