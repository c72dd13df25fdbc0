//! Finding persons by the roles that they have.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::{Grant, GrantStatus, Managed, Person, Role, Scope, Visible};
use mkbroute_domain::ids::{PathwayId, PersonId};
use sea_orm::sea_query::{LikeExpr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use super::grants::{grant, scope_columns};
use super::person;
use crate::entities::{grants, pathways, persons};
use crate::error::StoreError;
use crate::store::Store;

/// Which persons are sought. All conditions on a role hold for one and the same grant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonFilter {
    /// Words that all stand in the name.
    pub words: String,
    pub role: Option<Role>,
    pub pathway: Option<PathwayId>,
    pub state: Option<GrantFilter>,
}

/// How a grant stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantFilter {
    /// Given, not yet accepted, and not past its end.
    Invited,
    /// In force.
    InForce,
    /// In force, but no longer at this moment.
    EndsBefore(DateTime<Utc>),
    /// Revoked, declined or past its end.
    Ended,
}

/// A page of persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// By name.
    pub persons: Vec<Person>,
    /// How many there are on all pages.
    pub count: u64,
}

impl Store {
    /// The persons who hold or held a grant that somebody manages, by readable name.
    pub async fn persons(&self, seen: &Managed) -> Result<Vec<Person>, StoreError> {
        let rows = known(seen).order_by_asc(persons::Column::Slug);
        rows.all(self.reader())
            .await?
            .into_iter()
            .map(person)
            .collect()
    }

    /// The person with this readable name, if somebody manages a grant of theirs.
    pub async fn person_by_slug(
        &self,
        seen: &Managed,
        slug: &str,
    ) -> Result<Option<Person>, StoreError> {
        let found = known(seen).filter(persons::Column::Slug.eq(slug));
        found.one(self.reader()).await?.map(person).transpose()
    }

    /// A page of the persons who are sought, counted from 0, so many on each.
    pub async fn people(
        &self,
        seen: &Managed,
        filter: &PersonFilter,
        (page, size): (u64, u64),
        now: DateTime<Utc>,
    ) -> Result<People, StoreError> {
        let sought = sought(seen, filter, now);
        let count = sought.clone().count(self.reader()).await?;
        let rows = sought
            .order_by_asc(persons::Column::Sought)
            .order_by_asc(persons::Column::Id)
            .offset(page.saturating_mul(size))
            .limit(size);
        let rows = rows.all(self.reader()).await?.into_iter();
        let persons = rows.map(person).collect::<Result<_, _>>()?;
        Ok(People { persons, count })
    }

    /// The first persons who are sought after this one, in the order of their ids.
    pub async fn people_after(
        &self,
        seen: &Managed,
        filter: &PersonFilter,
        (after, most): (Option<PersonId>, u64),
        now: DateTime<Utc>,
    ) -> Result<Vec<Person>, StoreError> {
        let mut sought = sought(seen, filter, now);
        if let Some(after) = after {
            sought = sought.filter(persons::Column::Id.gt(after.0));
        }
        let rows = sought.order_by_asc(persons::Column::Id).limit(most);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(person).collect()
    }

    /// The grants of these persons that somebody manages, the oldest first.
    pub async fn grants_managed(
        &self,
        seen: &Managed,
        of: &[PersonId],
    ) -> Result<Vec<Grant>, StoreError> {
        let rows = grants::Entity::find()
            .filter(managed(seen))
            .filter(grants::Column::PersonId.is_in(of.iter().map(|id| id.0)))
            .order_by_asc(grants::Column::GivenAt)
            .order_by_asc(grants::Column::Id);
        rows.all(self.reader()).await?.iter().map(grant).collect()
    }

    /// Every grant of a role in force or offered, the oldest first.
    pub async fn grants_with_role(
        &self,
        seen: &Managed,
        role: Role,
    ) -> Result<Vec<Grant>, StoreError> {
        let rows = grants::Entity::find()
            .filter(managed(seen))
            .filter(grants::Column::Role.eq(role.code()))
            .filter(grants::Column::Status.ne(GrantStatus::Revoked.code()))
            .order_by_asc(grants::Column::GivenAt)
            .order_by_asc(grants::Column::Id);
        rows.all(self.reader()).await?.iter().map(grant).collect()
    }
}

/// The persons who are sought.
fn sought(seen: &Managed, filter: &PersonFilter, now: DateTime<Utc>) -> Select<persons::Entity> {
    let mut sought = known(seen);
    for word in filter.words.split_whitespace() {
        let pattern = LikeExpr::new(containing(word)).escape('!');
        sought = sought.filter(persons::Column::Sought.like(pattern));
    }
    if filter.role.is_some() || filter.pathway.is_some() || filter.state.is_some() {
        let wanted = managed(seen).add(of_filter(filter, now));
        sought = sought.filter(persons::Column::Id.in_subquery(holders(wanted)));
    }
    sought
}

/// Everybody of whom somebody manages a grant.
fn known(seen: &Managed) -> Select<persons::Entity> {
    let all = seen.within == Visible::Everything && seen.roles.len() == Role::ALL.len();
    if all {
        persons::Entity::find()
    } else {
        persons::Entity::find().filter(persons::Column::Id.in_subquery(holders(managed(seen))))
    }
}

/// The persons who hold a grant that fits.
fn holders(wanted: Condition) -> SelectStatement {
    Query::select()
        .column(grants::Column::PersonId)
        .from(grants::Entity)
        .cond_where(wanted)
        .take()
}

/// Grants that somebody manages.
pub(super) fn managed(seen: &Managed) -> Condition {
    let roles = seen.roles.iter().map(|role| role.code());
    Condition::all()
        .add(grants::Column::Role.is_in(roles))
        .add(within(&seen.within))
}

/// Grants that hold within what somebody may see.
pub(super) fn within(seen: &Visible) -> Condition {
    let Visible::Within(scopes) = seen else {
        return Condition::all();
    };
    // Alternatives without any would let everything through.
    let nothing = Condition::any().add(grants::Column::Id.is_in(Vec::<Uuid>::new()));
    scopes.iter().fold(nothing, |found, scope| {
        let found = found.add(holds_in(*scope));
        match scope {
            Scope::Hogeschool(own) => found.add(at_pathways_of(own.0)),
            _ => found,
        }
    })
}

/// Grants that hold in exactly this scope.
pub(super) fn holds_in(scope: Scope) -> Condition {
    let (kind, id) = scope_columns(scope);
    Condition::all()
        .add(grants::Column::ScopeKind.eq(kind))
        .add(match id {
            Some(id) => grants::Column::ScopeId.eq(id),
            None => grants::Column::ScopeId.is_null(),
        })
}

fn at_pathways_of(hogeschool: Uuid) -> Condition {
    let own = Query::select()
        .column(pathways::Column::Id)
        .from(pathways::Entity)
        .and_where(pathways::Column::HogeschoolId.eq(hogeschool))
        .take();
    Condition::all()
        .add(grants::Column::ScopeKind.eq("pathway"))
        .add(grants::Column::ScopeId.in_subquery(own))
}

fn of_filter(filter: &PersonFilter, now: DateTime<Utc>) -> Condition {
    let role = filter.role.map(|role| grants::Column::Role.eq(role.code()));
    let pathway = filter.pathway.map(|id| {
        let of = Query::select()
            .column(pathways::Column::HogeschoolId)
            .from(pathways::Entity)
            .and_where(pathways::Column::Id.eq(id.0))
            .take();
        Condition::any()
            .add(grants::Column::ScopeId.eq(id.0))
            .add(grants::Column::ScopeId.in_subquery(of))
    });
    Condition::all()
        .add_option(role)
        .add_option(pathway)
        .add_option(filter.state.map(|state| stands(state, now)))
}

/// Grants that stand so at this moment.
pub(super) fn stands(state: GrantFilter, now: DateTime<Utc>) -> Condition {
    let end = grants::Column::ExpiresAt;
    let status = |status: GrantStatus| grants::Column::Status.eq(status.code());
    let lasts = || Condition::any().add(end.is_null()).add(end.gt(now));
    match state {
        GrantFilter::Invited => Condition::all()
            .add(lasts())
            .add(status(GrantStatus::Invited)),
        GrantFilter::InForce => Condition::all()
            .add(lasts())
            .add(status(GrantStatus::Confirmed)),
        GrantFilter::EndsBefore(moment) => Condition::all()
            .add(end.gt(now))
            .add(end.lt(moment))
            .add(status(GrantStatus::Confirmed)),
        GrantFilter::Ended => Condition::any()
            .add(status(GrantStatus::Revoked))
            .add(end.lte(now)),
    }
}

/// A pattern for texts in which the word stands, however the word is spelled.
fn containing(word: &str) -> String {
    let mut pattern = String::from("%");
    for found in word.to_lowercase().chars() {
        if matches!(found, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(found);
    }
    pattern.push('%');
    pattern
}
