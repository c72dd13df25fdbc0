use super::super::item_form::fields;
use super::*;

fn is(item: &str, option: &str) -> Condition {
    Condition::Is {
        item: item.into(),
        option: option.into(),
    }
}

#[test]
fn menus_say_what_conditions_of_one_level_say() {
    let number = Condition::AtLeast {
        item: "age".into(),
        value: 21.5,
    };
    let answered = Condition::Answered { item: "b".into() };
    let several = Condition::AnyOf {
        item: "c".into(),
        options: vec!["x".into(), "y".into()],
    };
    for condition in [
        is("a", "yes"),
        Condition::Not(Box::new(several.clone())),
        Condition::Not(Box::new(answered.clone())),
        Condition::Any(vec![is("a", "yes"), number.clone()]),
        Condition::All(vec![answered, several, number]),
    ] {
        let form = RouteForm::of(&condition).unwrap();
        assert_eq!(form.condition(), Ok(Some(condition)));
    }
}

#[test]
fn a_condition_of_more_levels_is_left_to_the_text() {
    let nested = Condition::All(vec![
        is("a", "yes"),
        Condition::Any(vec![is("b", "no"), is("c", "no")]),
    ]);
    assert_eq!(RouteForm::of(&nested), None);
}

#[test]
fn a_form_is_read_line_by_line_and_an_empty_line_is_told() {
    let sent = Posted(fields(&[
        ("samen", "of"),
        ("lijn.0.vraag", "a"),
        ("lijn.0.hoe", "is"),
        ("lijn.0.antwoord", "yes"),
        ("lijn.0.antwoord", "no"),
        ("lijn.1.vraag", "age"),
        ("lijn.1.hoe", "hoogstens"),
        ("lijn.1.getal", "17,5"),
    ]));
    let mut form = RouteForm::sent(&sent);
    assert!(form.any && form.lines.len() == 2);
    let found = form.condition().unwrap().unwrap();
    assert!(matches!(found, Condition::Any(ref parts) if parts.len() == 2));
    form.lines[1].value = "veel".into();
    assert_eq!(form.condition(), Err((1, LineProblem::NoNumber)));
    form.lines[0].options.clear();
    assert_eq!(form.condition(), Err((0, LineProblem::NoAnswer)));
    assert_eq!(RouteForm::default().condition(), Ok(None), "everybody");
}
