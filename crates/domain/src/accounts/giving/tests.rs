use chrono::TimeDelta;
use uuid::Uuid;

use super::*;
use crate::ids::{CompanyId, GrantId, HogeschoolId, PersonId};

const AVANS: HogeschoolId = HogeschoolId(Uuid::from_u128(1));
const SAXION: HogeschoolId = HogeschoolId(Uuid::from_u128(2));
const BUILDING: PathwayId = PathwayId(Uuid::from_u128(3));
const ROADS: PathwayId = PathwayId(Uuid::from_u128(4));
const ELSEWHERE: PathwayId = PathwayId(Uuid::from_u128(5));
const OWN: CompanyId = CompanyId(Uuid::from_u128(6));
const OTHER: CompanyId = CompanyId(Uuid::from_u128(7));
const WAVE: WaveId = WaveId(Uuid::from_u128(8));

const SCOPES: [Scope; 9] = [
    Scope::Programme,
    Scope::Wave(WAVE),
    Scope::Hogeschool(AVANS),
    Scope::Hogeschool(SAXION),
    Scope::Pathway(BUILDING),
    Scope::Pathway(ROADS),
    Scope::Pathway(ELSEWHERE),
    Scope::Company(OWN),
    Scope::Company(OTHER),
];

fn tenants() -> Tenants {
    Tenants::from_iter([(BUILDING, AVANS), (ROADS, AVANS), (ELSEWHERE, SAXION)])
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn grant(role: Role, scope: Scope) -> Grant {
    let (id, person) = (GrantId(Uuid::nil()), PersonId(Uuid::nil()));
    Grant::by_program(id, person, role, scope, now())
}

fn offer(role: Role, scope: Scope) -> Offer {
    let until = Some(now() + TimeDelta::days(30));
    Offer { role, scope, until }
}

/// Written out by hand: who gives from where, which role and where. Whatever is not named is refused.
fn expected(giver: Role, own: Scope, role: Role, there: Scope) -> bool {
    let within = own == there
        || matches!(
            (own, there),
            (Scope::Hogeschool(AVANS), Scope::Pathway(BUILDING | ROADS))
                | (Scope::Hogeschool(SAXION), Scope::Pathway(ELSEWHERE))
        );
    let fits = match role {
        Role::Administrator | Role::ProgrammeTeam => there == Scope::Programme,
        Role::Researcher => matches!(there, Scope::Programme | Scope::Wave(_)),
        Role::Coordinator | Role::Teacher | Role::Student => {
            matches!(there, Scope::Pathway(_) | Scope::Hogeschool(_))
        }
        Role::BranchOrganisation => matches!(there, Scope::Pathway(_)),
        Role::CompanyContact | Role::Supervisor | Role::Foundation => {
            matches!(there, Scope::Company(_))
        }
        Role::Intermediary => !matches!(there, Scope::Programme | Scope::Wave(_)),
    };
    let within = within || own == Scope::Programme;
    let invites = match giver {
        Role::Administrator => true,
        Role::ProgrammeTeam => role == Role::Coordinator,
        Role::Coordinator => matches!(role, Role::Teacher | Role::Student | Role::Intermediary),
        Role::CompanyContact => matches!(role, Role::Supervisor | Role::Intermediary),
        Role::Foundation => matches!(role, Role::Foundation | Role::Intermediary),
        _ => false,
    };
    fits && within && invites
}

#[test]
fn who_gives_what_where_is_decided_for_every_pair_of_roles_and_scopes() {
    let tenants = tenants();
    let mut count = 0;
    for giver in Role::ALL {
        for own in SCOPES {
            for role in Role::ALL {
                for there in SCOPES {
                    let found = may_give(&grant(giver, own), &offer(role, there), &tenants);
                    let expected = expected(giver, own, role, there);
                    assert_eq!(
                        found.is_ok(),
                        expected,
                        "{giver:?} {own:?} {role:?} {there:?}"
                    );
                    count += usize::from(expected);
                }
            }
        }
    }
    assert!(count > 50, "the table is not empty: {count}");
}

#[test]
fn an_intermediary_acts_for_a_time_and_no_longer_than_who_lets_them() {
    let end = |days| Some(now() + TimeDelta::days(days));
    let scope = Scope::Company(OWN);
    let mut own = grant(Role::CompanyContact, scope);
    own.expires_at = end(10);
    let delegation = |until| Offer {
        role: Role::Intermediary,
        scope,
        until,
    };
    let give = |own: &Grant, until| may_give(own, &delegation(until), &tenants());
    assert_eq!(give(&own, end(10)), Ok(()));
    assert_eq!(give(&own, end(11)), Err(Refusal::OutlivesOwn));
    assert_eq!(give(&own, None), Err(Refusal::OutlivesOwn));
    own.expires_at = None;
    assert_eq!(give(&own, end(11)), Ok(()));
    for role in Role::ALL {
        let must = role == Role::Intermediary;
        let without = may_end(role, None, now());
        assert_eq!(without.is_err(), must, "{role:?}");
        assert_eq!(may_end(role, end(0), now()), Err(Refusal::EndIsPast));
        assert_eq!(may_end(role, end(1), now()), Ok(()));
    }
}

/// Whether somebody with the one role gets the other, where one study asks building only.
fn joins(held: (Role, Scope), wanted: (Role, Scope)) -> Result<(), Refusal> {
    let mut studies = Studies::default();
    studies.put(WAVE, [BUILDING]);
    let held = [grant(held.0, held.1)];
    may_join(
        &held,
        &offer(wanted.0, wanted.1),
        (&studies, &tenants()),
        now(),
    )
}

#[test]
fn coordinator_and_researcher_of_one_study_are_two_persons_in_either_order() {
    let clash = Err(Refusal::CoordinatorAndResearcher);
    let prepared = Scope::Wave(WaveId(Uuid::from_u128(9)));
    for (researched, coordinated, expected) in [
        (Scope::Programme, Scope::Pathway(BUILDING), clash),
        (Scope::Programme, Scope::Hogeschool(SAXION), clash),
        (Scope::Programme, Scope::Programme, clash),
        (Scope::Wave(WAVE), Scope::Pathway(BUILDING), clash),
        (Scope::Wave(WAVE), Scope::Hogeschool(AVANS), clash),
        (Scope::Wave(WAVE), Scope::Programme, clash),
        (Scope::Wave(WAVE), Scope::Pathway(ROADS), Ok(())),
        (Scope::Wave(WAVE), Scope::Hogeschool(SAXION), Ok(())),
        // It may get any pathway until it opens.
        (prepared, Scope::Pathway(ROADS), clash),
    ] {
        let (research, coordinate) = (
            (Role::Researcher, researched),
            (Role::Coordinator, coordinated),
        );
        assert_eq!(
            joins(research, coordinate),
            expected,
            "{researched:?} {coordinated:?}"
        );
        assert_eq!(
            joins(coordinate, research),
            expected,
            "{researched:?} {coordinated:?}"
        );
    }
}

#[test]
fn other_roles_go_together_and_the_same_is_not_given_twice() {
    for role in Role::ALL {
        for other in Role::ALL {
            let pair = (role, other);
            let expected = match pair {
                (Role::Researcher, Role::Coordinator) | (Role::Coordinator, Role::Researcher) => {
                    Err(Refusal::CoordinatorAndResearcher)
                }
                _ if role == other => Err(Refusal::HasIt),
                _ => Ok(()),
            };
            let found = joins((role, Scope::Programme), (other, Scope::Programme));
            assert_eq!(found, expected, "{pair:?}");
        }
    }
}

#[test]
fn what_is_past_stands_in_nobodys_way() {
    let studies = Studies::default();
    let wanted = offer(Role::Researcher, Scope::Programme);
    let mut held = [grant(Role::Coordinator, Scope::Pathway(BUILDING))];
    let join = |held: &[Grant]| may_join(held, &wanted, (&studies, &tenants()), now());
    held[0].status = GrantStatus::Invited;
    assert_eq!(join(&held), Err(Refusal::CoordinatorAndResearcher));
    held[0].status = GrantStatus::Revoked;
    assert_eq!(join(&held), Ok(()));
    held[0].status = GrantStatus::Confirmed;
    held[0].expires_at = Some(now());
    assert_eq!(join(&held), Ok(()));
}

#[test]
fn only_a_confirmed_administrator_without_an_end_keeps_the_program_administered() {
    let mut one = grant(Role::Administrator, Scope::Programme);
    assert!(is_administered(&[one.clone()]));
    one.expires_at = Some(now() + TimeDelta::days(1));
    assert!(!is_administered(&[one.clone()]));
    one.expires_at = None;
    one.status = GrantStatus::Invited;
    assert!(!is_administered(&[one.clone()]));
    one.status = GrantStatus::Revoked;
    assert!(!is_administered(&[one]));
    assert!(!is_administered(&[grant(
        Role::Researcher,
        Scope::Programme
    )]));
    assert!(!is_administered(&[]));
}
