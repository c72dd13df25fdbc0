//! Lists of meetings: a page at a time, their numbers, and those that wait for an answer.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mkbroute_domain::accounts::Visible;
use mkbroute_domain::ids::{MeetingId, PersonId};
use mkbroute_domain::pathways::Meeting;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef, Select,
};
use uuid::Uuid;

use super::meeting;
use crate::entities::{
    network_guests as guests, network_invitations as invitations, network_meetings as meetings,
    network_themes as themes, pathways,
};
use crate::error::StoreError;
use crate::parse::count;
use crate::pathways::within;
use crate::store::Store;

/// Which meetings are sought. All conditions hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingFilter {
    pub when: MeetingWhen,
    pub theme: Option<String>,
}

/// Meetings before or after a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingWhen {
    /// On this day or later, the soonest first.
    From(NaiveDate),
    /// Before this day, the latest first.
    Before(NaiveDate),
    /// All, the latest first.
    Ever,
}

/// How many are invited to a meeting, come and came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeetingNumbers {
    /// Pathways that are invited.
    pub invited: u32,
    /// Pathways for which somebody said that they come.
    pub coming: u32,
    /// Pathways of which somebody came.
    pub attended: u32,
}

/// A meeting that waits for the answer of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnansweredMeeting {
    pub id: MeetingId,
    pub title: String,
    pub on: NaiveDate,
    /// The day on which the first of their pathways was invited.
    pub since: NaiveDate,
}

impl Store {
    /// What is sought, in the order of the filter: so many after so many.
    pub async fn meetings(
        &self,
        filter: &MeetingFilter,
        (skip, most): (u64, u64),
    ) -> Result<Vec<Meeting>, StoreError> {
        let rows = sought(filter);
        let rows = match filter.when {
            MeetingWhen::From(_) => rows
                .order_by_asc(meetings::Column::HeldOn)
                .order_by_asc(meetings::Column::Id),
            MeetingWhen::Before(_) | MeetingWhen::Ever => rows
                .order_by_desc(meetings::Column::HeldOn)
                .order_by_desc(meetings::Column::Id),
        };
        let rows = rows.offset(skip).limit(most).all(self.reader()).await?;
        rows.into_iter().map(meeting).collect()
    }

    /// How many are sought.
    pub async fn meeting_count(&self, filter: &MeetingFilter) -> Result<u64, StoreError> {
        Ok(sought(filter).count(self.reader()).await?)
    }

    /// Every theme that a meeting has.
    pub async fn meeting_themes(&self) -> Result<Vec<String>, StoreError> {
        let rows = themes::Entity::find()
            .select_only()
            .column(themes::Column::Theme)
            .distinct()
            .order_by_asc(themes::Column::Theme)
            .into_tuple();
        Ok(rows.all(self.reader()).await?)
    }

    /// How many are invited to these meetings, come and came.
    pub async fn meeting_numbers(
        &self,
        of: &[MeetingId],
    ) -> Result<BTreeMap<MeetingId, MeetingNumbers>, StoreError> {
        let ids = || of.iter().map(|id| id.0);
        let mut found: BTreeMap<MeetingId, MeetingNumbers> = BTreeMap::new();
        let invited = invitations::Entity::find()
            .select_only()
            .column(invitations::Column::MeetingId)
            .column_as(invitations::Column::PathwayId.count(), "pathways")
            .filter(invitations::Column::MeetingId.is_in(ids()))
            .group_by(invitations::Column::MeetingId);
        let attended = invited
            .clone()
            .filter(invitations::Column::Attended.eq(true));
        for (meeting, pathways) in counted(self, invited).await? {
            found.entry(meeting).or_default().invited = pathways;
        }
        for (meeting, pathways) in counted(self, attended).await? {
            found.entry(meeting).or_default().attended = pathways;
        }
        let coming = guests::Entity::find()
            .select_only()
            .column(guests::Column::MeetingId)
            .expr_as(
                Expr::col(guests::Column::PathwayId).count_distinct(),
                "pathways",
            )
            .filter(guests::Column::MeetingId.is_in(ids()))
            .filter(guests::Column::Comes.eq(true))
            .group_by(guests::Column::MeetingId);
        for (meeting, pathways) in counted(self, coming).await? {
            found.entry(meeting).or_default().coming = pathways;
        }
        Ok(found)
    }

    /// The meetings from a day on to which pathways within `seen` are invited, and for one of which this person
    /// did not say whether they come.
    pub async fn unanswered_meetings(
        &self,
        person: PersonId,
        seen: &Visible,
        from: NaiveDate,
    ) -> Result<Vec<UnansweredMeeting>, StoreError> {
        let of: RelationDef = invitations::Entity::belongs_to(meetings::Entity)
            .from(invitations::Column::MeetingId)
            .to(meetings::Column::Id)
            .into();
        let own = pathways::Entity::find()
            .select_only()
            .column(pathways::Column::Id)
            .filter(within(seen))
            .into_query();
        let rows = invitations::Entity::find()
            .join(JoinType::InnerJoin, of)
            .select_only()
            .column(meetings::Column::Id)
            .column(meetings::Column::Title)
            .column(meetings::Column::HeldOn)
            .column_as(invitations::Column::InvitedOn.min(), "since")
            .filter(meetings::Column::HeldOn.gte(from))
            .filter(meetings::Column::CalledOff.eq(false))
            .filter(invitations::Column::PathwayId.in_subquery(own))
            .filter(Expr::exists(answer_of(person)).not())
            .group_by(meetings::Column::Id)
            .group_by(meetings::Column::Title)
            .group_by(meetings::Column::HeldOn)
            .order_by_asc(meetings::Column::HeldOn)
            .into_tuple::<(Uuid, String, NaiveDate, NaiveDate)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        let unanswered = rows.map(|(id, title, on, since)| UnansweredMeeting {
            id: MeetingId(id),
            title,
            on,
            since,
        });
        Ok(unanswered.collect())
    }
}

/// How many pathways a query finds for each meeting.
async fn counted<E: EntityTrait>(
    store: &Store,
    rows: Select<E>,
) -> Result<Vec<(MeetingId, u32)>, StoreError> {
    let rows = rows.into_tuple::<(Uuid, i64)>().all(store.reader()).await?;
    let numbers = rows.into_iter();
    numbers
        .map(|(id, pathways)| Ok((MeetingId(id), count("network_invitations", pathways)?)))
        .collect()
}

/// What somebody answered for the pathway of an invitation.
fn answer_of(person: PersonId) -> sea_orm::sea_query::SelectStatement {
    let same = |own: guests::Column, other: invitations::Column| {
        Expr::col((guests::Entity, own)).eq(Expr::col((invitations::Entity, other)))
    };
    Query::select()
        .expr(Expr::val(1))
        .from(guests::Entity)
        .and_where(same(
            guests::Column::MeetingId,
            invitations::Column::MeetingId,
        ))
        .and_where(same(
            guests::Column::PathwayId,
            invitations::Column::PathwayId,
        ))
        .and_where(Expr::col((guests::Entity, guests::Column::PersonId)).eq(person.0))
        .and_where(Expr::col((guests::Entity, guests::Column::Comes)).is_not_null())
        .take()
}

fn sought(filter: &MeetingFilter) -> Select<meetings::Entity> {
    let rows = meetings::Entity::find();
    let rows = match filter.when {
        MeetingWhen::From(day) => rows.filter(meetings::Column::HeldOn.gte(day)),
        MeetingWhen::Before(day) => rows.filter(meetings::Column::HeldOn.lt(day)),
        MeetingWhen::Ever => rows,
    };
    match &filter.theme {
        None => rows,
        Some(theme) => {
            let with = Query::select()
                .column(themes::Column::MeetingId)
                .from(themes::Entity)
                .and_where(themes::Column::Theme.eq(theme.as_str()))
                .take();
            rows.filter(meetings::Column::Id.in_subquery(with))
        }
    }
}
