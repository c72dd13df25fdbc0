use uuid::Uuid;

use super::ProfileProblem as Problem;
use super::*;
use crate::pathways::{RelatedKind, RelatedState};

fn organisation(number: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(number))
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 9, 1).unwrap()
}

fn partner(number: u128, since: i32, until: Option<i32>) -> Partner {
    Partner {
        organisation: organisation(number),
        role: PartnerRole::Branch,
        since: day(since),
        until: until.map(day),
    }
}

fn profile() -> Profile {
    Profile {
        programmes: vec![Programme {
            name: Text::new("Ad Bouwkunde", "Ad in building engineering"),
            degree: Degree::Ad,
            rio: None,
        }],
        hogescholen: vec![Taking {
            hogeschool: organisation(1),
            leads: true,
        }],
        partners: vec![partner(2, 2020, None)],
        programme_role: Some(ProgrammeRole::Pilot),
        registered_on: Some(day(2021)),
        ..Profile::default()
    }
}

#[test]
fn a_whole_profile_has_no_problem() {
    assert_eq!(profile().problems(), []);
    assert_eq!(profile().leader(), Some(organisation(1)));
}

#[test]
fn every_problem_is_told_at_once() {
    let empty = Profile {
        partners: vec![partner(2, 2020, Some(2019))],
        locations: vec![Location {
            place: " ".to_owned(),
            rio: None,
        }],
        related: vec![Related {
            kind: RelatedKind::FeederMbo,
            name: String::new(),
            by: None,
            state: RelatedState::Running,
            since: None,
        }],
        programme_role: Some(ProgrammeRole::Pilot),
        ..Profile::default()
    };
    assert_eq!(
        empty.problems(),
        [
            Problem::NoProgramme,
            Problem::NoHogeschool,
            Problem::PartnerEndsFirst(0),
            Problem::NoPlace,
            Problem::NoName,
            Problem::RoleWithoutRegistration,
        ]
    );
}

#[test]
fn exactly_one_hogeschool_leads() {
    let mut found = profile();
    found.hogescholen[0].leads = false;
    assert_eq!(found.problems(), [Problem::Leads(0)]);
    found.hogescholen = vec![
        Taking {
            hogeschool: organisation(1),
            leads: true,
        };
        2
    ];
    assert_eq!(
        found.problems(),
        [Problem::Leads(2), Problem::HogeschoolTwice]
    );
    found.programmes[0].name.en.clear();
    assert_eq!(found.problems()[0], Problem::ProgrammeWithoutName(Lang::En));
}

#[test]
fn a_partner_may_come_back_but_not_stand_there_twice() {
    let mut found = profile();
    found.partners = vec![partner(2, 2019, Some(2020)), partner(2, 2021, None)];
    assert_eq!(found.problems(), []);
    // The last day of the one is the first of the other.
    found.partners[1].since = day(2020);
    assert_eq!(found.problems(), [Problem::PartnerTwice(1)]);
    found.partners.reverse();
    assert_eq!(found.problems(), [Problem::PartnerTwice(1)]);
    found.partners[0].role = PartnerRole::Financier;
    assert_eq!(found.problems(), []);
}

#[test]
fn a_partner_is_added_changed_and_taken_off() {
    let mut found = profile();
    found.put_partner(None, partner(3, 2021, None)).unwrap();
    assert_eq!(found.partners.len(), 2);
    let again = found.put_partner(None, partner(3, 2022, None));
    assert_eq!(again, Err(PartnerProblem::Twice));
    let back = found.put_partner(None, partner(4, 2022, Some(2021)));
    assert_eq!(back, Err(PartnerProblem::EndsFirst));
    // Whoever changes one does not meet what it was itself.
    let before = partner(3, 2021, None);
    let ended = partner(3, 2021, Some(2023));
    found.put_partner(Some(&before), ended.clone()).unwrap();
    let late = found.put_partner(Some(&before), partner(3, 2021, Some(2022)));
    assert_eq!(late, Err(PartnerProblem::Gone));
    assert_eq!(found.take_partner_off(&before), Err(PartnerProblem::Gone));
    found.take_partner_off(&ended).unwrap();
    assert_eq!(found.partners, profile().partners);
}

#[test]
fn what_a_merge_brought_together_is_put_right_one_by_one() {
    let mut found = profile();
    let (first, second) = (partner(2, 2020, None), partner(2, 2021, None));
    found.partners = vec![first.clone(), second.clone()];
    found.put_partner(None, partner(3, 2021, None)).unwrap();
    let still = found.put_partner(Some(&second), partner(2, 2022, None));
    assert_eq!(still, Err(PartnerProblem::Twice));
    found
        .put_partner(Some(&first), partner(2, 2019, Some(2020)))
        .unwrap();
    assert_eq!(found.problems(), []);
}

#[test]
fn partners_count_from_their_first_to_their_last_day() {
    let mut found = profile();
    found.partners = vec![partner(2, 2019, Some(2020)), partner(3, 2020, None)];
    let on = |day: NaiveDate| found.partners_on(day).count();
    assert_eq!(
        [2018, 2019, 2020, 2021].map(|year| on(day(year))),
        [0, 1, 2, 1]
    );
}

#[test]
fn only_what_is_registered_is_asked_by_default() {
    let mut found = profile();
    assert!(found.is_asked_by_default(day(2021)));
    assert!(!found.is_asked_by_default(day(2020)));
    found.registered_on = None;
    assert!(!found.is_asked_by_default(day(2030)));
}
