//! Somebody sets how many students are to begin, or began, in a cohort.

use mkbroute_domain::accounts::audit::Act;
use mkbroute_domain::pathways::intake::IntakeProblem;
use mkbroute_domain::pathways::{Cohort, Intake, Students};
use mkbroute_store::StoreError;
use thiserror::Error;

use super::find::{find_pathway, told};
use crate::accounts::Actor;
use crate::accounts::audit::commit;
use crate::accounts::policy::Action;
use crate::{App, AppError};

/// The numbers of a cohort as somebody types them. What the program counts stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedIntake {
    pub cohort: Cohort,
    pub target: Students,
    pub typed: Students,
    /// The numbers that the page showed on which they were typed: target and typed.
    pub known: (Students, Students),
}

/// Why an intake is not kept.
#[derive(Debug, Error)]
pub enum SetIntakeError {
    #[error(transparent)]
    Intake(#[from] IntakeProblem),
    #[error("the intake was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for SetIntakeError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

/// Keeps the numbers of a cohort; without any number the cohort goes.
pub async fn set_intake(
    app: &App,
    actor: &Actor,
    slug: &str,
    typed: TypedIntake,
) -> Result<(), SetIntakeError> {
    let pathway = find_pathway(app, actor, slug, Action::DevelopPathway).await?;
    let tx = app.store().begin().await?;
    let development = tx.development(pathway.id).await?;
    let before = development.intake(typed.cohort).copied();
    let numbers = before.map(|before| (before.target, before.typed));
    if numbers.unwrap_or_default() != typed.known {
        return Err(SetIntakeError::ChangedMeanwhile);
    }
    let intake = Intake {
        cohort: typed.cohort,
        target: typed.target,
        typed: typed.typed,
        counted: before.map(|before| before.counted).unwrap_or_default(),
    };
    intake.check(app.now().date_naive())?;
    let nothing = Students::default();
    if [intake.target, intake.typed, intake.counted] == [nothing; 3] {
        tx.delete_intake(pathway.id, typed.cohort).await?;
    } else {
        tx.put_intake(pathway.id, &intake).await?;
    }
    let entry = told(actor, Action::DevelopPathway, Act::IntakeSet, &pathway);
    Ok(commit(app, tx, &entry).await?)
}
