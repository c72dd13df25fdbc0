//! Who may do what: one table, read by people and by tests.

use mkbroute_domain::accounts::{Role, Scope};
use mkbroute_domain::ids::WaveId;

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
    /// Make and change questionnaires.
    EditQuestionnaires,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::SeeWave,
        Self::SeeResponse,
        Self::ReadRelease,
        Self::ReadAllFigures,
        Self::FreezeWave,
        Self::EditQuestionnaires,
    ];
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
        Action::SeeResponse => &[ProgrammeTeam, Researcher, Coordinator],
        Action::ReadAllFigures | Action::FreezeWave => &[Researcher],
        Action::EditQuestionnaires => &[ProgrammeTeam, Researcher],
    }
}

/// Whether one of the actor's grants allows the action on the wave.
///
/// A grant for the programme reaches every wave, one for a wave reaches that wave. A grant for a
/// pathway sees waves and reads releases, which never show the pathway apart.
pub fn may(actor: &Actor, action: Action, wave: WaveId) -> bool {
    actor.grants.iter().any(|grant| {
        let reaches = match grant.scope {
            Scope::Programme | Scope::Pathway(_) => true,
            Scope::Wave(granted) => granted == wave,
        };
        reaches && allowed(action).contains(&grant.role)
    })
}

/// Refuses unless the actor may do the action on the wave.
pub fn authorise(actor: &Actor, action: Action, wave: WaveId) -> Result<(), AppError> {
    if may(actor, action, wave) {
        Ok(())
    } else {
        Err(AppError::Forbidden)
    }
}

/// Whether a grant for the whole programme allows the action: for what belongs to no wave.
pub fn may_in_programme(actor: &Actor, action: Action) -> bool {
    let for_all = |scope: &Scope| matches!(scope, Scope::Programme);
    let mut grants = actor.grants.iter();
    grants.any(|grant| for_all(&grant.scope) && allowed(action).contains(&grant.role))
}

#[cfg(test)]
mod tests;
