//! Companies and the others who make and run pathways together.

use std::collections::BTreeMap;

use mkbroute_domain::ids::OrganisationId;
use mkbroute_domain::organisations::duplicates::fold;
use mkbroute_domain::organisations::{Kvk, Organisation, OrganisationKind};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::entities::organisations;
use crate::error::StoreError;
use crate::store::Store;
use crate::tx::Tx;

use organisations::Column;

/// An organisation by name and place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationName {
    pub name: String,
    /// Empty if it is not known.
    pub place: String,
}

impl Store {
    /// What these organisations are called.
    pub async fn organisation_names(
        &self,
        of: &[OrganisationId],
    ) -> Result<BTreeMap<OrganisationId, OrganisationName>, StoreError> {
        let rows = organisations::Entity::find();
        let rows = rows.filter(Column::Id.is_in(of.iter().map(|id| id.0)));
        Ok(self.organisations_named(rows).await?.into_iter().collect())
    }

    /// The first organisations of a kind with all these words in their name, by name.
    pub async fn organisations_with(
        &self,
        kind: OrganisationKind,
        words: &str,
        most: u64,
    ) -> Result<Vec<(OrganisationId, OrganisationName)>, StoreError> {
        let mut rows = organisations::Entity::find().filter(Column::Kind.eq(kind.code()));
        for word in fold(words) {
            rows = rows.filter(Column::Sought.contains(word));
        }
        let rows = rows.order_by_asc(Column::Sought).order_by_asc(Column::Id);
        self.organisations_named(rows.limit(most)).await
    }

    /// The organisation with this number in the Handelsregister.
    pub async fn organisation_with_kvk(
        &self,
        kvk: &Kvk,
    ) -> Result<Option<(OrganisationId, OrganisationName)>, StoreError> {
        let rows = organisations::Entity::find().filter(Column::Kvk.eq(kvk.as_str()));
        Ok(self.organisations_named(rows).await?.pop())
    }

    async fn organisations_named(
        &self,
        rows: Select<organisations::Entity>,
    ) -> Result<Vec<(OrganisationId, OrganisationName)>, StoreError> {
        let rows = rows
            .select_only()
            .columns([Column::Id, Column::Name, Column::Place])
            .into_tuple::<(Uuid, String, String)>();
        let rows = rows.all(self.reader()).await?.into_iter();
        let named = rows.map(|(id, name, place)| {
            let found = OrganisationName { name, place };
            (OrganisationId(id), found)
        });
        Ok(named.collect())
    }
}

impl Tx {
    /// Adds an organisation.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if another has its KvK number.
    pub async fn insert_organisation(&self, new: &Organisation) -> Result<(), StoreError> {
        let document = serde_json::to_string(new);
        let row = organisations::Model {
            id: new.id.0,
            kind: new.kind.code().to_owned(),
            name: new.name.clone(),
            sought: fold(&new.name).join(" "),
            place: new.place().unwrap_or_default().to_owned(),
            kvk: new
                .registered
                .kvk
                .as_ref()
                .map(|kvk| kvk.as_str().to_owned()),
            document: document.map_err(|error| StoreError::Data(error.to_string()))?,
            revision: 1,
        };
        self.insert(row.into_active_model()).await
    }
}
