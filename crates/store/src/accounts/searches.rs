//! Searches that persons keep.

use mkbroute_domain::accounts::{SavedSearch, SearchedList};
use mkbroute_domain::ids::{PersonId, SavedSearchId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::entities::saved_searches::{self, Column, Entity};
use crate::error::StoreError;
use crate::parse::code;
use crate::store::Store;
use crate::tx::Tx;

impl Store {
    /// What somebody keeps, by name.
    pub async fn saved_searches(&self, of: PersonId) -> Result<Vec<SavedSearch>, StoreError> {
        kept(self.reader(), of).await
    }
}

impl Tx {
    /// What somebody keeps, as this transaction sees it.
    pub async fn saved_searches(&self, of: PersonId) -> Result<Vec<SavedSearch>, StoreError> {
        kept(&self.0, of).await
    }

    /// Keeps a search for somebody.
    pub async fn insert_saved_search(
        &self,
        of: PersonId,
        search: &SavedSearch,
    ) -> Result<(), StoreError> {
        let row = saved_searches::Model {
            id: search.id.0,
            person_id: of.0,
            name: search.name.clone(),
            list: search.list.code().to_owned(),
            pathway: search.pathway.clone(),
            query: search.query.clone(),
        };
        self.insert(row.into_active_model()).await
    }

    /// Lets a search of somebody go. Says whether it was there.
    pub async fn delete_saved_search(
        &self,
        of: PersonId,
        id: SavedSearchId,
    ) -> Result<bool, StoreError> {
        let gone = Entity::delete_many()
            .filter(Column::Id.eq(id.0))
            .filter(Column::PersonId.eq(of.0));
        Ok(gone.exec(&self.0).await?.rows_affected == 1)
    }
}

async fn kept(
    database: &impl ConnectionTrait,
    of: PersonId,
) -> Result<Vec<SavedSearch>, StoreError> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(of.0))
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id);
    let rows = rows.all(database).await?.into_iter();
    let kept = rows.map(|row| {
        Ok(SavedSearch {
            id: SavedSearchId(row.id),
            name: row.name,
            list: code("saved_searches.list", &row.list, SearchedList::from_code)?,
            pathway: row.pathway,
            query: row.query,
        })
    });
    kept.collect()
}
