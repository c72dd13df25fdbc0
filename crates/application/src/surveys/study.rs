//! The study that the measurements belong to, and changing its questions.

use mkbroute_domain::accounts::Visible;
use std::collections::BTreeMap;
use std::sync::Arc;

use mkbroute_domain::accounts::audit::{Act, Entry, Object, ObjectKind};
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::study::{QuestionProblem, Study, StudyQuestion};
use thiserror::Error;

use super::load_instrument;
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::{Action, Reach, may_everywhere, may_somewhere};
use crate::{App, AppError};

/// The study as it ships. Every measurement belongs to it.
const SHIPPED: &str = include_str!("../../../../data/studies/mkb-routes.toml");

/// Why a question was not changed.
#[derive(Debug, Error)]
pub enum ChangeStudyError {
    #[error(transparent)]
    Question(#[from] QuestionProblem),
    /// Somebody else changed the study after the page was opened.
    #[error("the study was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

/// What becomes of a question.
#[derive(Clone, Debug)]
pub enum StudyChange {
    /// A question replaces the one with its code, or is new when it has no code.
    Put(StudyQuestion),
    /// The question with this code goes.
    Remove(String),
}

/// The study: as researchers changed it, else as it ships.
pub(crate) async fn load_study(app: &App) -> Result<Study, AppError> {
    let shipped = Study::from_toml(SHIPPED).map_err(AppError::unreadable)?;
    let changed = app.store().study(&shipped.slug).await?;
    Ok(changed.unwrap_or(shipped))
}

/// The study for somebody who may see measurements.
pub async fn study(app: &App, actor: &Actor) -> Result<Study, AppError> {
    if may_somewhere(actor, Action::SeeWave) {
        load_study(app).await
    } else {
        Err(AppError::NotFound)
    }
}

/// The newest version of every questionnaire that some measurement uses, by name: what a question
/// can refer to.
pub async fn known_instruments(app: &App, actor: &Actor) -> Result<Vec<Arc<Instrument>>, AppError> {
    if !may_everywhere(actor, Action::ChangeStudy) {
        return Err(AppError::Forbidden);
    }
    let mut newest: BTreeMap<String, u32> = BTreeMap::new();
    for wave in app.store().waves(&Visible::Everything).await? {
        for used in app.store().wave_instruments(wave.id).await? {
            let version = newest.entry(used.instrument).or_default();
            *version = (*version).max(used.version);
        }
    }
    let mut found = Vec::with_capacity(newest.len());
    for (id, version) in newest {
        found.push(load_instrument(app, &id, version).await?);
    }
    found.sort_by_key(|instrument| instrument.group);
    Ok(found)
}

/// Changes one question of the study.
///
/// `revision` is that of the study on the page where the change was made.
pub async fn change_study(
    app: &App,
    actor: &Actor,
    revision: u32,
    change: StudyChange,
) -> Result<(), ChangeStudyError> {
    if !may_everywhere(actor, Action::ChangeStudy) {
        return Err(AppError::Forbidden.into());
    }
    let mut study = load_study(app).await?;
    let (act, code) = match change {
        StudyChange::Put(question) => (Act::StudyQuestionPut, put(&mut study, question)?),
        StudyChange::Remove(code) => {
            study.question(&code).ok_or(AppError::NotFound)?;
            study.questions.retain(|question| question.code != code);
            (Act::StudyQuestionRemoved, code)
        }
    };
    if study.revision != revision {
        return Err(ChangeStudyError::ChangedMeanwhile);
    }
    study.revision += 1;
    let tx = app.store().begin().await.map_err(AppError::from)?;
    if !tx.save_study(&study).await.map_err(AppError::from)? {
        return Err(ChangeStudyError::ChangedMeanwhile);
    }
    let doer = actor.doing(Action::ChangeStudy, Reach::Everywhere);
    let object = Object::new(ObjectKind::StudyQuestion, &code);
    Ok(commit(app, tx, &Entry::new(doer, act, object)).await?)
}

/// Puts a question in its place and returns its code.
fn put(study: &mut Study, mut question: StudyQuestion) -> Result<String, ChangeStudyError> {
    question.check()?;
    if question.code.is_empty() {
        let code = study.free_code();
        question.code.clone_from(&code);
        study.questions.push(question);
        return Ok(code);
    }
    let code = question.code.clone();
    let mut questions = study.questions.iter_mut();
    let place = questions.find(|found| found.code == question.code);
    *place.ok_or(AppError::NotFound)? = question;
    Ok(code)
}
