//! A draft becomes the next version of its questionnaire, for ever.

use mkbroute_domain::accounts::audit::{Act, Detail};
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::instrument::file::InstrumentProblems;
use mkbroute_store::StoreError;

use super::edit_draft::{Overtaken, overtaken};
use super::{made, open_draft};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::{App, AppError};

/// Why a draft was not frozen.
#[derive(Debug, thiserror::Error)]
pub enum FreezeError {
    /// The draft has problems, each with its item.
    #[error(transparent)]
    Problems(InstrumentProblems),
    /// Somebody changed it since the editor looked at it.
    #[error("{} changed the draft", .0.by)]
    Overtaken(Overtaken),
    #[error("the draft is frozen already")]
    Frozen,
    /// Since the draft began another version was frozen, up to this one; its changes are not in it.
    #[error("version {0} was frozen since the draft began")]
    Newer(u32),
    #[error(transparent)]
    App(#[from] AppError),
}

/// Freezes the draft as the editor saw it, and returns the version that it became.
///
/// Where versions were frozen since the draft began, that is done only when `despite` names the
/// latest of them: the editor knows that its changes are left out.
pub async fn freeze_draft(
    app: &App,
    actor: &Actor,
    slug: &str,
    seen: u32,
    despite: Option<u32>,
) -> Result<Instrument, FreezeError> {
    let open = open_draft(app, actor, slug).await?;
    if open.draft.frozen_as.is_some() {
        return Err(FreezeError::Frozen);
    }
    if open.draft.revision != seen {
        return Err(FreezeError::Overtaken(overtaken(app, &open).await?));
    }
    if let Some(newest) = open
        .newer()
        .last()
        .filter(|newest| despite != Some(**newest))
    {
        return Err(FreezeError::Newer(*newest));
    }
    let mut version = open.instrument.clone();
    version.version = open.next_version();
    let file = version.to_toml();
    // Read back as it will be from now on: what is stored is what was checked.
    let version = Instrument::from_toml(file.as_bytes()).map_err(FreezeError::Problems)?;
    let tx = app.store().begin().await.map_err(AppError::from)?;
    let number = version.version;
    match tx
        .insert_instrument(&version.id, number, &file, app.now())
        .await
    {
        Ok(()) => {}
        // Another draft became this very version a moment ago.
        Err(StoreError::Conflict(_)) => return Err(FreezeError::Newer(number)),
        Err(error) => return Err(AppError::from(error).into()),
    }
    let done = tx
        .set_draft_frozen(open.draft.id, seen, version.version)
        .await
        .map_err(AppError::from)?;
    if !done {
        return Err(FreezeError::Overtaken(overtaken(app, &open).await?));
    }
    let detail = Detail::default().version(version.version);
    let told = made(actor, Act::DraftFrozen, slug, detail);
    commit(app, tx, &told).await?;
    Ok(version)
}
