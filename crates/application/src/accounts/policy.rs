//! Who may do what: one table, read by people and by tests.

use mkbroute_domain::accounts::{Role, Scope};
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
    /// Publish figures of an open wave as provisional.
    ReleaseInterim,
    /// Change the questions of the study.
    ChangeStudy,
    /// Make and change questionnaires.
    EditQuestionnaires,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 10] = [
        Self::SeeWave,
        Self::SeeResponse,
        Self::ReadRelease,
        Self::ReadAllFigures,
        Self::FreezeWave,
        Self::SetUpWave,
        Self::Distribute,
        Self::ReleaseInterim,
        Self::ChangeStudy,
        Self::EditQuestionnaires,
    ];

    /// Whether the action touches all pathways of a wave at once.
    pub fn concerns_everybody(self) -> bool {
        match self {
            Self::ReadAllFigures
            | Self::FreezeWave
            | Self::SetUpWave
            | Self::ReleaseInterim
            | Self::EditQuestionnaires
            | Self::ChangeStudy => true,
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
        Action::SetUpWave | Action::EditQuestionnaires => &[ProgrammeTeam, Researcher],
        Action::ReadAllFigures
        | Action::FreezeWave
        | Action::ReleaseInterim
        | Action::ChangeStudy => &[Researcher],
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

/// Whether the actor may do the action on every wave: a study spans them all.
pub fn may_everywhere(actor: &Actor, action: Action) -> bool {
    actor
        .grants
        .iter()
        .any(|grant| grant.scope == Scope::Programme && allowed(action).contains(&grant.role))
}

/// Whether there may be a wave on which the actor may do the action.
pub fn may_somewhere(actor: &Actor, action: Action) -> bool {
    let mut grants = actor.grants.iter();
    grants.any(|grant| allowed(action).contains(&grant.role))
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
