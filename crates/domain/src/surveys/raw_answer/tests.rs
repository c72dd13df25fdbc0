use super::*;
use crate::surveys::instrument::Instrument;

const FILE: &str = r#"
format = 1
id = "t"
version = 1
group = "students"
title = { nl = "t", en = "t" }
intro = { nl = "t", en = "t" }
thanks = { nl = "t", en = "t" }

[[section]]
id = "s"
title = { nl = "t", en = "t" }

[[section.item]]
code = "hours"
type = "number"
text = { nl = "Uren", en = "Hours" }
unit = { nl = "uur", en = "hours" }
min = 0
max = 2000
decimals = 1
dont_know = { nl = "Weet ik niet", en = "Don't know" }
block = "b"

[[section.item]]
code = "begun"
type = "year_month"
text = { nl = "Begin", en = "Begin" }
min = 2015
max = 2022
block = "b"

[[section.item]]
code = "kind"
type = "single"
text = { nl = "Soort", en = "Kind" }
options = [
  { code = "a", nl = "A", en = "A" },
  { code = "b", nl = "B", en = "B" },
]
other = { nl = "Anders, namelijk", en = "Other, namely" }
block = "b"
"#;

fn read_as(item: &str, values: &[&str]) -> Result<Option<Answer>, AnswerProblem> {
    let raw = RawAnswer {
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        ..RawAnswer::default()
    };
    parse(item, &raw)
}

fn parse(item: &str, raw: &RawAnswer) -> Result<Option<Answer>, AnswerProblem> {
    let instrument = Instrument::from_toml(FILE.as_bytes()).unwrap();
    parse_raw(&instrument.question(item).unwrap(), raw)
}

#[test]
fn numbers_are_read_as_people_type_them() {
    for (typed, number) in [
        ("1.680", 1680.0),
        ("2,5", 2.5),
        ("2.5", 2.5),
        (" 1 200 ", 1200.0),
        ("75 %", 75.0),
    ] {
        assert_eq!(
            read_as("hours", &[typed]),
            Ok(Some(Answer::Number(number))),
            "{typed}"
        );
    }
}

#[test]
fn what_is_no_number_is_told() {
    for typed in ["veel", "1e3", "NaN", "--1", "1,2,3", "∞"] {
        let read = read_as("hours", &[typed]);
        assert_eq!(read, Err(AnswerProblem::NotANumber), "{typed}");
    }
}

#[test]
fn a_number_out_of_range_or_too_precise_is_told() {
    let range = AnswerProblem::OutOfRange {
        min: 0.0,
        max: 2000.0,
    };
    assert_eq!(read_as("hours", &["-1"]), Err(range.clone()));
    assert_eq!(read_as("hours", &["2000,5"]), Err(range));
    let precise = AnswerProblem::TooManyDecimals { most: 1 };
    assert_eq!(read_as("hours", &["2,55"]), Err(precise));
}

#[test]
fn an_answer_given_twice_is_told() {
    assert_eq!(read_as("hours", &["1", "2"]), Err(AnswerProblem::Twice));
}

#[test]
fn left_open_is_no_answer() {
    assert_eq!(read_as("hours", &[""]), Ok(None));
    assert_eq!(read_as("kind", &[]), Ok(None));
}

#[test]
fn a_month_comes_as_two_fields_or_one() {
    let september = Ok(Some(Answer::Month {
        year: 2021,
        month: 9,
    }));
    assert_eq!(read_as("begun", &["2021", "9"]), september);
    assert_eq!(read_as("begun", &["2021-09"]), september);
    assert!(read_as("begun", &["2021", "13"]).is_err());
    assert_eq!(read_as("begun", &["ooit"]), Err(AnswerProblem::NotAMonth));
}

#[test]
fn a_text_behind_other_means_other() {
    let raw = RawAnswer {
        other: Some(" iets ".into()),
        ..RawAnswer::default()
    };
    let expected = Answer::One {
        option: OTHER.into(),
        other: Some("iets".into()),
    };
    assert_eq!(parse("kind", &raw), Ok(Some(expected)));
}

#[test]
fn dont_know_only_where_it_is_offered() {
    let raw = RawAnswer {
        special: Some(DONT_KNOW.into()),
        ..RawAnswer::default()
    };
    assert_eq!(parse("hours", &raw), Ok(Some(Answer::DontKnow)));
    assert_eq!(parse("kind", &raw), Err(AnswerProblem::NotOffered));
}

#[test]
fn an_option_of_another_version_is_told() {
    let read = read_as("kind", &["z"]);
    let expected = AnswerProblem::UnknownOption { option: "z".into() };
    assert_eq!(read, Err(expected));
}
