use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::pathways::lists::Lists;

const SHIPPED: &str = include_str!("../../../../../data/lists.toml");
const BY: PersonId = PersonId(Uuid::from_u128(1));
const TEAM: PersonId = PersonId(Uuid::from_u128(2));

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn asked(kind: &str, question: &str) -> Result<SupportRequest, SupportProblem> {
    let mut kinds = Lists::from_toml(SHIPPED).unwrap().support;
    kinds[4].retired = true;
    let id = SupportRequestId(Uuid::from_u128(3));
    let pathway = PathwayId(Uuid::from_u128(4));
    SupportRequest::ask(id, pathway, (kind, question), (BY, day(2)), &kinds)
}

#[rstest]
#[case("guides", " Is er een voorbeeld? ", None)]
#[case("money", "Is er een voorbeeld?", Some(SupportProblem::Kind))]
#[case("visibility", "Nog iemand?", Some(SupportProblem::Kind))]
#[case("guides", " \n", Some(SupportProblem::NoQuestion))]
#[case("guides", &"é".repeat(LONGEST), None)]
#[case("guides", &"é".repeat(LONGEST + 1), Some(SupportProblem::TooLong))]
fn what_is_asked_is_of_a_kind_on_the_list(
    #[case] kind: &str,
    #[case] question: &str,
    #[case] problem: Option<SupportProblem>,
) {
    let asked = asked(kind, question);
    assert_eq!(asked.as_ref().err().copied(), problem);
    if let Ok(asked) = asked {
        assert_eq!(asked.question, question.trim());
    }
}

#[test]
fn a_request_goes_from_question_to_an_answer_that_was_read() {
    let mut request = asked("guides", "Is er een voorbeeld?").unwrap();
    assert_eq!(request.read(), Err(SupportProblem::State));
    assert_eq!(request.days(day(9)), Some(7));
    assert_eq!(
        request.answer("  ", (TEAM, day(5))),
        Err(SupportProblem::NoAnswer)
    );
    request.answer("Ja.", (TEAM, day(5))).unwrap();
    // A better answer does not make the first one later, nor anybody else its owner.
    request.answer("Ja, twee.", (BY, day(8))).unwrap();
    assert_eq!(request.owner, Some(TEAM));
    assert_eq!(request.days(day(30)), Some(3));
    assert_eq!(request.assign(None), Err(SupportProblem::State));
    assert_eq!(request.withdraw(), Err(SupportProblem::State));
    request.read().unwrap();
    assert_eq!(request.days(day(30)), Some(3));
    assert_eq!(
        request.answer("Drie.", (TEAM, day(9))),
        Err(SupportProblem::State)
    );
}

#[test]
fn who_sees_to_it_changes_while_it_waits() {
    let mut request = asked("set_up", "Wie denkt mee?").unwrap();
    request.assign(Some(TEAM)).unwrap();
    assert_eq!(request.owner, Some(TEAM));
    request.assign(None).unwrap();
    request.withdraw().unwrap();
    assert_eq!((request.owner, request.days(day(9))), (None, None));
    assert_eq!(
        request.answer("Ik.", (TEAM, day(9))),
        Err(SupportProblem::State)
    );
}

#[rstest]
#[case(&[], None)]
#[case(&[4], Some(4))]
#[case(&[9, 1], Some(1))]
#[case(&[9, 1, 3], Some(3))]
#[case(&[9, 1, 3, 5], Some(3))]
fn half_was_answered_within_the_median(#[case] days: &[i64], #[case] expected: Option<i64>) {
    assert_eq!(median_days(days.to_vec()), expected);
}
