use chrono::DateTime;
use mkbroute_domain::accounts::{Grant, Person, Tenants};
use mkbroute_domain::ids::{CompanyId, GrantId, HogeschoolId, PathwayId, PersonId};
use mkbroute_domain::text::Lang;
use uuid::Uuid;

use super::*;

const HOGESCHOOL: HogeschoolId = HogeschoolId(Uuid::from_u128(11));

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
        grants: vec![Grant::by_program(
            GrantId(Uuid::from_u128(2)),
            id,
            role,
            scope,
            DateTime::UNIX_EPOCH,
        )],
        session: None,
        roles: vec![role],
        tenants: Tenants::from_iter([(PathwayId(Uuid::from_u128(9)), HOGESCHOOL)]),
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
            let of_hogeschool = actor(role, Scope::Hogeschool(HOGESCHOOL));
            assert_eq!(may_at(&of_hogeschool, action, wave, pathway), expected);
            assert!(!may_at(&of_hogeschool, action, wave, elsewhere));
            let of_company = actor(role, Scope::Company(CompanyId(pathway.0)));
            assert!(!may_at(&of_company, action, wave, pathway));
            for local in [&of_hogeschool, &of_company] {
                let sees = expected && !action.concerns_everybody();
                assert_eq!(may(local, action, wave), sees);
                assert!(!may_everywhere(local, action));
            }
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

/// What a query finds is what the policy allows one by one.
#[test]
fn what_queries_find_is_what_the_policy_allows() {
    let (wave, pathway) = (WaveId(Uuid::from_u128(7)), PathwayId(Uuid::from_u128(9)));
    let scopes = [
        Scope::Programme,
        Scope::Wave(wave),
        Scope::Wave(WaveId(Uuid::from_u128(8))),
        Scope::Pathway(pathway),
        Scope::Pathway(PathwayId(Uuid::from_u128(10))),
        Scope::Hogeschool(HOGESCHOOL),
        Scope::Company(CompanyId(Uuid::from_u128(12))),
    ];
    for (role, scope) in Role::ALL
        .into_iter()
        .flat_map(|role| scopes.map(|scope| (role, scope)))
    {
        let actor = actor(role, scope);
        for action in Action::ALL {
            let finds = |seen: Visible, wanted: Scope| match seen {
                Visible::Everything => true,
                Visible::Within(scopes) => {
                    let mut scopes = scopes.into_iter();
                    scopes.any(|scope| scope.contains(wanted, &actor.tenants))
                }
            };
            let found = finds(waves_for(&actor, action), Scope::Wave(wave));
            assert_eq!(
                found,
                may(&actor, action, wave),
                "{role:?} {scope:?} {action:?}"
            );
            let found = finds(pathways_for(&actor, action), Scope::Pathway(pathway));
            let in_some_wave = [wave, WaveId(Uuid::from_u128(8))]
                .into_iter()
                .any(|wave| may_at(&actor, action, wave, pathway));
            assert_eq!(found, in_some_wave, "{role:?} {scope:?} {action:?}");
        }
    }
}

/// The table that people read is the table by which the program decides.
#[test]
fn the_table_in_the_docs_is_the_table_of_the_policy() {
    let docs = include_str!("../../../../../docs/roles.md");
    for table in [actions_table(), giving_table()] {
        assert!(
            docs.contains(&table),
            "docs/roles.md should hold:\n\n{table}"
        );
    }
}

fn line(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().collect();
    format!("| {} |\n", cells.join(" | "))
}

fn name(role: Role) -> String {
    role.code().replace('_', " ")
}

fn actions_table() -> String {
    let mut table = line(["action".into(), "roles".into()]);
    table += "|---|---|\n";
    for action in Action::ALL {
        let roles = allowed(action).iter().map(|role| name(*role));
        let roles: Vec<String> = roles.collect();
        table += &line([action.words().to_owned(), roles.join(", ")]);
    }
    table
}

fn giving_table() -> String {
    let mut table = line(["role".into(), "holds in".into(), "invites to".into()]);
    table += "|---|---|---|\n";
    for role in Role::ALL {
        let kinds: Vec<&str> = role.kinds().iter().map(|kind| kind.code()).collect();
        let invites = role.invites();
        let invites = if invites.len() == Role::ALL.len() {
            "every role".to_owned()
        } else {
            let given: Vec<String> = invites.iter().map(|role| name(*role)).collect();
            given.join(", ")
        };
        table += &line([name(role), kinds.join(", "), invites]);
    }
    table
}
