//! The development plan of a pathway: beginning one, looking at it, changing it.

mod change;
mod sheet;
mod start;

use mkbroute_domain::pathways::plan::{AgreedProblem, StepProblem};
use mkbroute_store::StoreError;
use thiserror::Error;

use crate::AppError;

pub use change::{PlanChange, change_plan};
pub use sheet::{PlanSheet, plan_sheet};
pub(crate) use start::plan_templates;
pub use start::{PlanSource, start_plan};

/// Why a plan stays as it is.
#[derive(Debug, Error)]
pub enum PlanError {
    #[error(transparent)]
    Step(#[from] StepProblem),
    #[error("what was agreed is not whole")]
    Agreed(Vec<AgreedProblem>),
    /// The day on which students begin is too far away.
    #[error("students begin within ten years")]
    Begins,
    /// Whoever is to do a step does not run the development of the pathway.
    #[error("that person cannot do a step here")]
    Owner,
    /// There is no template for the degree yet.
    #[error("the degree of the pathway is not decided")]
    NoDegree,
    #[error("the plan was changed meanwhile")]
    ChangedMeanwhile,
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for PlanError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}
