//! Preparing a measurement, opening it, reaching people, and closing it.

mod change_wave;
mod close_wave;
mod copy_wave;
mod distribution;
mod extend_wave;
mod open_wave;
mod plan_wave;
mod populations;
mod propose;

pub use change_wave::{change_wave, delete_wave};
pub use close_wave::{ClosedWave, close_wave};
pub use copy_wave::copy_wave;
pub use distribution::{Report, ReportError, find_line, report_distribution};
pub use extend_wave::{ExtendError, extend_wave};
pub use open_wave::{OpenError, Readiness, open_wave, readiness};
pub use plan_wave::{Choices, PlanError, choices, may_plan, plan_of, plan_wave};
pub use populations::{PopulationProblem, SetPopulationsError, set_populations};
pub use propose::Proposal;

use mkbroute_domain::accounts::audit::{Act, Detail, Entry, Object};
use mkbroute_domain::surveys::wave::{Wave, WaveLink, WaveState};

use crate::accounts::Actor;
use crate::accounts::policy::{Action, Reach};
use crate::surveys::find_wave;
use crate::{App, AppError};

/// A wave that is still being prepared, for somebody who may do that.
async fn planned(app: &App, actor: &Actor, slug: &str) -> Result<Wave, AppError> {
    let wave = find_wave(app, actor, slug, Action::SetUpWave).await?;
    if wave.state == WaveState::Planned {
        Ok(wave)
    } else {
        Err(AppError::NotPlanned(wave.slug))
    }
}

/// What the log tells of a wave that somebody sets up.
pub(super) fn set_up(actor: &Actor, act: Act, wave: &Wave, detail: Detail) -> Entry {
    let doer = actor.doing(Action::SetUpWave, Reach::Wave(wave.id));
    Entry::with(doer, act, Object::wave(&wave.slug), detail)
}

/// What the log tells of a link whose people somebody reaches.
pub(super) fn reached(
    actor: &Actor,
    act: Act,
    (wave, link): (&Wave, &WaveLink),
    detail: Detail,
) -> Entry {
    let reach = Reach::At(wave.id, link.pathway);
    let doer = actor.doing(Action::Distribute, reach);
    Entry::with(doer, act, Object::link(&link.code), detail)
}
