//! Searches that somebody keeps: their own business, which only they see.

use mkbroute_domain::accounts::{SavedSearch, SavedSearchProblem, SearchedList};
use mkbroute_domain::ids::SavedSearchId;
use mkbroute_store::StoreError;
use thiserror::Error;

use super::Actor;
use crate::{App, AppError};

/// Why a search is not kept.
#[derive(Debug, Error)]
pub enum KeepSearchError {
    #[error(transparent)]
    Search(#[from] SavedSearchProblem),
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for KeepSearchError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// What the actor keeps, by name: of one list with the pathway whose list it is, or of all.
pub async fn searches_in(
    app: &App,
    actor: &Actor,
    list: Option<(SearchedList, &str)>,
) -> Result<Vec<SavedSearch>, AppError> {
    let mut kept = app.store().saved_searches(actor.person.id).await?;
    kept.retain(|search| list.is_none_or(|list| (search.list, search.pathway.as_str()) == list));
    Ok(kept)
}

/// Keeps a search in a list under a name. The same search under the same name stands once.
pub async fn keep_search(
    app: &App,
    actor: &Actor,
    (list, pathway): (SearchedList, &str),
    (name, query): (&str, &str),
) -> Result<SavedSearch, KeepSearchError> {
    let search = SavedSearch {
        id: SavedSearchId(app.fresh_id()),
        name: name.trim().to_owned(),
        list,
        pathway: pathway.to_owned(),
        query: query.to_owned(),
    };
    let of = actor.person.id;
    let tx = app.store().begin().await?;
    let others = tx.saved_searches(of).await?;
    search.check(others.len())?;
    let same = |other: &SavedSearch| {
        SavedSearch {
            id: search.id,
            ..other.clone()
        } == search
    };
    if let Some(known) = others.iter().find(|other| same(other)) {
        return Ok(known.clone());
    }
    tx.insert_saved_search(of, &search).await?;
    tx.commit().await?;
    Ok(search)
}

/// Lets a search of the actor go.
pub async fn drop_search(app: &App, actor: &Actor, id: SavedSearchId) -> Result<(), AppError> {
    let tx = app.store().begin().await?;
    if !tx.delete_saved_search(actor.person.id, id).await? {
        return Err(AppError::NotFound);
    }
    Ok(tx.commit().await?)
}
