//! Reading and importing frozen questionnaires.

use std::sync::Arc;

use mkbroute_domain::accounts::audit::{Act, Detail, Doer, Entry, Object, ObjectKind};
use mkbroute_domain::surveys::instrument::file::InstrumentProblems;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};

use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, may_everywhere, waves_for};
use crate::{App, AppError};

/// Why a questionnaire file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file has problems, each with its line and item.
    #[error(transparent)]
    Problems(#[from] InstrumentProblems),
    /// The questionnaire asks another group in its earlier versions or drafts.
    #[error(transparent)]
    OtherGroup(#[from] OtherGroup),
    /// The database said no; a version that exists with other words is a conflict.
    #[error(transparent)]
    App(#[from] AppError),
}

/// A questionnaire asks one group, in every version: figures of one are never set beside another's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "questionnaire '{id}' is for {}, this file is for {}: give the file another id or mend its group",
    .known.code(),
    .found.code()
)]
pub struct OtherGroup {
    pub id: String,
    /// The group of the versions and drafts that exist.
    pub known: RespondentGroup,
    /// The group of the file.
    pub found: RespondentGroup,
}

/// Whom a file asks beside the versions and drafts with the same name: nothing if that fits.
pub(super) async fn other_group(
    app: &App,
    file: &Instrument,
) -> Result<Option<OtherGroup>, AppError> {
    let versions = app.store().instrument_versions().await?;
    let frozen = versions.into_iter().find(|(id, _)| *id == file.id);
    let known = if let Some((id, version)) = frozen {
        Some(load_instrument(app, &id, version).await?.group)
    } else {
        let drafts = app.store().questionnaire_drafts().await?;
        let mut drafts = drafts.iter();
        let draft = drafts.find(|draft| draft.instrument == file.id);
        draft.map(|draft| draft.group)
    };
    let other = known.filter(|known| *known != file.group);
    Ok(other.map(|known| OtherGroup {
        id: file.id.clone(),
        known,
        found: file.group,
    }))
}

/// Reads one version of a questionnaire. Versions never change, so a read version is kept.
pub async fn load_instrument(
    app: &App,
    id: &str,
    version: u32,
) -> Result<Arc<Instrument>, AppError> {
    if let Some(kept) = app.kept_instrument(id, version) {
        return Ok(kept);
    }
    let source = app
        .store()
        .instrument_source(id, version)
        .await?
        .ok_or(AppError::NotFound)?;
    let instrument = Instrument::from_toml(source.as_bytes()).map_err(AppError::unreadable)?;
    let instrument = Arc::new(instrument);
    app.keep_instrument(instrument.clone());
    Ok(instrument)
}

/// A questionnaire for somebody who makes questionnaires, or may see a wave that uses it.
pub async fn instrument(
    app: &App,
    actor: &Actor,
    id: &str,
    version: u32,
) -> Result<Arc<Instrument>, AppError> {
    if may_everywhere(actor, Action::EditQuestionnaires) {
        return load_instrument(app, id, version).await;
    }
    let seen = waves_for(actor, Action::SeeWave);
    for wave in app.store().waves(&seen).await? {
        let used = app.store().wave_instruments(wave.id).await?;
        let uses_it = used
            .iter()
            .any(|used| used.instrument == id && used.version == version);
        if uses_it {
            return load_instrument(app, id, version).await;
        }
    }
    Err(AppError::NotFound)
}

/// Checks a questionnaire file and stores it as a frozen version.
///
/// Importing the same version with the same words again changes nothing.
pub async fn import_instrument(app: &App, source: &str) -> Result<Instrument, ImportError> {
    let instrument = Instrument::from_toml(source.as_bytes())?;
    if let Some(other) = other_group(app, &instrument).await? {
        return Err(other.into());
    }
    let tx = app.store().begin().await.map_err(AppError::from)?;
    tx.insert_instrument(&instrument.id, instrument.version, source, app.now())
        .await
        .map_err(AppError::from)?;
    let detail = Detail::default().version(instrument.version);
    let object = Object::new(ObjectKind::Questionnaire, &instrument.id);
    let told = Entry::with(Doer::Operator, Act::QuestionnaireImported, object, detail);
    commit(app, tx, &told).await?;
    Ok(instrument)
}
