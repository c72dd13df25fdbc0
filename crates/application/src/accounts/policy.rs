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
    /// Read who did what, and check that it is all there.
    ReadLog,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 11] = [
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
        Self::ReadLog,
    ];

    /// Whether the action touches all pathways of a wave at once.
    pub fn concerns_everybody(self) -> bool {
        match self {
            Self::ReadAllFigures
            | Self::FreezeWave
            | Self::SetUpWave
            | Self::ReleaseInterim
            | Self::EditQuestionnaires
            | Self::ChangeStudy
            | Self::ReadLog => true,
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
        Action::ReadLog => &[Administrator],
    }
}

/// What an action is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A wave as a whole.
    Wave(WaveId),
    /// What a wave has at a pathway.
    At(WaveId, PathwayId),
    /// Every wave: a study spans them all.
    Everywhere,
}

/// The role by which the actor may do the action there; `None` if they may not.
///
/// A grant for the programme reaches every wave, one for a wave reaches that wave. A grant for a
/// pathway reaches what a wave has there; it sees waves and reads releases, which never show the
/// pathway apart, and does not reach what concerns everybody in the wave.
pub fn role_for(actor: &Actor, action: Action, reach: Reach) -> Option<Role> {
    let reaches = |scope| match (scope, reach) {
        (Scope::Programme, _) => true,
        (Scope::Wave(granted), Reach::Wave(wave) | Reach::At(wave, _)) => granted == wave,
        (Scope::Pathway(_), Reach::Wave(_)) => !action.concerns_everybody(),
        (Scope::Pathway(granted), Reach::At(_, pathway)) => granted == pathway,
        (Scope::Wave(_) | Scope::Pathway(_), Reach::Everywhere) => false,
    };
    let mut grants = actor.grants.iter();
    let found = grants.find(|grant| allowed(action).contains(&grant.role) && reaches(grant.scope));
    found.map(|grant| grant.role)
}

/// Whether one of the actor's grants allows the action on the wave.
pub fn may(actor: &Actor, action: Action, wave: WaveId) -> bool {
    role_for(actor, action, Reach::Wave(wave)).is_some()
}

/// Whether one of the actor's grants allows the action on what a wave has at a pathway.
pub fn may_at(actor: &Actor, action: Action, wave: WaveId, pathway: PathwayId) -> bool {
    role_for(actor, action, Reach::At(wave, pathway)).is_some()
}

/// Whether the actor may do the action on every wave.
pub fn may_everywhere(actor: &Actor, action: Action) -> bool {
    role_for(actor, action, Reach::Everywhere).is_some()
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
