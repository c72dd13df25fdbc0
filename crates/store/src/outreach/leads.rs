//! Leads with their steps and conversations.

use chrono::NaiveDate;
use mkbroute_domain::ids::{LeadId, OrganisationId, PathwayId};
use mkbroute_domain::outreach::{Conversation, Lead};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::rows;
use crate::entities::{lead_conversations, lead_steps, leads};
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

use leads::Column;

/// Rows in one statement: less than databases take.
const ROWS_AT_ONCE: usize = 500;

/// A lead as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLead {
    pub lead: Lead,
    /// The last day on which anything was said or changed.
    pub quiet_since: NaiveDate,
    /// Goes up with every change.
    pub revision: u32,
}

/// A conversation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptConversation {
    pub id: Uuid,
    pub said: Conversation,
}

impl Store {
    /// The lead with this identifier among those of a pathway.
    pub async fn lead(&self, of: PathwayId, id: LeadId) -> Result<Option<KeptLead>, StoreError> {
        let row = leads::Entity::find_by_id(id.0)
            .filter(Column::PathwayId.eq(of.0))
            .one(self.reader())
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let steps = lead_steps::Entity::find()
            .filter(lead_steps::Column::LeadId.eq(id.0))
            .order_by_asc(lead_steps::Column::Number)
            .all(self.reader())
            .await?;
        rows::lead(&row, steps).map(Some)
    }

    /// The lead of a company at a pathway, if it stands in the list.
    pub async fn lead_of(
        &self,
        company: OrganisationId,
        pathway: PathwayId,
    ) -> Result<Option<LeadId>, StoreError> {
        let id = leads::Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::OrganisationId.eq(company.0))
            .filter(Column::PathwayId.eq(pathway.0))
            .into_tuple::<Uuid>();
        Ok(id.one(self.reader()).await?.map(LeadId))
    }

    /// The pathways on whose list a company stands.
    pub async fn leads_of_company(
        &self,
        company: OrganisationId,
    ) -> Result<Vec<(PathwayId, LeadId)>, StoreError> {
        let found = leads::Entity::find()
            .select_only()
            .columns([Column::PathwayId, Column::Id])
            .filter(Column::OrganisationId.eq(company.0))
            .order_by_asc(Column::PathwayId)
            .into_tuple::<(Uuid, Uuid)>();
        let found = found.all(self.reader()).await?.into_iter();
        Ok(found.map(|(of, id)| (PathwayId(of), LeadId(id))).collect())
    }

    /// What was said with a company about a pathway, the latest first.
    pub async fn conversations(&self, lead: LeadId) -> Result<Vec<KeptConversation>, StoreError> {
        let rows = lead_conversations::Entity::find()
            .filter(lead_conversations::Column::LeadId.eq(lead.0))
            .order_by_desc(lead_conversations::Column::HeldOn)
            .order_by_desc(lead_conversations::Column::Id);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(rows::conversation).collect()
    }
}

impl Tx {
    /// Adds a lead with its steps.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the company stands in the list of the pathway.
    pub async fn insert_lead(&self, kept: &KeptLead) -> Result<(), StoreError> {
        self.insert_leads(std::slice::from_ref(kept)).await
    }

    /// Adds leads with their steps, many at a time.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a company stands in the list of its pathway.
    pub async fn insert_leads(&self, all: &[KeptLead]) -> Result<(), StoreError> {
        for some in all.chunks(ROWS_AT_ONCE) {
            let rows: Result<Vec<leads::Model>, StoreError> = some.iter().map(rows::row).collect();
            let rows = rows?.into_iter().map(IntoActiveModel::into_active_model);
            leads::Entity::insert_many(rows)
                .exec_without_returning(&self.0)
                .await?;
            let mut steps = Vec::new();
            for kept in some {
                for step in (1..).zip(kept.lead.journey.changes()) {
                    steps.push(rows::step_row(kept.lead.id, step)?);
                }
            }
            for steps in steps.chunks(ROWS_AT_ONCE) {
                let steps = steps
                    .iter()
                    .cloned()
                    .map(IntoActiveModel::into_active_model);
                lead_steps::Entity::insert_many(steps)
                    .exec_without_returning(&self.0)
                    .await?;
            }
        }
        self.tally(all.iter().map(|kept| (&kept.lead, 1))).await
    }

    /// Stores a changed lead, of which `after.revision` is one more than what its editor read, with the
    /// steps that were added and without those that were taken back. Says whether it did: somebody else may have been first.
    pub async fn change_lead(&self, before: &Lead, after: &KeptLead) -> Result<bool, StoreError> {
        let row = rows::row(after)?;
        let revision = row.revision - 1;
        let mut change = row.into_active_model().reset_all();
        change.not_set(Column::Id);
        let changed = leads::Entity::update_many()
            .set(change)
            .filter(Column::Id.eq(after.lead.id.0))
            .filter(Column::Revision.eq(revision))
            .exec(&self.0)
            .await?;
        if changed.rows_affected == 0 {
            return Ok(false);
        }
        let kept = before.journey.changes().len();
        let left = after.lead.journey.changes().len();
        if left < kept {
            self.delete_steps(after.lead.id, left).await?;
        } else {
            self.insert_steps(&after.lead, kept).await?;
        }
        let counts = |lead: &Lead| (lead.source, lead.journey.changes().len());
        if counts(before) != counts(&after.lead) {
            self.tally([(before, -1), (&after.lead, 1)]).await?;
        }
        Ok(true)
    }

    /// Counts leads in or out of the funnel of all pathways: 1 or -1 times.
    pub(crate) async fn tally_leads(&self, ids: &[Uuid], times: i64) -> Result<(), StoreError> {
        let rows = leads::Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
        let mut found = Vec::new();
        for row in rows.all(&self.0).await? {
            let steps = lead_steps::Entity::find()
                .filter(lead_steps::Column::LeadId.eq(row.id))
                .order_by_asc(lead_steps::Column::Number);
            found.push(rows::lead(&row, steps.all(&self.0).await?)?.lead);
        }
        self.tally(found.iter().map(|lead| (lead, times))).await
    }

    /// Keeps what was said with a company.
    pub async fn insert_conversation(
        &self,
        lead: LeadId,
        kept: &KeptConversation,
    ) -> Result<(), StoreError> {
        let row = rows::conversation_row(lead, kept);
        self.insert(row.into_active_model()).await
    }

    /// Forgets what was said with a company.
    pub async fn delete_conversation(&self, lead: LeadId, id: Uuid) -> Result<(), StoreError> {
        lead_conversations::Entity::delete_many()
            .filter(lead_conversations::Column::LeadId.eq(lead.0))
            .filter(lead_conversations::Column::Id.eq(id))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// Forgets the steps after the first so many.
    async fn delete_steps(&self, lead: LeadId, left: usize) -> Result<(), StoreError> {
        lead_steps::Entity::delete_many()
            .filter(lead_steps::Column::LeadId.eq(lead.0))
            .filter(lead_steps::Column::Number.gt(rows::step_number(left)?))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    /// The steps after the first so many, which are kept.
    async fn insert_steps(&self, lead: &Lead, kept: usize) -> Result<(), StoreError> {
        for (number, step) in (1..).zip(lead.journey.changes()).skip(kept) {
            let row = rows::step_row(lead.id, (number, step))?;
            self.insert(row.into_active_model()).await?;
        }
        Ok(())
    }
}
