//! Who may give which role to whom, where and for how long.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::{Grant, GrantStatus, Role, Scope, ScopeKind, Tenants};
use crate::ids::{PathwayId, WaveId};

/// A role that somebody wants to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub role: Role,
    pub scope: Scope,
    pub until: Option<DateTime<Utc>>,
}

/// Why a role is not given, or a grant not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("this role is not theirs to give, or not there")]
    NotTheirs,
    #[error("this role does not hold in such a scope")]
    WrongScope,
    #[error("this role needs an end")]
    NoEnd,
    #[error("the end is past")]
    EndIsPast,
    #[error("who delegates gives no longer than they have it themselves")]
    OutlivesOwn,
    #[error("nobody gives themselves a role")]
    ToThemselves,
    #[error("the person has this role there")]
    HasIt,
    #[error("one person is not coordinator and researcher in one study")]
    CoordinatorAndResearcher,
    #[error("one administrator without an end must remain")]
    LastAdministrator,
    #[error("the grant is not in the state for it")]
    NotNow,
}

impl Role {
    /// The kinds of scope in which the role is given.
    pub fn kinds(self) -> &'static [ScopeKind] {
        use ScopeKind::{Company, Hogeschool, Pathway, Programme, Wave};
        match self {
            Self::Administrator | Self::ProgrammeTeam => &[Programme],
            Self::Researcher => &[Programme, Wave],
            Self::Coordinator | Self::Teacher | Self::Student => &[Pathway, Hogeschool],
            Self::BranchOrganisation => &[Pathway],
            Self::CompanyContact | Self::Supervisor | Self::Foundation => &[Company],
            Self::Intermediary => &[Pathway, Hogeschool, Company],
        }
    }

    /// The roles to which somebody in this role invites others, within their own scope.
    pub fn invites(self) -> &'static [Self] {
        match self {
            Self::Administrator => &Self::ALL,
            Self::ProgrammeTeam => &[Self::Coordinator],
            Self::Coordinator => &[Self::Teacher, Self::Student, Self::Intermediary],
            Self::CompanyContact => &[Self::Supervisor, Self::Intermediary],
            Self::Foundation => &[Self::Foundation, Self::Intermediary],
            Self::Researcher
            | Self::Teacher
            | Self::Supervisor
            | Self::Student
            | Self::BranchOrganisation
            | Self::Intermediary => &[],
        }
    }

    /// Whether a grant of this role always ends.
    pub fn must_end(self) -> bool {
        self == Self::Intermediary
    }
}

/// Whether somebody's own grant lets them give a role there. The administrator gives every role
/// everywhere; others give within their own scope, and let an intermediary act for them no longer
/// than they can themselves.
pub fn may_give(own: &Grant, offer: &Offer, tenants: &Tenants) -> Result<(), Refusal> {
    if !manages(own, offer.role, offer.scope, tenants) {
        return Err(Refusal::NotTheirs);
    }
    if !offer.role.kinds().contains(&offer.scope.kind()) {
        return Err(Refusal::WrongScope);
    }
    let outlives = match (own.expires_at, offer.until) {
        (None, _) => false,
        (Some(end), until) => until.is_none_or(|until| until > end),
    };
    if delegates(own.role, offer.role) && outlives {
        return Err(Refusal::OutlivesOwn);
    }
    Ok(())
}

/// Whether a grant of the role in the scope is for the holder of `own` to give, change and take back.
pub fn manages(own: &Grant, role: Role, scope: Scope, tenants: &Tenants) -> bool {
    own.role.invites().contains(&role) && own.scope.contains(scope, tenants)
}

/// Whether who gives lets somebody act for them, so that the one ends with the other.
pub fn delegates(giver: Role, role: Role) -> bool {
    role == Role::Intermediary && giver != Role::Administrator
}

/// Whether a role may end at this moment.
pub fn may_end(
    role: Role,
    until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    match until {
        None if role.must_end() => Err(Refusal::NoEnd),
        Some(end) if end <= now => Err(Refusal::EndIsPast),
        _ => Ok(()),
    }
}

/// Which pathways the studies ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Studies(BTreeMap<WaveId, BTreeSet<PathwayId>>);

impl Studies {
    /// Of a study that asks these pathways. One that is still being prepared may get any pathway, so it
    /// is not put here.
    pub fn put(&mut self, wave: WaveId, asked: impl IntoIterator<Item = PathwayId>) {
        self.0.insert(wave, asked.into_iter().collect());
    }

    fn ask(&self, wave: WaveId, pathway: PathwayId) -> bool {
        self.0
            .get(&wave)
            .is_none_or(|asked| asked.contains(&pathway))
    }

    fn overlap(&self, researched: Scope, coordinated: Scope, tenants: &Tenants) -> bool {
        match (researched, coordinated) {
            (Scope::Wave(wave), Scope::Pathway(pathway)) => self.ask(wave, pathway),
            (Scope::Wave(wave), Scope::Hogeschool(own)) => tenants
                .pathways_of(own)
                .any(|pathway| self.ask(wave, pathway)),
            (Scope::Wave(_), Scope::Programme) => true,
            _ => {
                researched.contains(coordinated, tenants)
                    || coordinated.contains(researched, tenants)
            }
        }
    }
}

/// Whether a person who holds these grants may get another. Invitations count as held, so that the
/// order in which somebody accepts makes no difference.
pub fn may_join(
    held: &[Grant],
    offer: &Offer,
    (studies, tenants): (&Studies, &Tenants),
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let living = || held.iter().filter(|grant| grant.lives(now));
    if living().any(|grant| (grant.role, grant.scope) == (offer.role, offer.scope)) {
        return Err(Refusal::HasIt);
    }
    let clashes = |grant: &Grant| match (grant.role, offer.role) {
        (Role::Researcher, Role::Coordinator) => studies.overlap(grant.scope, offer.scope, tenants),
        (Role::Coordinator, Role::Researcher) => studies.overlap(offer.scope, grant.scope, tenants),
        _ => false,
    };
    if living().any(clashes) {
        return Err(Refusal::CoordinatorAndResearcher);
    }
    Ok(())
}

/// Whether somebody can still administer the program, for as long as nothing changes.
pub fn is_administered(grants: &[Grant]) -> bool {
    grants.iter().any(|grant| {
        grant.role == Role::Administrator
            && grant.scope == Scope::Programme
            && grant.status == GrantStatus::Confirmed
            && grant.expires_at.is_none()
    })
}

#[cfg(test)]
mod tests;
