use rstest::rstest;
use uuid::Uuid;

use super::*;

const SHIPPED: &str = include_str!("../../../../../data/lists.toml");
const PERSON: PersonId = PersonId(Uuid::from_u128(7));

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn note(typed: (FactorKind, &str, &str), there: &[Factor]) -> Result<Factor, FactorProblem> {
    let mut lists = Lists::from_toml(SHIPPED).unwrap();
    let retired = lists.barriers.iter_mut();
    for entry in retired.filter(|entry| entry.code == "policy") {
        entry.retired = true;
    }
    let at = (
        FactorId(Uuid::from_u128(1)),
        PathwayId(Uuid::from_u128(2)),
        Phase::Exploring,
    );
    Factor::note(at, typed, (PERSON, day(4)), (&lists, there))
}

#[test]
fn a_factor_keeps_who_noted_it_when_and_in_which_phase() {
    let noted = note(
        (FactorKind::Barrier, "few_companies", "  In het noorden. "),
        &[],
    )
    .unwrap();
    assert_eq!(noted.sentence, "In het noorden.");
    assert_eq!((noted.noted_by, noted.noted_on), (Some(PERSON), day(4)));
    assert_eq!(noted.phase, Phase::Exploring);
    assert!(noted.stands());
}

#[rstest]
#[case(FactorKind::Barrier, "nothing", FactorProblem::Unknown)]
#[case(FactorKind::Helping, "few_companies", FactorProblem::Unknown)]
#[case(FactorKind::Barrier, "policy", FactorProblem::Unknown)]
#[case(FactorKind::Barrier, "few_companies", FactorProblem::There)]
fn what_is_not_on_the_list_or_stands_there_is_not_noted(
    #[case] kind: FactorKind,
    #[case] code: &str,
    #[case] expected: FactorProblem,
) {
    let there = note((FactorKind::Barrier, "few_companies", ""), &[]).unwrap();
    assert_eq!(note((kind, code, ""), &[there]), Err(expected));
}

#[test]
fn what_was_taken_away_stays_known_and_can_be_noted_again() {
    let typed = (FactorKind::Helping, "lectoraat", "");
    let mut noted = note(typed, &[]).unwrap();
    noted.end(" Het stopte. ", (PERSON, day(9))).unwrap();
    let end = noted.ended.clone().unwrap();
    assert_eq!((end.on, end.sentence.as_str()), (day(9), "Het stopte."));
    assert_eq!(noted.phase, Phase::Exploring);
    let again = noted.end("", (PERSON, day(10)));
    assert_eq!(again, Err(FactorProblem::Ended));
    assert!(note(typed, &[noted]).is_ok());
}

#[test]
fn a_sentence_stays_a_sentence() {
    let long = "x".repeat(LONGEST + 1);
    let typed = (FactorKind::Helping, "lectoraat", long.as_str());
    assert_eq!(note(typed, &[]), Err(FactorProblem::TooLong));
    let mut noted = note((FactorKind::Helping, "lectoraat", &long[1..]), &[]).unwrap();
    let ended = noted.end(&long, (PERSON, day(9)));
    assert_eq!(ended, Err(FactorProblem::TooLong));
    assert!(noted.stands());
}
