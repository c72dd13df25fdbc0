//! Who may do what: one table, read by people and by tests.

use mkbroute_domain::accounts::{Role, Scope, Visible};
use mkbroute_domain::ids::{PathwayId, WaveId};

use super::Actor;
use crate::AppError;

/// Something a signed-in person may want to do.
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
    /// See the register of processing, and look up, show and erase what is kept of somebody who asks.
    HandlePrivacy,
    /// See persons within one's reach with their roles, invite them and take roles back.
    ManageRoles,
    /// Have events sent to an address, each as far as one may hear of it.
    ReceiveEvents,
    /// See how a pathway is developed: why it is in its phase, on what a judgement rests, how many begin.
    SeeDevelopment,
    /// Run the development of a pathway: its phases, judgements, intake and partners.
    DevelopPathway,
    /// Add a pathway, and register it with the national programme.
    RegisterPathway,
    /// See which companies may join a pathway, and what was said with them.
    SeeLeads,
    /// Talk with companies on behalf of a pathway.
    WorkLeads,
    /// See how many companies come how far, without knowing which.
    SeeFunnel,
    /// See which organisations there are, and by what registers know them.
    SeeOrganisations,
    /// Add and change organisations.
    ChangeOrganisations,
    /// See and keep with whom one talks at an organisation that stands on the list of a pathway, or takes part in it.
    KeepContacts,
    /// Answer what pathways ask of the national programme.
    GiveSupport,
    /// Plan meetings of the learning network, and note who came.
    RunNetwork,
    /// See the meetings of the learning network; who coordinates a pathway says whether they come.
    JoinNetwork,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 26] = [
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
        Self::HandlePrivacy,
        Self::ManageRoles,
        Self::ReceiveEvents,
        Self::SeeDevelopment,
        Self::DevelopPathway,
        Self::RegisterPathway,
        Self::SeeLeads,
        Self::WorkLeads,
        Self::SeeFunnel,
        Self::SeeOrganisations,
        Self::ChangeOrganisations,
        Self::KeepContacts,
        Self::GiveSupport,
        Self::RunNetwork,
        Self::JoinNetwork,
    ];

    /// The action in words, as in `docs/roles.md`.
    pub fn words(self) -> &'static str {
        match self {
            Self::SeeWave => "see a measurement, its state and its questionnaires",
            Self::SeeResponse => "see how many answered",
            Self::ReadRelease => "read released figures and the report",
            Self::ReadAllFigures => "read every figure, also what is withheld",
            Self::FreezeWave => "freeze a closed measurement",
            Self::SetUpWave => "prepare, open, extend, close and copy a measurement",
            Self::Distribute => "reach the people of a pathway",
            Self::ReleaseInterim => "publish provisional figures",
            Self::ChangeStudy => "change the questions of the study",
            Self::EditQuestionnaires => "make questionnaires",
            Self::ReadLog => "read and check the audit log",
            Self::HandlePrivacy => {
                "see the register of processing and answer requests about personal data"
            }
            Self::ManageRoles => "invite people to roles and take roles back",
            Self::ReceiveEvents => "have events sent to an address",
            Self::SeeDevelopment => "see how a pathway is developed",
            Self::DevelopPathway => "run the development of a pathway",
            Self::RegisterPathway => "add a pathway and register it with the programme",
            Self::SeeLeads => "see which companies may join a pathway",
            Self::WorkLeads => "talk with companies on behalf of a pathway",
            Self::SeeFunnel => "see how many companies come how far",
            Self::SeeOrganisations => "see organisations and the numbers by which they are known",
            Self::ChangeOrganisations => "add and change organisations",
            Self::KeepContacts => "see and keep contacts at the organisations of a pathway",
            Self::GiveSupport => "answer what pathways ask of the programme",
            Self::RunNetwork => "plan meetings of the learning network and note who came",
            Self::JoinNetwork => "see the meetings of the learning network",
        }
    }

    /// Whether the action touches all pathways of a wave at once.
    pub fn concerns_everybody(self) -> bool {
        match self {
            Self::ReadAllFigures
            | Self::FreezeWave
            | Self::SetUpWave
            | Self::ReleaseInterim
            | Self::EditQuestionnaires
            | Self::ChangeStudy
            | Self::ReadLog
            | Self::HandlePrivacy
            | Self::RegisterPathway
            | Self::GiveSupport
            | Self::RunNetwork => true,
            Self::SeeWave
            | Self::SeeResponse
            | Self::ReadRelease
            | Self::Distribute
            | Self::ManageRoles
            | Self::ReceiveEvents
            | Self::SeeDevelopment
            | Self::DevelopPathway
            | Self::SeeLeads
            | Self::WorkLeads
            | Self::SeeFunnel
            | Self::SeeOrganisations
            | Self::ChangeOrganisations
            | Self::KeepContacts
            | Self::JoinNetwork => false,
        }
    }
}

/// The roles that may do an action, wherever their scope reaches.
///
/// Companies and supervisors read what is released; nobody but a researcher sees what is withheld.
pub fn allowed(action: Action) -> &'static [Role] {
    use Role::{
        Administrator, BranchOrganisation, CompanyContact, Coordinator, Foundation, Intermediary,
        ProgrammeTeam, Researcher, Student, Supervisor, Teacher,
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
        Action::ReadLog | Action::HandlePrivacy => &[Administrator],
        // Which roles each of them gives, and where, stands in the domain (`giving`).
        Action::ManageRoles => &[
            Administrator,
            ProgrammeTeam,
            Coordinator,
            CompanyContact,
            Foundation,
        ],
        // Roles with systems of their own.
        Action::ReceiveEvents => &[
            Administrator,
            ProgrammeTeam,
            Researcher,
            Coordinator,
            BranchOrganisation,
            Foundation,
        ],
        Action::SeeDevelopment => &[
            ProgrammeTeam,
            Researcher,
            Coordinator,
            Teacher,
            BranchOrganisation,
        ],
        Action::DevelopPathway | Action::ChangeOrganisations | Action::JoinNetwork => {
            &[ProgrammeTeam, Coordinator]
        }
        Action::RegisterPathway | Action::GiveSupport | Action::RunNetwork => &[ProgrammeTeam],
        // An intermediary works for the coordinator who let them.
        Action::SeeLeads | Action::WorkLeads | Action::KeepContacts => &[Coordinator, Intermediary],
        Action::SeeFunnel => &[ProgrammeTeam, BranchOrganisation],
        // Whoever puts companies on a list must find those that are known.
        Action::SeeOrganisations => &[ProgrammeTeam, Coordinator, BranchOrganisation, Intermediary],
    }
}

/// What an action is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A wave as a whole.
    Wave(WaveId),
    /// What a wave has at a pathway.
    At(WaveId, PathwayId),
    /// A pathway, whether a wave asks it or not.
    Pathway(PathwayId),
    /// Every wave: a study spans them all.
    Everywhere,
}

/// The role by which the actor may do the action there; `None` if they may not.
///
/// A grant for the programme reaches every wave, one for a wave reaches that wave. A grant for a
/// pathway or a hogeschool reaches what a wave has there; it sees waves and reads releases, which never
/// show the pathway apart, and does not reach what concerns everybody in the wave. A grant for a company
/// does the same, and reaches no pathway. A grant for a wave reaches no pathway apart from what the wave has
/// there.
pub fn role_for(actor: &Actor, action: Action, reach: Reach) -> Option<Role> {
    let reaches = |scope: Scope| match (scope, reach) {
        (Scope::Programme, _) => true,
        (Scope::Wave(granted), Reach::Wave(wave) | Reach::At(wave, _)) => granted == wave,
        (Scope::Pathway(_) | Scope::Hogeschool(_) | Scope::Company(_), Reach::Wave(_)) => {
            !action.concerns_everybody()
        }
        (
            Scope::Pathway(_) | Scope::Hogeschool(_),
            Reach::At(_, pathway) | Reach::Pathway(pathway),
        ) => scope.contains(Scope::Pathway(pathway), &actor.tenants),
        (Scope::Company(_), Reach::At(..))
        | (Scope::Company(_) | Scope::Wave(_), Reach::Pathway(_))
        | (_, Reach::Everywhere) => false,
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

/// Whether one of the actor's grants allows the action on a pathway.
pub fn may_on_pathway(actor: &Actor, action: Action, pathway: PathwayId) -> bool {
    role_for(actor, action, Reach::Pathway(pathway)).is_some()
}

/// Whether the actor may do the action on every wave.
pub fn may_everywhere(actor: &Actor, action: Action) -> bool {
    role_for(actor, action, Reach::Everywhere).is_some()
}

/// Whether there may be a wave on which the actor may do the action.
pub fn may_somewhere(actor: &Actor, action: Action) -> bool {
    scopes(actor, action).any(|scope| match scope {
        Scope::Programme | Scope::Wave(_) => true,
        Scope::Pathway(_) | Scope::Hogeschool(_) | Scope::Company(_) => {
            !action.concerns_everybody()
        }
    })
}

/// The role by which the actor may do the action on some pathway; `None` if there is none such. What belongs to no
/// pathway, such as an organisation, is for those who work on any.
pub fn role_on_some_pathway(actor: &Actor, action: Action) -> Option<Role> {
    let mut grants = actor.grants.iter();
    let on_pathways = |scope| !matches!(scope, Scope::Wave(_) | Scope::Company(_));
    let found =
        grants.find(|found| allowed(action).contains(&found.role) && on_pathways(found.scope));
    found.map(|grant| grant.role)
}

/// The scopes in which the actor may do an action.
fn scopes(actor: &Actor, action: Action) -> impl Iterator<Item = Scope> {
    let grants = actor.grants.iter();
    let allowed = grants.filter(move |grant| allowed(action).contains(&grant.role));
    allowed.map(|grant| grant.scope)
}

/// The waves on which the actor may do an action.
pub fn waves_for(actor: &Actor, action: Action) -> Visible {
    Visible::within(scopes(actor, action).filter_map(|scope| match scope {
        Scope::Programme | Scope::Wave(_) => Some(scope),
        Scope::Pathway(_) | Scope::Hogeschool(_) | Scope::Company(_) => {
            (!action.concerns_everybody()).then_some(Scope::Programme)
        }
    }))
}

/// The pathways at which the actor may do an action, in some wave.
pub fn pathways_for(actor: &Actor, action: Action) -> Visible {
    Visible::within(scopes(actor, action).map(|scope| match scope {
        // A wave may ask every pathway.
        Scope::Wave(_) => Scope::Programme,
        other => other,
    }))
}

/// The pathways on which the actor may do an action, whether a wave asks them or not.
pub fn own_pathways(actor: &Actor, action: Action) -> Visible {
    Visible::within(scopes(actor, action).filter(|scope| !matches!(scope, Scope::Wave(_))))
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
