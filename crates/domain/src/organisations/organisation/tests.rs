use uuid::Uuid;

use super::OrganisationProblem as Problem;
use super::*;

fn organisation(kind: OrganisationKind) -> Organisation {
    Organisation {
        id: OrganisationId(Uuid::from_u128(1)),
        kind,
        name: "Jansen Bouw".to_owned(),
        registered: Registered::default(),
        parent: None,
        sites: vec![site(1)],
    }
}

fn site(number: u128) -> Site {
    Site {
        id: SiteId(Uuid::from_u128(number)),
        name: String::new(),
        place: "Enschede".to_owned(),
        postcode: "7513 AB".parse().ok(),
        vestiging: format!("{number:012}").parse().ok(),
        rio_location: None,
    }
}

#[test]
fn a_whole_organisation_has_no_problem() {
    for kind in OrganisationKind::ALL {
        let mut whole = organisation(kind);
        whole.parent = Some(OrganisationId(Uuid::from_u128(2)));
        assert_eq!(whole.problems(), [], "{kind:?}");
        assert_eq!(whole.place(), Some("Enschede"));
    }
}

#[test]
fn every_problem_is_told_at_once() {
    let mut wrong = organisation(OrganisationKind::Lectoraat);
    wrong.name = " ".to_owned();
    wrong.registered.brin = "23AH".parse().ok();
    wrong.registered.rio_board = "100B001".parse().ok();
    wrong.sites = vec![site(7), site(7)];
    wrong.sites[0].place.clear();
    wrong.sites[1].name = "é".repeat(LONGEST_NAME + 1);
    assert_eq!(
        wrong.problems(),
        [
            Problem::NoName,
            Problem::LongName,
            Problem::BrinOfNoSchool,
            Problem::RioOfNoSchool,
            Problem::LectoraatWithoutHogeschool,
            Problem::SiteWithoutPlace,
            Problem::VestigingTwice,
        ]
    );
    assert_eq!(wrong.place(), None);
}

#[test]
fn nothing_belongs_to_itself() {
    let mut wrong = organisation(OrganisationKind::Company);
    wrong.parent = Some(wrong.id);
    assert_eq!(wrong.problems(), [Problem::OwnParent]);
}

#[test]
fn only_a_school_has_a_brin_code() {
    for kind in OrganisationKind::ALL {
        let mut school = organisation(kind);
        school.parent = Some(OrganisationId(Uuid::from_u128(2)));
        school.registered.brin = "23AH".parse().ok();
        assert_eq!(school.problems().is_empty(), kind.is_school(), "{kind:?}");
    }
}
