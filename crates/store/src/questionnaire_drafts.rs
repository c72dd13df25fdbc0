//! Questionnaires that are being made, with every state they had.

mod comments;
mod trials;

use chrono::{DateTime, Utc};
use mkbroute_domain::ids::{DraftId, PersonId};
use mkbroute_domain::surveys::draft::{QuestionnaireDraft, Revision};
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::text::Text;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use crate::entities::{draft_revisions, questionnaire_drafts};
use crate::error::StoreError;
use crate::parse::{count, group, stored};
use crate::store::Store;
use crate::tx::Tx;

pub use comments::Undecided;

/// A state to add to a draft.
#[derive(Clone, Copy, Debug)]
pub struct NewRevision<'a> {
    pub body: &'a Instrument,
    /// What was done, by the name of the edit.
    pub edit: &'a str,
    /// The code of what was changed.
    pub subject: &'a str,
    pub by: PersonId,
    pub now: DateTime<Utc>,
}

impl Store {
    /// Every draft, also those that were frozen, by readable name.
    pub async fn questionnaire_drafts(&self) -> Result<Vec<QuestionnaireDraft>, StoreError> {
        let rows = questionnaire_drafts::Entity::find()
            .order_by_asc(questionnaire_drafts::Column::Slug)
            .all(self.reader())
            .await?;
        rows.into_iter().map(draft).collect()
    }

    /// The draft with this readable name.
    pub async fn questionnaire_draft(
        &self,
        slug: &str,
    ) -> Result<Option<QuestionnaireDraft>, StoreError> {
        let found = questionnaire_drafts::Entity::find()
            .filter(questionnaire_drafts::Column::Slug.eq(slug));
        found.one(self.reader()).await?.map(draft).transpose()
    }

    /// The questionnaire as it was at a revision.
    pub async fn draft_at(
        &self,
        id: DraftId,
        revision: u32,
    ) -> Result<Option<Instrument>, StoreError> {
        let key = (id.0, stored(revision)?);
        let row = draft_revisions::Entity::find_by_id(key)
            .one(self.reader())
            .await?;
        let read = |row: draft_revisions::Model| {
            serde_json::from_str(&row.body)
                .map_err(|error| StoreError::Data(format!("draft_revisions.body: {error}")))
        };
        row.map(read).transpose()
    }

    /// Every state of a draft, the first one first.
    pub async fn draft_revisions(&self, id: DraftId) -> Result<Vec<Revision>, StoreError> {
        let rows = draft_revisions::Entity::find()
            .filter(draft_revisions::Column::DraftId.eq(id.0))
            .order_by_asc(draft_revisions::Column::Number);
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(revision)
            .collect()
    }
}

impl Tx {
    /// Adds a draft with its first state.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if its readable name is taken.
    pub async fn insert_questionnaire_draft(
        &self,
        draft: &QuestionnaireDraft,
        first: NewRevision<'_>,
    ) -> Result<(), StoreError> {
        let row = questionnaire_drafts::Model {
            id: draft.id.0,
            slug: draft.slug.clone(),
            instrument: draft.instrument.clone(),
            respondent_group: draft.group.code().to_owned(),
            title_nl: draft.title.nl.clone(),
            title_en: draft.title.en.clone(),
            based_on: draft.based_on.map(stored).transpose()?,
            revision: stored(draft.revision)?,
            comments_open: draft.comments_open,
            frozen_as: draft.frozen_as.map(stored).transpose()?,
            created_at: draft.created_at,
        };
        self.insert(row.into_active_model()).await?;
        self.insert_revision(draft.id, draft.revision, None, first)
            .await
    }

    /// Adds a state after `parent` and makes it the present one; says whether `parent` was still
    /// the present state. When not, nothing changes.
    pub async fn revise_draft(
        &self,
        id: DraftId,
        parent: u32,
        new: NewRevision<'_>,
    ) -> Result<Option<u32>, StoreError> {
        let highest = draft_revisions::Entity::find()
            .filter(draft_revisions::Column::DraftId.eq(id.0))
            .order_by_desc(draft_revisions::Column::Number)
            .one(&self.0)
            .await?;
        let number = highest.map_or(0, |row| row.number) + 1;
        let number = count("draft_revisions.number", number.into())?;
        if !self.move_draft(id, parent, number, new.body).await? {
            return Ok(None);
        }
        self.insert_revision(id, number, Some(parent), new).await?;
        Ok(Some(number))
    }

    /// Makes another state the present one, if `from` still is and the draft is not frozen.
    pub async fn move_draft(
        &self,
        id: DraftId,
        from: u32,
        to: u32,
        body: &Instrument,
    ) -> Result<bool, StoreError> {
        let moved = questionnaire_drafts::Entity::update_many()
            .col_expr(
                questionnaire_drafts::Column::Revision,
                Expr::value(stored(to)?),
            )
            .col_expr(
                questionnaire_drafts::Column::TitleNl,
                Expr::value(body.title.nl.clone()),
            )
            .col_expr(
                questionnaire_drafts::Column::TitleEn,
                Expr::value(body.title.en.clone()),
            )
            .filter(questionnaire_drafts::Column::Id.eq(id.0))
            .filter(questionnaire_drafts::Column::Revision.eq(stored(from)?))
            .filter(questionnaire_drafts::Column::FrozenAs.is_null())
            .exec(&self.0)
            .await?;
        Ok(moved.rows_affected == 1)
    }

    /// Records that the changes up to a version are in a draft, if `revision` is still the present
    /// state and it is not frozen; says whether it did.
    pub async fn set_draft_base(
        &self,
        id: DraftId,
        revision: u32,
        version: u32,
    ) -> Result<bool, StoreError> {
        let done = questionnaire_drafts::Entity::update_many()
            .col_expr(
                questionnaire_drafts::Column::BasedOn,
                Expr::value(stored(version)?),
            )
            .filter(questionnaire_drafts::Column::Id.eq(id.0))
            .filter(questionnaire_drafts::Column::Revision.eq(stored(revision)?))
            .filter(questionnaire_drafts::Column::FrozenAs.is_null())
            .exec(&self.0)
            .await?;
        Ok(done.rows_affected == 1)
    }

    /// Records the version that a draft became and ends its comment round, if `revision` is still
    /// the present state and it was not frozen before.
    pub async fn set_draft_frozen(
        &self,
        id: DraftId,
        revision: u32,
        version: u32,
    ) -> Result<bool, StoreError> {
        let done = questionnaire_drafts::Entity::update_many()
            .col_expr(
                questionnaire_drafts::Column::FrozenAs,
                Expr::value(stored(version)?),
            )
            .col_expr(
                questionnaire_drafts::Column::CommentsOpen,
                Expr::value(false),
            )
            .filter(questionnaire_drafts::Column::Id.eq(id.0))
            .filter(questionnaire_drafts::Column::Revision.eq(stored(revision)?))
            .filter(questionnaire_drafts::Column::FrozenAs.is_null())
            .exec(&self.0)
            .await?;
        Ok(done.rows_affected == 1)
    }

    async fn insert_revision(
        &self,
        id: DraftId,
        number: u32,
        parent: Option<u32>,
        new: NewRevision<'_>,
    ) -> Result<(), StoreError> {
        let body =
            serde_json::to_string(new.body).map_err(|error| StoreError::Data(error.to_string()))?;
        let row = draft_revisions::Model {
            draft_id: id.0,
            number: stored(number)?,
            parent: parent.map(stored).transpose()?,
            body,
            edit: new.edit.to_owned(),
            subject: new.subject.to_owned(),
            person_id: new.by.0,
            made_at: new.now,
        };
        self.insert(row.into_active_model()).await
    }
}

fn draft(row: questionnaire_drafts::Model) -> Result<QuestionnaireDraft, StoreError> {
    let version = |column: &str, number: Option<i32>| {
        let number = number.map(|number| count(column, number.into()));
        number.transpose()
    };
    Ok(QuestionnaireDraft {
        id: DraftId(row.id),
        slug: row.slug,
        instrument: row.instrument,
        group: group(&row.respondent_group)?,
        title: Text::new(row.title_nl, row.title_en),
        based_on: version("questionnaire_drafts.based_on", row.based_on)?,
        revision: count("questionnaire_drafts.revision", row.revision.into())?,
        comments_open: row.comments_open,
        frozen_as: version("questionnaire_drafts.frozen_as", row.frozen_as)?,
        created_at: row.created_at,
    })
}

fn revision(row: draft_revisions::Model) -> Result<Revision, StoreError> {
    let parent = row
        .parent
        .map(|parent| count("draft_revisions.parent", parent.into()));
    Ok(Revision {
        number: count("draft_revisions.number", row.number.into())?,
        parent: parent.transpose()?,
        edit: row.edit,
        subject: row.subject,
        by: PersonId(row.person_id),
        made_at: row.made_at,
    })
}
