//! Finding persons by the roles that they have.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::{Grant, Managed, Person, Role, Scope};
use mkbroute_domain::ids::{PathwayId, PersonId};
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use uuid::Uuid;

use super::fitting::{By, along, holds_in, managed, manages_all, of_filter, stands};
use super::grants::grant;
use super::person;
use crate::entities::{grants, persons};
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
    /// How many there are on all pages, counted no further than [`MOST_COUNTED`]; one more than that means more.
    pub count: u64,
    /// Whether a page follows.
    pub more: bool,
}

/// So many persons are counted; nobody goes through more of them page by page.
pub const MOST_COUNTED: u64 = 10_000;

/// So many holders of a grant are put in order; of more, some are soon found along the order.
const MOST_ORDERED: u64 = 50_000;

/// Ids in one question; databases take only so many.
const AT_ONCE: usize = 1_000;

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

    /// The persons with these ids, as far as they are there, by readable name.
    pub async fn persons_with(&self, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
        let mut found = Vec::new();
        for some in ids.chunks(AT_ONCE) {
            let rows = persons::Entity::find()
                .filter(persons::Column::Id.is_in(some.iter().map(|id| id.0)))
                .all(self.reader())
                .await?;
            for row in rows {
                found.push(person(row)?);
            }
        }
        found.sort_by(|a, b| a.slug.cmp(&b.slug));
        Ok(found)
    }

    /// The person with this readable name, if somebody manages a grant of theirs.
    pub async fn person_by_slug(
        &self,
        seen: &Managed,
        slug: &str,
    ) -> Result<Option<Person>, StoreError> {
        let mut found = persons::Entity::find().filter(persons::Column::Slug.eq(slug));
        if !manages_all(seen) {
            found = found.filter(each_with(managed(seen, By::Person)));
        }
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
        let (sought, holders) = self.sought(seen, filter, now).await?;
        let count = match holders {
            Some(count) if filter.words.trim().is_empty() => Ord::min(count, MOST_COUNTED + 1),
            _ => {
                let ids = sought.clone().select_only().column(persons::Column::Id);
                self.count_some(ids.into_query(), MOST_COUNTED).await?
            }
        };
        let rows = sought
            .order_by_asc(persons::Column::Sought)
            .order_by_asc(persons::Column::Id)
            .offset(page.saturating_mul(size))
            .limit(size.saturating_add(1));
        let rows = rows.all(self.reader()).await?;
        let more = rows.len() as u64 > size;
        let shown = usize::try_from(size).unwrap_or(usize::MAX);
        let persons = rows.into_iter().take(shown).map(person);
        Ok(People {
            persons: persons.collect::<Result<_, _>>()?,
            count,
            more,
        })
    }

    /// The persons who are sought, and how many hold a fitting grant if one is needed, counted no further than one
    /// more than [`MOST_ORDERED`].
    ///
    /// Few holders are found by their grants. Of many the first in an order are found sooner along that order, looking
    /// at the grants of each.
    async fn sought(
        &self,
        seen: &Managed,
        filter: &PersonFilter,
        now: DateTime<Utc>,
    ) -> Result<(Select<persons::Entity>, Option<u64>), StoreError> {
        let by = match filter.pathway {
            Some(_) => By::Scope,
            None => along(seen),
        };
        let Some(few) = wanted(seen, filter, (by, now)) else {
            return Ok((named(filter), None));
        };
        let count = self.count_some(holders(few.clone()), MOST_ORDERED).await?;
        let fits = match wanted(seen, filter, (By::Person, now)) {
            Some(each) if count > MOST_ORDERED => each_with(each),
            _ => among(few),
        };
        Ok((named(filter).filter(fits), Some(count)))
    }

    /// How many rows there are, counted no further than one more than `most`.
    async fn count_some(&self, mut rows: SelectStatement, most: u64) -> Result<u64, StoreError> {
        rows.limit(most + 1);
        self.count_rows(rows).await
    }

    /// How many rows there are.
    pub(crate) async fn count_rows(&self, rows: SelectStatement) -> Result<u64, StoreError> {
        let counted = Query::select()
            .expr_as(Expr::cust("COUNT(*)"), "number")
            .from_subquery(rows, "some")
            .take();
        let row = self.reader().query_one(&counted).await?;
        let number: i64 = match row {
            Some(row) => row.try_get("", "number")?,
            None => 0,
        };
        Ok(number.unsigned_abs())
    }

    /// What these persons are called, as far as they are still here.
    pub async fn names_of(
        &self,
        of: &[PersonId],
    ) -> Result<BTreeMap<PersonId, String>, StoreError> {
        let rows = persons::Entity::find()
            .select_only()
            .column(persons::Column::Id)
            .column(persons::Column::Name)
            .filter(persons::Column::Id.is_in(of.iter().map(|id| id.0)))
            .into_tuple::<(Uuid, String)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        Ok(rows.map(|(id, name)| (PersonId(id), name)).collect())
    }

    /// Who has a role in exactly this scope at a moment, by name.
    pub async fn holders(
        &self,
        role: Role,
        scope: Scope,
        now: DateTime<Utc>,
    ) -> Result<Vec<Person>, StoreError> {
        let wanted = holds_in(scope, By::Scope)
            .add(grants::Column::Role.eq(role.code()))
            .add(stands(GrantFilter::InForce, now));
        let rows = persons::Entity::find()
            .filter(persons::Column::Id.in_subquery(holders(wanted)))
            .order_by_asc(persons::Column::Name);
        let rows = rows.all(self.reader()).await?;
        rows.into_iter().map(person).collect()
    }

    /// The first persons who are sought after this one, in the order of their ids.
    pub async fn people_after(
        &self,
        seen: &Managed,
        filter: &PersonFilter,
        (after, most): (Option<PersonId>, u64),
        now: DateTime<Utc>,
    ) -> Result<Vec<Person>, StoreError> {
        let (mut sought, _) = self.sought(seen, filter, now).await?;
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
            .filter(managed(seen, By::Person))
            .filter(grants::Column::PersonId.is_in(of.iter().map(|id| id.0)))
            .order_by_asc(grants::Column::GivenAt)
            .order_by_asc(grants::Column::Id);
        rows.all(self.reader()).await?.iter().map(grant).collect()
    }
}

/// The persons whose name fits.
fn named(filter: &PersonFilter) -> Select<persons::Entity> {
    let mut sought = persons::Entity::find();
    for word in filter.words.split_whitespace() {
        let pattern = LikeExpr::new(containing(word)).escape('!');
        sought = sought.filter(persons::Column::Sought.like(pattern));
    }
    sought
}

/// The grant that persons must hold; nothing if everybody is sought.
fn wanted(
    seen: &Managed,
    filter: &PersonFilter,
    (by, now): (By, DateTime<Utc>),
) -> Option<Condition> {
    let any = filter.role.is_none() && filter.pathway.is_none() && filter.state.is_none();
    let everybody = any && manages_all(seen);
    (!everybody).then(|| managed(seen, by).add(of_filter(filter, (by, now))))
}

/// Everybody of whom somebody manages a grant.
fn known(seen: &Managed) -> Select<persons::Entity> {
    let everybody = persons::Entity::find();
    if manages_all(seen) {
        everybody
    } else {
        everybody.filter(among(managed(seen, along(seen))))
    }
}

/// Persons who hold a grant that fits, each found by it.
fn among(wanted: Condition) -> Expr {
    persons::Column::Id.in_subquery(holders(wanted))
}

/// The persons who hold a grant that fits.
fn holders(wanted: Condition) -> SelectStatement {
    Query::select()
        .distinct()
        .column(grants::Column::PersonId)
        .from(grants::Entity)
        .cond_where(wanted)
        .take()
}

/// Whether somebody manages a grant of the person with this id; nothing if they manage all there are.
pub(crate) fn managed_person(seen: &Managed, person: Expr) -> Option<Expr> {
    (!manages_all(seen)).then(|| holding(person, managed(seen, By::Person)))
}

/// Persons of whom a grant fits, each looked at by itself.
fn each_with(wanted: Condition) -> Expr {
    holding(Expr::col(persons::Column::Id.as_column_ref()), wanted)
}

/// Whether a grant of this person fits.
fn holding(person: Expr, wanted: Condition) -> Expr {
    let of = Expr::col(grants::Column::PersonId.as_column_ref());
    let own = Query::select()
        .expr(Expr::val(1))
        .from(grants::Entity)
        .and_where(of.eq(person))
        .cond_where(wanted)
        .take();
    Expr::exists(own)
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
