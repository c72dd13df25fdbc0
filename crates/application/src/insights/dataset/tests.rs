use mkbroute_analysis::dataset::Values;

use super::*;

const STUDENTS: &str = include_str!("../../../../../data/instruments/students.toml");

fn students() -> Instrument {
    Instrument::from_toml(STUDENTS.as_bytes()).unwrap()
}

fn one(option: &str) -> Answer {
    Answer::One {
        option: option.into(),
        other: None,
    }
}

fn built(respondents: &[&[(&str, Answer)]]) -> DataSet {
    let respondents: Vec<Respondent> = respondents
        .iter()
        .map(|answers| {
            let owned = answers.iter().cloned();
            Respondent {
                answers: owned
                    .map(|(code, answer)| (code.to_owned(), answer))
                    .collect(),
                ..Respondent::default()
            }
        })
        .collect();
    build(&students(), &[], &respondents)
}

fn codes(data: &DataSet, item: &str) -> Vec<u8> {
    let column = data.columns.iter().find(|column| column.item.id == item);
    match &column.unwrap().values {
        Values::Codes(codes) => codes.clone(),
        other => panic!("{item} holds {other:?}"),
    }
}

#[test]
fn every_column_is_as_long_as_there_are_respondents() {
    let data = built(&[&[], &[("age", Answer::Number(27.0))]]);
    assert_eq!(data.respondents, 2);
    assert_eq!(codes(&data, "living").len(), 2);
}

#[test]
fn options_become_their_position_and_other_comes_after_them() {
    let data = built(&[
        &[("programme", one("bouwkunde"))],
        &[("programme", one("logistics"))],
        &[("programme", one("other"))],
    ]);
    assert_eq!(codes(&data, "programme"), [0, 6, 8]);
}

#[test]
fn skipped_and_not_asked_are_told_apart() {
    let data = built(&[
        &[("switched", one("yes"))],
        &[("switched", one("no"))],
        &[
            ("switched", one("yes")),
            ("switch_employer", one("other_employer")),
        ],
    ]);
    let found = codes(&data, "switch_employer");
    assert_eq!(found[..2], [missing::SKIPPED, missing::NOT_ASKED]);
    assert!(found[2] < missing::FIRST);
}

#[test]
fn open_answers_have_no_column() {
    let data = built(&[&[("plus", Answer::Text("Fijn".into()))]]);
    assert!(data.columns.iter().all(|column| column.item.id != "plus"));
    assert!(!format!("{data:?}").contains("Fijn"));
}

#[test]
fn pathways_and_links_are_columns_only_where_they_are_known() {
    let pathways = ["avans".to_owned(), "tln".to_owned()];
    let respondent = |pathway, link| Respondent {
        pathway,
        link,
        ..Respondent::default()
    };
    let known = build(
        &students(),
        &pathways,
        &[respondent(Some(1), None), respondent(None, Some(7))],
    );
    assert_eq!(codes(&known, PATHWAY), [1, missing::DONT_KNOW]);
    assert_eq!(known.links, [None, Some(7)]);
    let unknown = build(&students(), &pathways, &[respondent(None, None)]);
    assert!(unknown.column(PATHWAY).is_none() && unknown.links.is_empty());
}

#[test]
fn no_respondents_give_empty_columns() {
    let data = built(&[]);
    assert_eq!(data.respondents, 0);
    assert!(codes(&data, "living").is_empty());
}
