//! Who may do what: one table, read by people and by tests.

use mkbroute_domain::accounts::{Grant, Role, Scope};
use mkbroute_domain::ids::{PathwayId, WaveId};

use super::Actor;
use crate::AppError;

/// Something a signed-in person may want to do with measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// See that a wave exists, its state and its questionnaires.
    SeeWave,
    /// See how many answered.
    SeeResponse,
    /// Read released figures and the report.
    ReadRelease,
    /// Read every figure, each marked released or withheld.
    ReadAllFigures,
    /// Freeze a closed wave.
    FreezeWave,
    /// Prepare, open, extend, close and copy a wave.
    SetUpWave,
    /// Reach the people of a pathway: pass links on, invite, remind, print letters.
    Distribute,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::SeeWave,
        Self::SeeResponse,
        Self::ReadRelease,
        Self::ReadAllFigures,
        Self::FreezeWave,
        Self::SetUpWave,
        Self::Distribute,
    ];

    /// Whether the action touches all pathways of a wave at once.
    pub fn concerns_everybody(self) -> bool {
        match self {
            Self::ReadAllFigures | Self::FreezeWave | Self::SetUpWave => true,
            Self::SeeWave | Self::SeeResponse | Self::ReadRelease | Self::Distribute => false,
        }
    }
}

/// The roles that may do an action, wherever their scope reaches.
///
/// Companies and supervisors read what is released; nobody but a researcher sees what is withheld.
pub fn allowed(action: Action) -> &'static [Role] {
    use Role::{
        Administrator, BranchOrganisation, CompanyContact, Coordinator, Foundation, ProgrammeTeam,
        Researcher, Student, Supervisor, Teacher,
    };
    match action {
        Action::SeeWave | Action::ReadRelease => &[
            Administrator,
            ProgrammeTeam,
            Researcher,
            Coordinator,
            Teacher,
            CompanyContact,
            Supervisor,
            Student,
            BranchOrganisation,
            Foundation,
        ],
        Action::SeeResponse | Action::Distribute => &[ProgrammeTeam, Researcher, Coordinator],
        Action::SetUpWave => &[ProgrammeTeam, Researcher],
        Action::ReadAllFigures | Action::FreezeWave => &[Researcher],
    }
}

/// Whether one of the actor's grants allows the action on the wave.
///
/// A grant for the programme reaches every wave, one for a wave reaches that wave. A grant for a
/// pathway sees waves and reads releases, which never show the pathway apart; it does not reach what
/// concerns everybody in the wave.
pub fn may(actor: &Actor, action: Action, wave: WaveId) -> bool {
    actor.grants.iter().any(|grant| {
        let reaches = match grant.scope {
            Scope::Programme => true,
            Scope::Pathway(_) => !action.concerns_everybody(),
            Scope::Wave(granted) => granted == wave,
        };
        reaches && allowed(action).contains(&grant.role)
    })
}

/// Whether one of the actor's grants allows the action on what a wave has at a pathway.
pub fn may_at(actor: &Actor, action: Action, wave: WaveId, pathway: PathwayId) -> bool {
    actor.grants.iter().any(|grant| {
        let reaches = match grant.scope {
            Scope::Programme => true,
            Scope::Wave(granted) => granted == wave,
            Scope::Pathway(granted) => granted == pathway,
        };
        reaches && allowed(action).contains(&grant.role)
    })
}

/// Whether one of the actor's grants allows the action on a wave that does not exist yet.
pub fn may_begin(actor: &Actor, action: Action) -> bool {
    let allows =
        |grant: &Grant| grant.scope == Scope::Programme && allowed(action).contains(&grant.role);
    actor.grants.iter().any(allows)
}

/// Refuses unless the actor may do the action on the wave.
pub fn authorise(actor: &Actor, action: Action, wave: WaveId) -> Result<(), AppError> {
    if may(actor, action, wave) {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

#[cfg(test)]
mod tests;
