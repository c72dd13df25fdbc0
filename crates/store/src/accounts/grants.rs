//! Grants and what happened to them.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::grant::Event;
use mkbroute_domain::accounts::{
    Grant, GrantStatus, Role, Scope, ScopeKind, Step, Studies, Tenants,
};
use mkbroute_domain::ids::{CompanyId, GrantId, HogeschoolId, PathwayId, PersonId, WaveId};
use mkbroute_domain::surveys::wave::WaveState;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::entities::{grant_steps, grants, persons, wave_links, waves};
use crate::error::StoreError;
use crate::parse::code;
use crate::pathways::tenants;
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// Every grant of a person, also revoked and expired ones, the oldest first.
    pub async fn grants_of(&self, id: PersonId) -> Result<Vec<Grant>, StoreError> {
        grants_of(self.reader(), id).await
    }

    /// What happened to these grants, in order.
    pub async fn grant_events(&self, of: &[GrantId]) -> Result<Vec<Event>, StoreError> {
        let rows = grant_steps::Entity::find()
            .filter(grant_steps::Column::GrantId.is_in(of.iter().map(|id| id.0)))
            .order_by_asc(grant_steps::Column::GrantId)
            .order_by_asc(grant_steps::Column::Number);
        rows.all(self.reader()).await?.iter().map(event).collect()
    }
}

impl Tx {
    /// Adds a grant, with the first step of its history.
    pub async fn insert_grant(&self, grant: &Grant) -> Result<(), StoreError> {
        let (kind, id) = scope_columns(grant.scope);
        let row = grants::Model {
            id: grant.id.0,
            person_id: grant.person.0,
            role: grant.role.code().to_owned(),
            scope_kind: kind.to_owned(),
            scope_id: id,
            status: grant.status.code().to_owned(),
            expires_at: grant.expires_at,
            given_by: grant.given_by.map(|by| by.0),
            given_at: Some(grant.given_at),
            delegated_from: grant.delegated_from.map(|from| from.0),
        };
        self.insert(row.into_active_model()).await?;
        let event = event_row((grant, 1), (Step::Give, grant.given_by), grant.given_at);
        self.insert(event.into_active_model()).await
    }

    /// Every grant of a person, as this transaction sees them. On PostgreSQL the person is held, so
    /// that others who change their roles wait.
    pub async fn grants_held(&self, id: PersonId) -> Result<Vec<Grant>, StoreError> {
        let held = persons::Entity::find_by_id(id.0).lock_exclusive();
        held.one(&self.0).await?;
        grants_of(&self.0, id).await
    }

    /// Every grant of the role of administrator; on PostgreSQL others who change one wait.
    pub async fn administrators_held(&self) -> Result<Vec<Grant>, StoreError> {
        let rows = grants::Entity::find()
            .filter(grants::Column::Role.eq(Role::Administrator.code()))
            .order_by_asc(grants::Column::Id)
            .lock_exclusive();
        rows.all(&self.0).await?.iter().map(grant).collect()
    }

    /// The grant with this id, as this transaction sees it.
    pub async fn grant(&self, id: GrantId) -> Result<Option<Grant>, StoreError> {
        let row = grants::Entity::find_by_id(id.0).one(&self.0).await?;
        row.as_ref().map(grant).transpose()
    }

    /// The grants by which others act for the holder of this one.
    pub async fn delegations_of(&self, id: GrantId) -> Result<Vec<Grant>, StoreError> {
        let rows = grants::Entity::find()
            .filter(grants::Column::DelegatedFrom.eq(id.0))
            .order_by_asc(grants::Column::Id);
        rows.all(&self.0).await?.iter().map(grant).collect()
    }

    /// Gives a grant another status and end, and adds the step to its history. Says whether it was
    /// still in the status that `before` has.
    pub async fn change_grant(
        &self,
        before: &Grant,
        after: &Grant,
        (step, by): (Step, PersonId),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let changed = grants::Entity::update_many()
            .col_expr(grants::Column::Status, Expr::value(after.status.code()))
            .col_expr(grants::Column::ExpiresAt, Expr::value(after.expires_at))
            .filter(grants::Column::Id.eq(before.id.0))
            .filter(grants::Column::Status.eq(before.status.code()))
            .exec(&self.0)
            .await?;
        if changed.rows_affected == 0 {
            return Ok(false);
        }
        self.add_grant_event(after, (step, Some(by)), now).await?;
        Ok(true)
    }

    async fn add_grant_event(
        &self,
        grant: &Grant,
        (step, by): (Step, Option<PersonId>),
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let before = grant_steps::Entity::find()
            .filter(grant_steps::Column::GrantId.eq(grant.id.0))
            .count(&self.0)
            .await?;
        let number = i32::try_from(before + 1)
            .map_err(|_| StoreError::Data("grant_steps: too many".to_owned()))?;
        let event = event_row((grant, number), (step, by), at);
        self.insert(event.into_active_model()).await
    }

    /// Which pathways each study asks that is not being prepared any more, and to which hogeschool
    /// each pathway belongs.
    pub async fn studies(&self) -> Result<(Studies, Tenants), StoreError> {
        let rows = waves::Entity::find()
            .select_only()
            .column(waves::Column::Id)
            .filter(waves::Column::State.ne(WaveState::Planned.code()))
            .into_tuple::<Uuid>();
        let mut studies = Studies::default();
        for wave in rows.all(&self.0).await? {
            let asked = wave_links::Entity::find()
                .select_only()
                .column(wave_links::Column::PathwayId)
                .distinct()
                .filter(wave_links::Column::WaveId.eq(wave))
                .into_tuple::<Uuid>();
            let asked = asked.all(&self.0).await?.into_iter().map(PathwayId);
            studies.put(WaveId(wave), asked);
        }
        Ok((studies, tenants(&self.0).await?))
    }
}

async fn grants_of(
    database: &impl ConnectionTrait,
    id: PersonId,
) -> Result<Vec<Grant>, StoreError> {
    let rows = grants::Entity::find()
        .filter(grants::Column::PersonId.eq(id.0))
        .order_by_asc(grants::Column::GivenAt)
        .order_by_asc(grants::Column::Id);
    rows.all(database).await?.iter().map(grant).collect()
}

pub(super) fn grant(row: &grants::Model) -> Result<Grant, StoreError> {
    Ok(Grant {
        id: GrantId(row.id),
        person: PersonId(row.person_id),
        role: code("grants.role", &row.role, Role::from_code)?,
        scope: code("grants.scope", &row.scope_kind, |kind| {
            scope(kind, row.scope_id)
        })?,
        status: code("grants.status", &row.status, GrantStatus::from_code)?,
        expires_at: row.expires_at,
        given_by: row.given_by.map(PersonId),
        given_at: row
            .given_at
            .ok_or_else(|| StoreError::Data("grants: nobody knows when it was given".to_owned()))?,
        delegated_from: row.delegated_from.map(GrantId),
    })
}

/// Something that happened to a grant, as the so-maniest.
fn event_row(
    (grant, number): (&Grant, i32),
    (step, by): (Step, Option<PersonId>),
    at: DateTime<Utc>,
) -> grant_steps::Model {
    grant_steps::Model {
        grant_id: grant.id.0,
        number,
        person_id: grant.person.0,
        step: step.code().to_owned(),
        by_id: by.map(|by| by.0),
        at,
        expires_at: grant.expires_at,
    }
}

fn event(row: &grant_steps::Model) -> Result<Event, StoreError> {
    Ok(Event {
        grant: GrantId(row.grant_id),
        step: code("grant_steps.step", &row.step, Step::from_code)?,
        by: row.by_id.map(PersonId),
        at: row.at,
        until: row.expires_at,
    })
}

pub(super) fn scope_columns(scope: Scope) -> (&'static str, Option<Uuid>) {
    let id = match scope {
        Scope::Programme => None,
        Scope::Wave(id) => Some(id.0),
        Scope::Pathway(id) => Some(id.0),
        Scope::Hogeschool(id) => Some(id.0),
        Scope::Company(id) => Some(id.0),
    };
    (scope.kind().code(), id)
}

fn scope(kind: &str, id: Option<Uuid>) -> Option<Scope> {
    let kind = ScopeKind::ALL
        .into_iter()
        .find(|found| found.code() == kind)?;
    match (kind, id) {
        (ScopeKind::Programme, None) => Some(Scope::Programme),
        (ScopeKind::Programme, Some(_)) => None,
        (ScopeKind::Wave, id) => id.map(|id| Scope::Wave(WaveId(id))),
        (ScopeKind::Pathway, id) => id.map(|id| Scope::Pathway(PathwayId(id))),
        (ScopeKind::Hogeschool, id) => id.map(|id| Scope::Hogeschool(HogeschoolId(id))),
        (ScopeKind::Company, id) => id.map(|id| Scope::Company(CompanyId(id))),
    }
}
