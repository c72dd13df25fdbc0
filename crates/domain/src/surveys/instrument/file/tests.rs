use super::*;

const HEAD: &str = r#"format = 1
id = "t"
version = 1
group = "students"
title = { nl = "t", en = "t" }
intro = { nl = "t", en = "t" }
thanks = { nl = "t", en = "t" }

[[section]]
id = "s"
title = { nl = "t", en = "t" }
"#;

/// A yes-or-no item with these extra lines.
fn item(code: &str, extra: &str) -> String {
    format!(
        r#"
[[section.item]]
code = "{code}"
type = "single"
text = {{ nl = "Vraag", en = "Question" }}
options = [{{ code = "yes", nl = "Ja", en = "Yes" }}, {{ code = "no", nl = "Nee", en = "No" }}]
block = "b"
{extra}
"#
    )
}

const DECLINED: &str = include_str!("../../../../../../data/instruments/declined_companies.toml");
const STOPPED: &str = include_str!("../../../../../../data/instruments/stopped_students.toml");

const EMPLOYERS: &str = include_str!("../../../../../../data/instruments/employers.toml");

fn problems(file: &str) -> Vec<(Option<usize>, Option<String>, ProblemKind)> {
    let found = Instrument::from_toml(file.as_bytes()).unwrap_err();
    found
        .iter()
        .map(|problem| (problem.line, problem.item.clone(), problem.kind.clone()))
        .collect()
}

fn kinds(file: &str) -> Vec<ProblemKind> {
    problems(file).into_iter().map(|found| found.2).collect()
}

#[test]
fn each_questionnaire_comes_back_from_its_file_as_it_was() {
    for file in [
        include_str!("../../../../../../data/instruments/companies.toml"),
        include_str!("../../../../../../data/instruments/students.toml"),
        include_str!("../../../../../../data/instruments/teachers.toml"),
        DECLINED,
        STOPPED,
        EMPLOYERS,
    ] {
        let instrument = Instrument::from_toml(file.as_bytes()).unwrap();
        let again = Instrument::from_toml(instrument.to_toml().as_bytes()).unwrap();
        assert_eq!(again, instrument);
    }
}

/// Whether two questions may be laid side by side: same words, same answers.
fn same(one: &Instrument, other: &Instrument, code: &str) -> bool {
    let (one, other) = (one.question(code).unwrap(), other.question(code).unwrap());
    let wording = (one.wording, one.text, &one.item.kind);
    wording == (other.wording, other.text, &other.item.kind)
}

#[test]
fn short_questionnaires_take_three_minutes_and_share_questions_with_the_long_ones() {
    let read = |file: &str| Instrument::from_toml(file.as_bytes()).unwrap();
    let students = read(include_str!(
        "../../../../../../data/instruments/students.toml"
    ));
    let companies = read(include_str!(
        "../../../../../../data/instruments/companies.toml"
    ));
    let (declined, stopped, employers) = (read(DECLINED), read(STOPPED), read(EMPLOYERS));
    for short in [&declined, &stopped, &employers] {
        assert_eq!(short.minutes(), 3, "{}", short.id);
        assert!((5..=8).contains(&short.items().count()), "{}", short.id);
        assert_eq!(short.id, short.group.code());
    }
    for code in ["programme", "conscious", "motives", "recommend"] {
        assert!(same(&students, &stopped, code), "{code}");
    }
    for code in ["sector", "company_size"] {
        assert!(same(&companies, &declined, code), "{code}");
        assert!(same(&companies, &employers, code), "{code}");
    }
    // Who never took part is asked the same in other words.
    assert!(!same(&declined, &employers, "help_needed"));
    // A supposition is not the same question, so it never compares by accident.
    let rows = ["motive_attract", "motive_retain", "motive_society"];
    for code in rows {
        assert!(!same(&companies, &declined, code), "{code}");
    }
}

#[test]
fn a_problem_names_its_line_and_item() {
    let file = format!(
        "{HEAD}{}",
        item("a", "show_if = { is = { item = \"z\", option = \"yes\" } }")
    );
    let found = problems(&file);
    let line = file
        .lines()
        .position(|line| line == "[[section.item]]")
        .unwrap()
        + 1;
    assert_eq!(found.len(), 1, "{found:?}");
    let (at, code, kind) = &found[0];
    assert!(at.is_some_and(|at| at >= line), "{at:?} from {line}");
    assert_eq!(code.as_deref(), Some("a"));
    assert_eq!(*kind, ProblemKind::UnknownItem { item: "z".into() });
}

#[test]
fn a_file_that_is_not_toml_names_the_line() {
    let found = problems(&format!("{HEAD}\nthis is not TOML\n"));
    assert!(matches!(found[0].2, ProblemKind::Broken { .. }));
    assert_eq!(found[0].0, Some(HEAD.lines().count() + 2));
}

#[test]
fn items_that_wait_for_each_other_are_a_cycle() {
    let wait = |other: &str| format!("show_if = {{ answered = {{ item = \"{other}\" }} }}");
    let file = format!("{HEAD}{}{}", item("a", &wait("b")), item("b", &wait("a")));
    let found = kinds(&file);
    assert!(
        found
            .iter()
            .any(|kind| matches!(kind, ProblemKind::Cycle { .. })),
        "{found:?}"
    );
}

#[test]
fn an_item_that_no_answers_can_reach_is_refused() {
    let never = "show_if = { all = [{ is = { item = \"a\", option = \"yes\" } }, { is = { item = \"a\", option = \"no\" } }] }";
    let file = format!("{HEAD}{}{}", item("a", ""), item("b", never));
    assert_eq!(kinds(&file), [ProblemKind::Unreachable]);
}

#[test]
fn a_missing_translation_is_refused() {
    let file = format!("{HEAD}{}", item("a", "")).replace("en = \"Question\"", "en = \"\"");
    assert!(matches!(
        kinds(&file)[..],
        [ProblemKind::MissingTranslation { .. }]
    ));
}

#[test]
fn a_duplicate_code_is_refused() {
    let file = format!("{HEAD}{}{}", item("a", ""), item("a", ""));
    assert_eq!(
        kinds(&file),
        [ProblemKind::DuplicateCode { code: "a".into() }]
    );
}

#[test]
fn a_condition_on_an_option_that_does_not_exist_is_refused() {
    let gone = "show_if = { is = { item = \"a\", option = \"maybe\" } }";
    let file = format!("{HEAD}{}{}", item("a", ""), item("b", gone));
    let expected = ProblemKind::UnknownOption {
        item: "a".into(),
        option: "maybe".into(),
    };
    assert!(kinds(&file).contains(&expected));
}

#[test]
fn bytes_that_are_not_text_are_refused() {
    let refused = Instrument::from_toml(b"format = 1\nid = \"\xff\"").unwrap_err();
    assert_eq!(refused.iter().next().unwrap().kind, ProblemKind::NotUtf8);
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let huge = vec![b'#'; 5_000_000];
    let refused = Instrument::from_toml(&huge).unwrap_err();
    let kind = &refused.iter().next().unwrap().kind;
    assert!(matches!(kind, ProblemKind::TooLarge { .. }), "{kind:?}");
}

#[test]
fn a_file_without_questions_is_refused() {
    assert!(kinds(HEAD).contains(&ProblemKind::NoItems));
}
