//! Meetings are planned and changed.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mkbroute_domain::ids::{MeetingId, PathwayId};
use mkbroute_domain::pathways::Meeting;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::entities::{network_guests, network_invitations, network_meetings, network_themes};
use crate::error::StoreError;
use crate::parse::stored;
use crate::pathways::development::written;
use crate::tx::Tx;

impl Tx {
    /// Keeps a new meeting, to which these pathways are invited on a day.
    pub async fn insert_meeting(
        &self,
        meeting: &Meeting,
        (invited, on): (&BTreeSet<PathwayId>, NaiveDate),
    ) -> Result<(), StoreError> {
        self.insert(row(meeting, 1)?.into_active_model()).await?;
        self.put_themes(meeting).await?;
        self.invite(meeting.id, invited, on).await
    }

    /// Keeps a meeting as its next revision, to which these pathways are invited; who was, stays as it was. Says
    /// whether it did: somebody else may have changed it since revision `known` was read.
    pub async fn change_meeting(
        &self,
        (meeting, known): (&Meeting, u32),
        (invited, on): (&BTreeSet<PathwayId>, NaiveDate),
    ) -> Result<bool, StoreError> {
        let changed = network_meetings::Entity::update_many()
            .set(row(meeting, known + 1)?.into_active_model().reset_all())
            .filter(network_meetings::Column::Id.eq(meeting.id.0))
            .filter(network_meetings::Column::Revision.eq(stored(known)?));
        if changed.exec(&self.0).await?.rows_affected == 0 {
            return Ok(false);
        }
        network_themes::Entity::delete_many()
            .filter(network_themes::Column::MeetingId.eq(meeting.id.0))
            .exec(&self.0)
            .await?;
        self.put_themes(meeting).await?;
        let before = network_invitations::Entity::find()
            .select_only()
            .column(network_invitations::Column::PathwayId)
            .filter(network_invitations::Column::MeetingId.eq(meeting.id.0))
            .into_tuple::<Uuid>();
        let before = before.all(&self.0).await?.into_iter().map(PathwayId);
        let before: BTreeSet<PathwayId> = before.collect();
        let gone = before.difference(invited).copied().collect();
        self.uninvite(meeting.id, &gone).await?;
        let new = invited.difference(&before).copied().collect();
        self.invite(meeting.id, &new, on).await?;
        Ok(true)
    }

    async fn put_themes(&self, meeting: &Meeting) -> Result<(), StoreError> {
        for theme in &meeting.details.themes {
            let row = network_themes::Model {
                meeting_id: meeting.id.0,
                theme: theme.clone(),
            };
            self.insert(row.into_active_model()).await?;
        }
        Ok(())
    }

    async fn invite(
        &self,
        to: MeetingId,
        pathways: &BTreeSet<PathwayId>,
        on: NaiveDate,
    ) -> Result<(), StoreError> {
        for pathway in pathways {
            let row = network_invitations::Model {
                meeting_id: to.0,
                pathway_id: pathway.0,
                invited_on: on,
                attended: false,
            };
            self.insert(row.into_active_model()).await?;
        }
        Ok(())
    }

    async fn uninvite(
        &self,
        to: MeetingId,
        pathways: &BTreeSet<PathwayId>,
    ) -> Result<(), StoreError> {
        let ids = || pathways.iter().map(|pathway| pathway.0);
        network_guests::Entity::delete_many()
            .filter(network_guests::Column::MeetingId.eq(to.0))
            .filter(network_guests::Column::PathwayId.is_in(ids()))
            .exec(&self.0)
            .await?;
        network_invitations::Entity::delete_many()
            .filter(network_invitations::Column::MeetingId.eq(to.0))
            .filter(network_invitations::Column::PathwayId.is_in(ids()))
            .exec(&self.0)
            .await?;
        Ok(())
    }
}

fn row(meeting: &Meeting, revision: u32) -> Result<network_meetings::Model, StoreError> {
    Ok(network_meetings::Model {
        id: meeting.id.0,
        title: meeting.title.clone(),
        held_on: meeting.on,
        called_off: meeting.called_off,
        document: written(&meeting.details)?,
        revision: stored(revision)?,
    })
}
