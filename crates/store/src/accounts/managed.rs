//! Finding grants that somebody manages.

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::{Grant, Managed, Role, Scope};
use mkbroute_domain::ids::{GrantId, PersonId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::fitting::{By, along, holds_in, managed, stands};
use super::grants::grant;
use super::people::GrantFilter;
use crate::entities::{grants, persons};
use crate::error::StoreError;
use crate::store::Store;

/// Which grants are sought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoughtGrants {
    pub person: Option<PersonId>,
    pub role: Option<Role>,
    pub scope: Option<Scope>,
    pub state: Option<GrantFilter>,
}

/// A grant with the readable name of who has it.
pub type NamedGrant = (Grant, String);

impl Store {
    /// The first grants that are sought after this one and that somebody manages, in the order of their
    /// ids.
    pub async fn grants_after(
        &self,
        seen: &Managed,
        sought: &SoughtGrants,
        (after, most): (Option<GrantId>, u64),
        now: DateTime<Utc>,
    ) -> Result<Vec<NamedGrant>, StoreError> {
        let by = match (&sought.person, &sought.scope) {
            (Some(_), _) => By::Person,
            (None, Some(_)) => By::Scope,
            (None, None) => along(seen),
        };
        let person = sought.person.map(|id| grants::Column::PersonId.eq(id.0));
        let role = sought.role.map(|role| by.role().eq(role.code()));
        let after = after.map(|id| grants::Column::Id.gt(id.0));
        let wanted = managed(seen, by)
            .add_option(person)
            .add_option(role)
            .add_option(sought.scope.map(|scope| holds_in(scope, by)))
            .add_option(sought.state.map(|state| stands(state, now)))
            .add_option(after);
        self.named(wanted, most).await
    }

    /// The grant with this id, if somebody manages it.
    pub async fn grant_managed(
        &self,
        seen: &Managed,
        id: GrantId,
    ) -> Result<Option<NamedGrant>, StoreError> {
        let wanted = managed(seen, By::Person).add(grants::Column::Id.eq(id.0));
        Ok(self.named(wanted, 1).await?.pop())
    }

    async fn named(&self, wanted: Condition, most: u64) -> Result<Vec<NamedGrant>, StoreError> {
        let rows = grants::Entity::find()
            .filter(wanted)
            .order_by_asc(grants::Column::Id)
            .limit(most)
            .all(self.reader())
            .await?;
        let of = rows.iter().map(|row| row.person_id);
        let of = persons::Entity::find().filter(persons::Column::Id.is_in(of));
        let of = of.all(self.reader()).await?;
        let slug = |row: &grants::Model| {
            let found = of.iter().find(|person| person.id == row.person_id);
            found.map(|person| person.slug.clone())
        };
        // Whoever was erased between the two reads has no grants any more.
        let named = rows.iter().filter_map(|row| Some((row, slug(row)?)));
        named.map(|(row, slug)| Ok((grant(row)?, slug))).collect()
    }
}
