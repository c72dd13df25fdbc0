use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Case {
    name: String,
    condition: Condition,
    answers: Answers,
    holds: bool,
}

/// The browser's copy of the rules is held to the same table by a browser test.
#[test]
fn every_case_of_the_shared_table_is_decided_as_it_says() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("cases.json")).unwrap();
    assert!(cases.len() > 20);
    for case in cases {
        assert_eq!(
            case.condition.holds(&case.answers),
            case.holds,
            "{}",
            case.name
        );
    }
}

#[test]
fn a_condition_names_what_it_looks_at() {
    let condition = Condition::All(vec![
        Condition::Answered { item: "a".into() },
        Condition::Not(Box::new(Condition::AtLeast {
            item: "b".into(),
            value: 1.0,
        })),
    ]);
    assert_eq!(condition.items(), ["a", "b"]);
}
