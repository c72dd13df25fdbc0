//! Meetings of the learning network: what they are, who is invited, and who came.

mod change;
mod guests;
mod list;

use mkbroute_domain::ids::{MeetingId, PathwayId, PersonId};
use mkbroute_domain::pathways::network::{Guest, Invitation};
use mkbroute_domain::pathways::{Meeting, MeetingDetails};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub use list::{MeetingFilter, MeetingNumbers, MeetingWhen, UnansweredMeeting};

use crate::entities::{network_guests, network_invitations, network_meetings};
use crate::error::StoreError;
use crate::parse::count;
use crate::store::Store;

/// A meeting as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMeeting {
    pub meeting: Meeting,
    pub invitations: Vec<Invitation>,
    /// Who answered or came.
    pub guests: Vec<Guest>,
    /// Counts the changes, from 1.
    pub revision: u32,
}

impl Store {
    /// One meeting.
    pub async fn meeting(&self, id: MeetingId) -> Result<Option<KeptMeeting>, StoreError> {
        let row = network_meetings::Entity::find_by_id(id.0);
        let Some(row) = row.one(self.reader()).await? else {
            return Ok(None);
        };
        let invited = network_invitations::Entity::find()
            .filter(network_invitations::Column::MeetingId.eq(id.0))
            .order_by_asc(network_invitations::Column::PathwayId);
        let invited = invited.all(self.reader()).await?;
        let guests = network_guests::Entity::find()
            .filter(network_guests::Column::MeetingId.eq(id.0))
            .order_by_asc(network_guests::Column::PathwayId)
            .order_by_asc(network_guests::Column::PersonId);
        let guests = guests.all(self.reader()).await?;
        Ok(Some(KeptMeeting {
            revision: count("network_meetings.revision", row.revision.into())?,
            meeting: meeting(row)?,
            invitations: invited.iter().map(invitation).collect(),
            guests: guests.iter().map(guest).collect(),
        }))
    }
}

fn meeting(row: network_meetings::Model) -> Result<Meeting, StoreError> {
    let details: MeetingDetails = serde_json::from_str(&row.document)
        .map_err(|error| StoreError::Data(format!("network_meetings: {error}")))?;
    Ok(Meeting {
        id: MeetingId(row.id),
        title: row.title,
        on: row.held_on,
        called_off: row.called_off,
        details,
    })
}

fn invitation(row: &network_invitations::Model) -> Invitation {
    Invitation {
        pathway: PathwayId(row.pathway_id),
        invited_on: row.invited_on,
        attended: row.attended,
    }
}

fn guest(row: &network_guests::Model) -> Guest {
    Guest {
        pathway: PathwayId(row.pathway_id),
        person: PersonId(row.person_id),
        comes: row.comes,
        answered_on: row.answered_on,
        attended: row.attended,
    }
}
