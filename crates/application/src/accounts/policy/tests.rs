use chrono::DateTime;
use mkbroute_domain::accounts::{Grant, GrantStatus, Person};
use mkbroute_domain::ids::{GrantId, PathwayId, PersonId};
use mkbroute_domain::text::Lang;
use uuid::Uuid;

use super::*;

fn actor(role: Role, scope: Scope) -> Actor {
    let id = PersonId(Uuid::from_u128(1));
    Actor {
        person: Person {
            id,
            slug: "p".into(),
            name: "P".into(),
            email: None,
            lang: Lang::Nl,
            created_at: DateTime::UNIX_EPOCH,
        },
        grants: vec![Grant {
            id: GrantId(Uuid::from_u128(2)),
            person: id,
            role,
            scope,
            status: GrantStatus::Confirmed,
            expires_at: None,
        }],
        session: None,
    }
}

#[test]
fn the_whole_table_holds_for_every_role_and_scope() {
    let wave = WaveId(Uuid::from_u128(7));
    let other = WaveId(Uuid::from_u128(8));
    let pathway = PathwayId(Uuid::from_u128(9));
    for role in Role::ALL {
        for action in Action::ALL {
            let expected = allowed(action).contains(&role);
            assert_eq!(may(&actor(role, Scope::Programme), action, wave), expected);
            let of_pathway = actor(role, Scope::Pathway(pathway));
            assert_eq!(
                may(&of_pathway, action, wave),
                expected && !action.concerns_everybody()
            );
            assert_eq!(may_at(&of_pathway, action, wave, pathway), expected);
            let elsewhere = PathwayId(Uuid::from_u128(10));
            assert!(!may_at(&of_pathway, action, wave, elsewhere));
            assert_eq!(
                may_everywhere(&actor(role, Scope::Programme), action),
                expected
            );
            assert!(!may_everywhere(&of_pathway, action));
            assert_eq!(may(&actor(role, Scope::Wave(wave)), action, wave), expected);
            assert!(!may(&actor(role, Scope::Wave(other)), action, wave));
        }
    }
}

#[test]
fn only_researchers_see_what_is_withheld() {
    assert_eq!(allowed(Action::ReadAllFigures), &[Role::Researcher]);
}

#[test]
fn somebody_without_grants_may_nothing() {
    let mut nobody = actor(Role::Researcher, Scope::Programme);
    nobody.grants.clear();
    for action in Action::ALL {
        let refused = authorise(&nobody, action, WaveId(Uuid::from_u128(7)));
        assert!(matches!(refused, Err(AppError::Forbidden)));
    }
}

#[test]
fn a_coordinator_reaches_people_and_does_not_set_waves_up() {
    assert!(allowed(Action::Distribute).contains(&Role::Coordinator));
    assert!(!allowed(Action::SetUpWave).contains(&Role::Coordinator));
}

#[test]
fn a_study_is_changed_by_researchers_of_the_whole_programme() {
    let wave = Scope::Wave(WaveId(Uuid::from_u128(7)));
    for role in Role::ALL {
        let everywhere = may_everywhere(&actor(role, Scope::Programme), Action::ChangeStudy);
        assert_eq!(everywhere, role == Role::Researcher);
        assert!(!may_everywhere(&actor(role, wave), Action::ChangeStudy));
        let sees = allowed(Action::SeeWave).contains(&role);
        assert_eq!(may_somewhere(&actor(role, wave), Action::SeeWave), sees);
    }
}

#[test]
fn questionnaires_are_made_by_who_may_for_the_whole_programme() {
    let action = Action::EditQuestionnaires;
    for role in Role::ALL {
        let may = matches!(role, Role::ProgrammeTeam | Role::Researcher);
        assert_eq!(may_everywhere(&actor(role, Scope::Programme), action), may);
    }
    let wave = Scope::Wave(WaveId(Uuid::from_u128(7)));
    assert!(!may_everywhere(&actor(Role::Researcher, wave), action));
}
