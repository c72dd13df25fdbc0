//! Who says that they come to a meeting, and who came.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mkbroute_domain::ids::{MeetingId, PathwayId, PersonId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use crate::entities::{network_guests as guests, network_invitations, network_meetings};
use crate::error::StoreError;
use crate::parse::stored;
use crate::tx::Tx;

impl Tx {
    /// Keeps whether somebody comes for a pathway, in the place of what they said before.
    pub async fn answer_meeting(
        &self,
        id: MeetingId,
        (pathway, person): (PathwayId, PersonId),
        (comes, on): (bool, NaiveDate),
    ) -> Result<(), StoreError> {
        let row = guests::Model {
            meeting_id: id.0,
            pathway_id: pathway.0,
            person_id: person.0,
            comes: Some(comes),
            answered_on: Some(on),
            attended: false,
        };
        let said = [guests::Column::Comes, guests::Column::AnsweredOn];
        self.put_guest(row, &said).await
    }

    /// Keeps of which pathways somebody came, and who, as the next revision of the meeting. Says whether it did:
    /// somebody else may have changed it since revision `known` was read.
    pub async fn note_attendance(
        &self,
        (id, known): (MeetingId, u32),
        pathways: &BTreeSet<PathwayId>,
        people: &BTreeSet<(PathwayId, PersonId)>,
    ) -> Result<bool, StoreError> {
        let next = Expr::value(stored(known + 1)?);
        let changed = network_meetings::Entity::update_many()
            .col_expr(network_meetings::Column::Revision, next)
            .filter(network_meetings::Column::Id.eq(id.0))
            .filter(network_meetings::Column::Revision.eq(stored(known)?));
        if changed.exec(&self.0).await?.rows_affected == 0 {
            return Ok(false);
        }
        network_invitations::Entity::update_many()
            .col_expr(
                network_invitations::Column::Attended,
                network_invitations::Column::PathwayId.is_in(pathways.iter().map(|of| of.0)),
            )
            .filter(network_invitations::Column::MeetingId.eq(id.0))
            .exec(&self.0)
            .await?;
        guests::Entity::update_many()
            .col_expr(guests::Column::Attended, Expr::value(false))
            .filter(guests::Column::MeetingId.eq(id.0))
            .exec(&self.0)
            .await?;
        for (pathway, person) in people {
            let row = guests::Model {
                meeting_id: id.0,
                pathway_id: pathway.0,
                person_id: person.0,
                comes: None,
                answered_on: None,
                attended: true,
            };
            self.put_guest(row, &[guests::Column::Attended]).await?;
        }
        Ok(true)
    }

    /// Adds somebody, or changes these columns of who is there.
    async fn put_guest(
        &self,
        row: guests::Model,
        changed: &[guests::Column],
    ) -> Result<(), StoreError> {
        let key = [
            guests::Column::MeetingId,
            guests::Column::PathwayId,
            guests::Column::PersonId,
        ];
        let replaced = OnConflict::columns(key)
            .update_columns(changed.iter().copied())
            .to_owned();
        guests::Entity::insert(row.into_active_model())
            .on_conflict(replaced)
            .exec_without_returning(&self.0)
            .await?;
        Ok(())
    }
}
