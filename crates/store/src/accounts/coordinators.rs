//! Who coordinates which pathways.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use mkbroute_domain::accounts::Role;
use mkbroute_domain::ids::{PathwayId, PersonId};
use mkbroute_domain::pathways::Pathway;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::fitting::stands;
use super::people::GrantFilter;
use crate::entities::grants::{Column, Entity};
use crate::error::StoreError;
use crate::store::Store;

impl Store {
    /// Who coordinates each of these pathways at a moment, or all of their hogeschool.
    pub async fn coordinators_of(
        &self,
        pathways: &[Pathway],
        now: DateTime<Utc>,
    ) -> Result<BTreeMap<PathwayId, Vec<PersonId>>, StoreError> {
        let of = |kind: &str, ids: Vec<Uuid>| {
            Condition::all()
                .add(Column::ScopeKind.eq(kind))
                .add(Column::ScopeId.is_in(ids))
        };
        let one = pathways.iter().map(|pathway| pathway.id.0).collect();
        let tenants = pathways.iter().map(|pathway| pathway.hogeschool_id.0);
        let scopes = Condition::any()
            .add(of("pathway", one))
            .add(of("hogeschool", tenants.collect()));
        let rows = Entity::find()
            .select_only()
            .column(Column::ScopeId)
            .column(Column::PersonId)
            .filter(Column::Role.eq(Role::Coordinator.code()))
            .filter(stands(GrantFilter::InForce, now))
            .filter(scopes)
            .into_tuple::<(Uuid, Uuid)>();
        let rows = rows.all(self.reader()).await?;
        let mut within: BTreeMap<Uuid, Vec<PersonId>> = BTreeMap::new();
        for (scope, person) in rows {
            within.entry(scope).or_default().push(PersonId(person));
        }
        let of = |pathway: &Pathway| {
            let scopes = [pathway.id.0, pathway.hogeschool_id.0];
            let held = scopes.iter().filter_map(|scope| within.get(scope));
            let mut people: Vec<PersonId> = held.flatten().copied().collect();
            people.sort_unstable();
            people.dedup();
            (pathway.id, people)
        };
        Ok(pathways.iter().map(of).collect())
    }
}
