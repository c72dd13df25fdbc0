//! Meetings with their guests, and who came.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::ids::{ContactId, EventId, GuestId, OrganisationId, PathwayId};
use mkbroute_domain::outreach::event::Mark;
use mkbroute_domain::outreach::{Attendance, Event, Guest};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, SelectExt,
};
use uuid::Uuid;

use crate::entities::{event_guests, event_marks, event_pathways, events, leads, mailings};
use crate::error::StoreError;
use crate::organisations::ids_set_aside;
use crate::parse::{count, stored};
use crate::store::Store;
use crate::tx::Tx;

use event_guests::Column as Guests;
use event_marks::Column as Marks;
use events::Column;

/// An event as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    pub id: EventId,
    pub name: String,
    pub on: NaiveDate,
    pub place: String,
}

/// How many are on the list of an event, said that they come, and came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventNumbers {
    pub invited: u32,
    pub signed_up: u32,
    pub came: u32,
}

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEvent {
    pub event: Event,
    pub revision: u32,
}

impl Store {
    /// The events that tell of a pathway, the latest first.
    pub async fn events_of(&self, of: PathwayId) -> Result<Vec<EventLine>, StoreError> {
        let own = Query::select()
            .column(event_pathways::Column::EventId)
            .from(event_pathways::Entity)
            .and_where(event_pathways::Column::PathwayId.eq(of.0))
            .take();
        let rows = events::Entity::find()
            .filter(Column::Id.in_subquery(own))
            .order_by_desc(Column::HeldOn)
            .order_by_desc(Column::Id);
        let rows = rows.all(self.reader()).await?.into_iter();
        Ok(rows.map(line).collect())
    }

    /// How many are on the lists of these events, and came.
    pub async fn event_numbers(
        &self,
        of: &[EventId],
    ) -> Result<BTreeMap<EventId, EventNumbers>, StoreError> {
        let ids = || of.iter().map(|id| id.0);
        let mut found: BTreeMap<EventId, EventNumbers> = BTreeMap::new();
        let guests = event_guests::Entity::find()
            .select_only()
            .columns([Guests::EventId, Guests::SignedUp])
            .column_as(Guests::Id.count(), "guests")
            .filter(Guests::EventId.is_in(ids()))
            .filter(Guests::Id.not_in_subquery(ids_set_aside()))
            .group_by(Guests::EventId)
            .group_by(Guests::SignedUp)
            .into_tuple::<(Uuid, Option<bool>, i64)>();
        for (event, signed_up, guests) in guests.all(self.reader()).await? {
            let guests = count("event_guests", guests)?;
            let numbers = found.entry(EventId(event)).or_default();
            numbers.invited += guests;
            numbers.signed_up += if signed_up == Some(true) { guests } else { 0 };
        }
        let came = event_marks::Entity::find()
            .select_only()
            .column(Marks::EventId)
            .column_as(Marks::GuestId.count(), "came")
            .filter(Marks::EventId.is_in(ids()))
            .filter(Marks::GuestId.not_in_subquery(ids_set_aside()))
            .filter(Marks::Came.eq(true))
            .group_by(Marks::EventId)
            .into_tuple::<(Uuid, i64)>();
        for (event, came) in came.all(self.reader()).await? {
            found.entry(EventId(event)).or_default().came = count("event_marks", came)?;
        }
        Ok(found)
    }

    /// The event with this identifier.
    pub async fn event(&self, id: EventId) -> Result<Option<KeptEvent>, StoreError> {
        let row = events::Entity::find_by_id(id.0).one(self.reader()).await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let pathways = event_pathways::Entity::find()
            .filter(event_pathways::Column::EventId.eq(id.0))
            .order_by_asc(event_pathways::Column::PathwayId);
        let pathways = pathways.all(self.reader()).await?.into_iter();
        let guests = event_guests::Entity::find()
            .filter(Guests::EventId.eq(id.0))
            .filter(Guests::Id.not_in_subquery(ids_set_aside()))
            .order_by_asc(Guests::Id);
        let guests = guests.all(self.reader()).await?;
        Ok(Some(KeptEvent {
            revision: count("events.revision", row.revision.into())?,
            event: Event {
                id,
                name: row.name,
                on: row.held_on,
                place: row.place,
                pathways: pathways.map(|row| PathwayId(row.pathway_id)).collect(),
                guests: guests.iter().map(guest).collect(),
            },
        }))
    }

    /// Who came to an event.
    pub async fn attendance(&self, of: EventId) -> Result<Attendance, StoreError> {
        attendance(self.reader(), of).await
    }
}

impl Tx {
    /// Adds an event, without its guests.
    pub async fn insert_event(&self, event: &Event) -> Result<(), StoreError> {
        let row = events::Model {
            id: event.id.0,
            name: event.name.clone(),
            held_on: event.on,
            place: event.place.clone(),
            revision: 1,
        };
        self.insert(row.into_active_model()).await?;
        self.tell_of(event).await
    }

    /// Stores what an event is and of which pathways it tells, as somebody changed it who read this
    /// revision. Says whether it did: somebody else may have been first.
    pub async fn change_event(&self, event: &Event, revision: u32) -> Result<bool, StoreError> {
        let changed = events::Entity::update_many()
            .col_expr(Column::Name, Expr::value(event.name.clone()))
            .col_expr(Column::HeldOn, Expr::value(event.on))
            .col_expr(Column::Place, Expr::value(event.place.clone()))
            .col_expr(Column::Revision, Expr::value(stored(revision + 1)?))
            .filter(Column::Id.eq(event.id.0))
            .filter(Column::Revision.eq(stored(revision)?))
            .exec(&self.0)
            .await?;
        if changed.rows_affected == 0 {
            return Ok(false);
        }
        event_pathways::Entity::delete_many()
            .filter(event_pathways::Column::EventId.eq(event.id.0))
            .exec(&self.0)
            .await?;
        self.tell_of(event).await?;
        Ok(true)
    }

    /// Whether anything rests on an event: a guest, a company that came by it, or a letter.
    pub async fn event_is_used(&self, id: EventId) -> Result<bool, StoreError> {
        let guests = event_guests::Entity::find().filter(Guests::EventId.eq(id.0));
        let leads = leads::Entity::find().filter(leads::Column::EventId.eq(id.0));
        let letters = mailings::Entity::find().filter(mailings::Column::EventId.eq(id.0));
        Ok(guests.exists(&self.0).await?
            || leads.exists(&self.0).await?
            || letters.exists(&self.0).await?)
    }

    /// Forgets an event on which nothing rests, as somebody saw it at this revision. Says whether it did: somebody
    /// else may have changed it.
    pub async fn delete_event(&self, id: EventId, revision: u32) -> Result<bool, StoreError> {
        event_pathways::Entity::delete_many()
            .filter(event_pathways::Column::EventId.eq(id.0))
            .exec(&self.0)
            .await?;
        let gone = events::Entity::delete_many()
            .filter(Column::Id.eq(id.0))
            .filter(Column::Revision.eq(stored(revision)?))
            .exec(&self.0)
            .await?;
        Ok(gone.rows_affected > 0)
    }

    /// Puts somebody on the list of an event.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if this contact stands on it already.
    pub async fn insert_guest(&self, of: EventId, guest: &Guest) -> Result<(), StoreError> {
        let row = event_guests::Model {
            id: guest.id.0,
            event_id: of.0,
            organisation_id: guest.organisation.0,
            contact_id: guest.contact.map(|id| id.0),
            invited_on: guest.invited_on,
            signed_up: guest.signed_up,
        };
        self.insert(row.into_active_model()).await
    }

    /// Notes whether a guest said that they come; `false` if they are not on the list.
    pub async fn sign_guest_up(
        &self,
        of: EventId,
        guest: GuestId,
        comes: Option<bool>,
    ) -> Result<bool, StoreError> {
        let changed = event_guests::Entity::update_many()
            .col_expr(Guests::SignedUp, Expr::value(comes))
            .filter(Guests::Id.eq(guest.0))
            .filter(Guests::EventId.eq(of.0))
            .exec(&self.0)
            .await?;
        Ok(changed.rows_affected == 1)
    }

    /// Takes a guest off the list, with the tick; `false` if they are not on it.
    pub async fn delete_guest(&self, of: EventId, guest: GuestId) -> Result<bool, StoreError> {
        self.lock_event(of).await?;
        let gone = event_guests::Entity::delete_many()
            .filter(Guests::Id.eq(guest.0))
            .filter(Guests::EventId.eq(of.0))
            .exec(&self.0)
            .await?;
        Ok(gone.rows_affected == 1)
    }

    /// Takes over what a phone ticked of who is on the list, and gives what holds then.
    pub async fn merge_attendance(
        &self,
        of: EventId,
        ticked: &Attendance,
    ) -> Result<Attendance, StoreError> {
        self.lock_event(of).await?;
        let guests = event_guests::Entity::find().filter(Guests::EventId.eq(of.0));
        let guests: Vec<Guest> = guests.all(&self.0).await?.iter().map(guest).collect();
        let ticked = ticked.clone().of_guests(&guests);
        let mut merged = attendance(&self.0, of).await?;
        merged.merge(&ticked);
        for (guest, mark) in merged.marks() {
            let row = event_marks::Model {
                event_id: of.0,
                guest_id: guest.0,
                marked_at: mark.at,
                device: mark.device,
                came: mark.came,
            };
            let values = [Marks::MarkedAt, Marks::Device, Marks::Came];
            let newer = OnConflict::column(Marks::GuestId)
                .update_columns(values)
                .to_owned();
            event_marks::Entity::insert(row.into_active_model())
                .on_conflict(newer)
                .exec_without_returning(&self.0)
                .await?;
        }
        Ok(merged)
    }

    /// Whoever changes the list of the same event waits, so that nobody's tick is lost.
    async fn lock_event(&self, of: EventId) -> Result<(), StoreError> {
        events::Entity::update_many()
            .col_expr(Column::Revision, Expr::col(Column::Revision))
            .filter(Column::Id.eq(of.0))
            .exec(&self.0)
            .await?;
        Ok(())
    }

    async fn tell_of(&self, event: &Event) -> Result<(), StoreError> {
        for pathway in &event.pathways {
            let row = event_pathways::Model {
                event_id: event.id.0,
                pathway_id: pathway.0,
            };
            self.insert(row.into_active_model()).await?;
        }
        Ok(())
    }
}

async fn attendance(
    database: &impl ConnectionTrait,
    of: EventId,
) -> Result<Attendance, StoreError> {
    let rows = event_marks::Entity::find().filter(Marks::EventId.eq(of.0));
    let mut found = Attendance::default();
    for row in rows.all(database).await? {
        let mark = Mark {
            at: row.marked_at,
            device: row.device,
            came: row.came,
        };
        found.mark(GuestId(row.guest_id), mark);
    }
    Ok(found)
}

fn line(row: events::Model) -> EventLine {
    EventLine {
        id: EventId(row.id),
        name: row.name,
        on: row.held_on,
        place: row.place,
    }
}

fn guest(row: &event_guests::Model) -> Guest {
    Guest {
        id: GuestId(row.id),
        organisation: OrganisationId(row.organisation_id),
        contact: row.contact_id.map(ContactId),
        invited_on: row.invited_on,
        signed_up: row.signed_up,
    }
}
