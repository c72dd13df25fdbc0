//! What people from the field say of a draft, by a link of which only a hash is kept.

use chrono::{DateTime, Utc};
use mkbroute_domain::ids::{CommentId, DraftId};
use mkbroute_domain::surveys::draft::{Comment, CommentVerdict, Decision, QuestionnaireDraft};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entities::{draft_comments, draft_invitations, questionnaire_drafts};
use crate::error::StoreError;
use crate::parse::{code, count};
use crate::store::Store;
use crate::tx::Tx;

/// Comments on one draft about which nobody decided yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecided {
    pub draft: DraftId,
    /// At least one.
    pub comments: u32,
    /// When the oldest of them was made.
    pub since: DateTime<Utc>,
}

impl Store {
    /// Where comments wait for a decision, the longest wait first.
    pub async fn undecided_comments(&self) -> Result<Vec<Undecided>, StoreError> {
        let rows = draft_comments::Entity::find()
            .select_only()
            .column(draft_comments::Column::DraftId)
            .column_as(draft_comments::Column::Id.count(), "comments")
            .column_as(draft_comments::Column::MadeAt.min(), "since")
            .filter(draft_comments::Column::Verdict.is_null())
            .group_by(draft_comments::Column::DraftId)
            .into_tuple::<(Uuid, i64, DateTime<Utc>)>();
        let mut found = Vec::new();
        for (draft, comments, since) in rows.all(self.reader()).await? {
            found.push(Undecided {
                draft: DraftId(draft),
                comments: count("draft_comments", comments)?,
                since,
            });
        }
        found.sort_by_key(|waiting| (waiting.since, waiting.draft.0));
        Ok(found)
    }

    /// The draft of an invitation, with the name of who was invited.
    pub async fn invitation(
        &self,
        token_hash: &[u8; 32],
    ) -> Result<Option<(QuestionnaireDraft, String)>, StoreError> {
        let invited = draft_invitations::Entity::find_by_id(token_hash.to_vec())
            .one(self.reader())
            .await?;
        let Some(invited) = invited else {
            return Ok(None);
        };
        let row = questionnaire_drafts::Entity::find_by_id(invited.draft_id)
            .one(self.reader())
            .await?;
        row.map(|row| Ok((super::draft(row)?, invited.name)))
            .transpose()
    }

    /// Who was invited to comment on a draft, in the order of inviting.
    pub async fn invited(&self, draft: DraftId) -> Result<Vec<String>, StoreError> {
        let rows = draft_invitations::Entity::find()
            .filter(draft_invitations::Column::DraftId.eq(draft.0))
            .order_by_asc(draft_invitations::Column::MadeAt)
            .order_by_asc(draft_invitations::Column::Name);
        let rows = rows.all(self.reader()).await?;
        Ok(rows.into_iter().map(|row| row.name).collect())
    }

    /// The comments on a draft in the order of arrival; of one invitation, or of all.
    pub async fn comments(
        &self,
        draft: DraftId,
        invitation: Option<&[u8; 32]>,
    ) -> Result<Vec<Comment>, StoreError> {
        let mut rows = draft_comments::Entity::find()
            .filter(draft_comments::Column::DraftId.eq(draft.0))
            .order_by_asc(draft_comments::Column::MadeAt)
            .order_by_asc(draft_comments::Column::Id);
        if let Some(hash) = invitation {
            rows = rows.filter(draft_comments::Column::Invitation.eq(hash.to_vec()));
        }
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(comment).collect()
    }
}

impl Tx {
    /// Adds an invitation to comment.
    pub async fn insert_commenter(
        &self,
        token_hash: [u8; 32],
        draft: DraftId,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let row = draft_invitations::Model {
            token_hash: token_hash.to_vec(),
            draft_id: draft.0,
            name: name.to_owned(),
            made_at: now,
        };
        self.insert(row.into_active_model()).await
    }

    /// Opens or ends the comment round of a draft that is not frozen; says whether it did.
    pub async fn set_comments_open(&self, draft: DraftId, open: bool) -> Result<bool, StoreError> {
        let done = questionnaire_drafts::Entity::update_many()
            .col_expr(
                questionnaire_drafts::Column::CommentsOpen,
                Expr::value(open),
            )
            .filter(questionnaire_drafts::Column::Id.eq(draft.0))
            .filter(questionnaire_drafts::Column::FrozenAs.is_null())
            .exec(&self.0)
            .await?;
        Ok(done.rows_affected == 1)
    }

    /// Adds a comment that came through an invitation.
    pub async fn insert_comment(
        &self,
        draft: DraftId,
        invitation: [u8; 32],
        comment: &Comment,
    ) -> Result<(), StoreError> {
        let decision = comment.decision.as_ref();
        let row = draft_comments::Model {
            id: comment.id.0,
            draft_id: draft.0,
            invitation: invitation.to_vec(),
            author: comment.author.clone(),
            item: comment.item.clone(),
            body: comment.body.clone(),
            made_at: comment.made_at,
            verdict: decision.map(|decision| decision.verdict.code().to_owned()),
            reason: decision.map_or_else(String::new, |decision| decision.reason.clone()),
        };
        self.insert(row.into_active_model()).await
    }

    /// Records what becomes of a comment; says whether the draft has it.
    pub async fn decide_comment(
        &self,
        draft: DraftId,
        id: CommentId,
        decision: &Decision,
    ) -> Result<bool, StoreError> {
        let done = draft_comments::Entity::update_many()
            .col_expr(
                draft_comments::Column::Verdict,
                Expr::value(decision.verdict.code()),
            )
            .col_expr(
                draft_comments::Column::Reason,
                Expr::value(decision.reason.clone()),
            )
            .filter(draft_comments::Column::Id.eq(id.0))
            .filter(draft_comments::Column::DraftId.eq(draft.0))
            .exec(&self.0)
            .await?;
        Ok(done.rows_affected == 1)
    }
}

fn comment(row: draft_comments::Model) -> Result<Comment, StoreError> {
    let verdict = row.verdict.map(|verdict| {
        code(
            "draft_comments.verdict",
            &verdict,
            CommentVerdict::from_code,
        )
    });
    let decision = verdict.transpose()?.map(|verdict| Decision {
        verdict,
        reason: row.reason,
    });
    Ok(Comment {
        id: CommentId(row.id),
        author: row.author,
        item: row.item,
        body: row.body,
        made_at: row.made_at,
        decision,
    })
}
