use super::*;

const FILE: &str = include_str!("../../../../../data/instruments/students.toml");

fn students() -> Instrument {
    Instrument::from_toml(FILE.as_bytes()).unwrap()
}

fn one(option: &str) -> Answer {
    Answer::One {
        option: option.into(),
        other: None,
    }
}

fn answers(list: &[(&str, Answer)]) -> Answers {
    list.iter()
        .map(|(code, answer)| ((*code).to_owned(), answer.clone()))
        .collect()
}

fn problem_of(list: &[(&str, Answer)], code: &str) -> Option<AnswerProblem> {
    let problems = submit(answers(list), &students()).unwrap_err();
    problems.of(code).cloned()
}

#[test]
fn questions_may_be_left_open() {
    assert!(submit(answers(&[("age", Answer::Number(27.0))]), &students()).is_ok());
}

#[test]
fn nothing_at_all_is_no_response() {
    assert_eq!(problem_of(&[], ""), Some(AnswerProblem::Empty));
}

#[test]
fn an_answer_out_of_range_is_refused() {
    let range = AnswerProblem::OutOfRange {
        min: 15.0,
        max: 80.0,
    };
    assert_eq!(
        problem_of(&[("age", Answer::Number(7.0))], "age"),
        Some(range)
    );
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_is_refused() {
    let list = [("switched", one("no")), ("switch_employer", one("same"))];
    let found = problem_of(&list, "switch_employer");
    assert_eq!(found, Some(AnswerProblem::NotAsked));
}

#[test]
fn an_answer_of_another_version_is_refused() {
    let found = problem_of(&[("gone", one("x"))], "gone");
    assert_eq!(found, Some(AnswerProblem::UnknownQuestion));
    let found = problem_of(&[("living", one("castle"))], "living");
    assert!(matches!(found, Some(AnswerProblem::UnknownOption { .. })));
}

#[test]
fn another_kind_of_answer_is_refused() {
    let found = problem_of(&[("age", one("x"))], "age");
    assert_eq!(found, Some(AnswerProblem::WrongKind));
    let found = problem_of(&[("age", Answer::Number(f64::NAN))], "age");
    assert!(found.is_some(), "not a number is in no range");
}

#[test]
fn a_text_longer_than_asked_for_is_refused() {
    let long = Answer::Text("é".repeat(100_000));
    let found = problem_of(&[("plus", long)], "plus");
    assert!(matches!(found, Some(AnswerProblem::TooLong { .. })));
}

#[test]
fn every_problem_is_told_at_once() {
    let list = [("age", Answer::Number(7.0)), ("living", one("castle"))];
    let problems = submit(answers(&list), &students()).unwrap_err();
    assert_eq!(problems.iter().count(), 2);
}

#[test]
fn open_texts_stand_apart_from_coded_answers() {
    let other = Answer::One {
        option: OTHER.into(),
        other: Some("Zeevaart".into()),
    };
    let list = [("programme", other), ("plus", Answer::Text("Fijn".into()))];
    let submitted = submit(answers(&list), &students()).unwrap();
    assert_eq!(submitted.coded()["programme"], one(OTHER));
    assert!(!submitted.coded().contains_key("plus"));
    assert_eq!(submitted.open()["programme"], "Zeevaart");
    assert_eq!(submitted.open()["plus"], "Fijn");
}

#[test]
fn only_what_is_coded_afterwards_can_be_coded() {
    let submitted = submit(
        answers(&[("plus", Answer::Text("Fijn".into()))]),
        &students(),
    );
    let refused = submitted
        .unwrap()
        .with_codings(answers(&[("age", Answer::Number(27.0))]), &students());
    let problems = refused.unwrap_err();
    assert_eq!(problems.of("age"), Some(&AnswerProblem::NotAsked));
}
