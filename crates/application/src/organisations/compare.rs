//! Comparing all organisations with each other.

use mkbroute_domain::organisations::duplicates::find;
use mkbroute_store::LikelyPair;

use super::find::authorise;
use crate::accounts::Actor;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// Compares all organisations, at the button of who keeps them.
pub async fn compare_again(app: &App, actor: &Actor) -> Result<(), AppError> {
    authorise(actor, Action::ChangeOrganisations)?;
    compare_all(app).await
}

/// Compares all organisations with each other and keeps which may be one. Takes some seconds for many.
pub async fn compare_all(app: &App) -> Result<(), AppError> {
    let known = app.store().likeables().await?;
    let compared = tokio::task::spawn_blocking(move || {
        let (ids, likeables): (Vec<_>, Vec<_>) = known.into_iter().unzip();
        let found = find(&likeables).pairs.into_iter();
        let pair =
            |at: usize, other: usize, likeness| LikelyPair::of(ids[at], ids[other], likeness);
        found
            .map(|found| pair(found.one, found.other, found.likeness()))
            .collect::<Vec<_>>()
    });
    let pairs = compared.await.map_err(AppError::unreadable)?;
    let tx = app.store().begin().await?;
    tx.replace_pairs(&pairs).await?;
    Ok(tx.commit().await?)
}
