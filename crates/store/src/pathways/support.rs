//! What pathways ask of the national programme.

use chrono::NaiveDate;
use mkbroute_domain::ids::{PathwayId, PersonId, SupportRequestId};
use mkbroute_domain::pathways::{Pathway, SupportRequest, SupportState};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::pathway;
use crate::entities::support_requests::{Column, Entity, Model};
use crate::entities::{pathways, support_requests};
use crate::error::StoreError;
use crate::parse::{code, count, stored};
use crate::store::Store;
use crate::tx::Tx;

/// A request as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSupport {
    pub request: SupportRequest,
    /// Counts the changes, from 1.
    pub revision: u32,
}

/// Which requests are sought. All conditions hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupportFilter {
    /// Those in one of these states; empty for any.
    pub states: Vec<SupportState>,
    pub kind: Option<String>,
    pub owner: Option<SupportOwner>,
}

/// Who sees to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportOwner {
    Nobody,
    Person(PersonId),
}

impl Store {
    /// What a pathway asked, the newest first.
    pub async fn support_of(&self, pathway: PathwayId) -> Result<Vec<KeptSupport>, StoreError> {
        let rows = Entity::find()
            .filter(Column::PathwayId.eq(pathway.0))
            .order_by_desc(Column::AskedOn)
            .order_by_desc(Column::Id);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(kept).collect()
    }

    /// One request.
    pub async fn support_request(
        &self,
        id: SupportRequestId,
    ) -> Result<Option<KeptSupport>, StoreError> {
        let row = Entity::find_by_id(id.0).one(self.reader()).await?;
        row.map(kept).transpose()
    }

    /// What is sought of all pathways, the longest ago first: so many after so many.
    pub async fn support(
        &self,
        filter: &SupportFilter,
        (skip, most): (u64, u64),
    ) -> Result<Vec<KeptSupport>, StoreError> {
        let rows = sought(filter)
            .order_by_asc(Column::AskedOn)
            .order_by_asc(Column::Id)
            .offset(skip)
            .limit(most);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(kept).collect()
    }

    /// How many are sought.
    pub async fn support_count(&self, filter: &SupportFilter) -> Result<u64, StoreError> {
        Ok(sought(filter).count(self.reader()).await?)
    }

    /// How many requests of each kind are in each state.
    pub async fn support_tallies(&self) -> Result<Vec<(String, SupportState, u32)>, StoreError> {
        let rows = Entity::find()
            .select_only()
            .columns([Column::Kind, Column::State])
            .column_as(Column::Id.count(), "requests")
            .group_by(Column::Kind)
            .group_by(Column::State)
            .into_tuple::<(String, String, i64)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        let tallies = rows.map(|(kind, state, requests)| {
            let state = code("support_requests.state", &state, SupportState::from_code)?;
            Ok((kind, state, count("support_requests", requests)?))
        });
        tallies.collect()
    }

    /// The days from question to answer of those that are sought and have one.
    pub async fn support_days(&self, filter: &SupportFilter) -> Result<Vec<i64>, StoreError> {
        let rows = sought(filter)
            .filter(Column::AnsweredOn.is_not_null())
            .select_only()
            .column(Column::AskedOn)
            .column(Column::AnsweredOn)
            .into_tuple::<(NaiveDate, NaiveDate)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        let days = rows.map(|(asked, answered)| (answered - asked).num_days());
        Ok(days.collect())
    }

    /// How many wait for somebody of the national programme, or for nobody yet, and since when.
    pub async fn support_waiting_for(
        &self,
        person: PersonId,
    ) -> Result<Option<(u32, NaiveDate)>, StoreError> {
        let theirs = Condition::any()
            .add(Column::OwnerId.is_null())
            .add(Column::OwnerId.eq(person.0));
        let waiting = Entity::find()
            .filter(Column::State.eq(SupportState::Open.code()))
            .filter(theirs);
        let oldest = waiting.clone().order_by_asc(Column::AskedOn);
        let Some(oldest) = oldest.one(self.reader()).await? else {
            return Ok(None);
        };
        let number = waiting.count(self.reader()).await?;
        let number = u32::try_from(number).map_err(|error| StoreError::Data(error.to_string()))?;
        Ok(Some((number, oldest.asked_on)))
    }

    /// What somebody asked and got an answer to that they have not read yet.
    pub async fn support_answered_to(
        &self,
        person: PersonId,
    ) -> Result<Vec<SupportRequest>, StoreError> {
        let rows = Entity::find()
            .filter(Column::AskedBy.eq(person.0))
            .filter(Column::State.eq(SupportState::Answered.code()))
            .order_by_asc(Column::AnsweredOn);
        let rows = rows.all(self.reader()).await?.into_iter();
        rows.map(|row| kept(row).map(|kept| kept.request)).collect()
    }

    /// These pathways.
    pub async fn pathways_named(&self, ids: &[PathwayId]) -> Result<Vec<Pathway>, StoreError> {
        let ids = ids.iter().map(|id| id.0);
        let rows = pathways::Entity::find().filter(pathways::Column::Id.is_in(ids));
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(pathway).collect()
    }
}

impl Tx {
    /// Keeps a new request.
    pub async fn insert_support(&self, request: &SupportRequest) -> Result<(), StoreError> {
        let row = row(request, 1)?.into_active_model();
        Entity::insert(row).exec_without_returning(&self.0).await?;
        Ok(())
    }

    /// Keeps a request as its next revision. Says whether it did: somebody else may have changed it since
    /// revision `known` was read.
    pub async fn change_support(
        &self,
        request: &SupportRequest,
        known: u32,
    ) -> Result<bool, StoreError> {
        let row = row(request, known + 1)?.into_active_model().reset_all();
        let changed = Entity::update_many()
            .set(row)
            .filter(Column::Id.eq(request.id.0))
            .filter(Column::Revision.eq(stored(known)?));
        Ok(changed.exec(&self.0).await?.rows_affected == 1)
    }
}

fn sought(filter: &SupportFilter) -> Select<Entity> {
    let mut rows = Entity::find();
    if !filter.states.is_empty() {
        let states = filter.states.iter().map(|state| state.code());
        rows = rows.filter(Column::State.is_in(states));
    }
    if let Some(kind) = &filter.kind {
        rows = rows.filter(Column::Kind.eq(kind.as_str()));
    }
    match filter.owner {
        None => rows,
        Some(SupportOwner::Nobody) => rows.filter(Column::OwnerId.is_null()),
        Some(SupportOwner::Person(person)) => rows.filter(Column::OwnerId.eq(person.0)),
    }
}

fn row(request: &SupportRequest, revision: u32) -> Result<Model, StoreError> {
    let id = |person: Option<PersonId>| -> Option<Uuid> { person.map(|person| person.0) };
    Ok(support_requests::Model {
        id: request.id.0,
        pathway_id: request.pathway.0,
        kind: request.kind.clone(),
        question: request.question.clone(),
        asked_by: id(request.asked_by),
        asked_on: request.asked_on,
        owner_id: id(request.owner),
        state: request.state.code().to_owned(),
        answer: request.answer.clone(),
        answered_on: request.answered_on,
        revision: stored(revision)?,
    })
}

fn kept(row: Model) -> Result<KeptSupport, StoreError> {
    Ok(KeptSupport {
        revision: count("support_requests.revision", row.revision.into())?,
        request: SupportRequest {
            id: SupportRequestId(row.id),
            pathway: PathwayId(row.pathway_id),
            state: code(
                "support_requests.state",
                &row.state,
                SupportState::from_code,
            )?,
            kind: row.kind,
            question: row.question,
            asked_by: row.asked_by.map(PersonId),
            asked_on: row.asked_on,
            owner: row.owner_id.map(PersonId),
            answer: row.answer,
            answered_on: row.answered_on,
        },
    })
}
