//! Trial answers: in a table of their own, so that no figure can ever count them.

use mkbroute_domain::ids::DraftId;
use mkbroute_domain::surveys::draft::Trial;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entities::draft_trials;
use crate::error::StoreError;
use crate::parse::{count, stored};
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// The trial answers of a draft, the latest first.
    pub async fn trials(&self, draft: DraftId) -> Result<Vec<Trial>, StoreError> {
        let rows = draft_trials::Entity::find()
            .filter(draft_trials::Column::DraftId.eq(draft.0))
            .order_by_desc(draft_trials::Column::MadeAt)
            .order_by_desc(draft_trials::Column::Id);
        let rows = rows.all(self.reader()).await?;
        rows.iter().map(trial).collect()
    }
}

impl Tx {
    /// Keeps trial answers.
    pub async fn insert_trial(
        &self,
        id: Uuid,
        draft: DraftId,
        trial: &Trial,
    ) -> Result<(), StoreError> {
        let answers = serde_json::to_string(&trial.answers)
            .map_err(|error| StoreError::Data(error.to_string()))?;
        let row = draft_trials::Model {
            id,
            draft_id: draft.0,
            revision: stored(trial.revision)?,
            answers,
            made_at: trial.made_at,
        };
        self.insert(row.into_active_model()).await
    }

    /// Deletes every trial answer of a draft.
    pub async fn clear_trials(&self, draft: DraftId) -> Result<(), StoreError> {
        draft_trials::Entity::delete_many()
            .filter(draft_trials::Column::DraftId.eq(draft.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn trial(row: &draft_trials::Model) -> Result<Trial, StoreError> {
    let answers = serde_json::from_str(&row.answers)
        .map_err(|error| StoreError::Data(format!("draft_trials.answers: {error}")))?;
    Ok(Trial {
        revision: count("draft_trials.revision", row.revision.into())?,
        answers,
        made_at: row.made_at,
    })
}
