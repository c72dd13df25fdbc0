use std::collections::BTreeMap;

use super::*;
use crate::surveys::response::submit;

const STUDENTS: &str = include_str!("../../../../../data/instruments/students.toml");
const TEACHERS: &str = include_str!("../../../../../data/instruments/teachers.toml");

fn instrument(file: &str) -> Instrument {
    Instrument::from_toml(file.as_bytes()).unwrap()
}

fn given() -> Answers {
    let one = |option: &str| Answer::One {
        option: option.into(),
        other: None,
    };
    let motives = Answer::Many {
        options: ["experience".to_owned(), OTHER.to_owned()].into(),
        other: Some("nieuwsgierig".into()),
    };
    BTreeMap::from([
        ("age".to_owned(), Answer::Number(27.0)),
        ("living".to_owned(), one("own")),
        ("programme".to_owned(), one("bouwkunde")),
        ("motives".to_owned(), motives),
        ("plus".to_owned(), Answer::Text("Fijn".into())),
    ])
}

#[test]
fn answers_come_back_without_their_open_texts() {
    let students = instrument(STUDENTS);
    let submitted = submit(given(), &students).unwrap();
    let bytes = encode(&submitted, &students);
    assert_eq!(bytes[0], 1, "the version of the encoding comes first");
    let back = decode(&bytes, &students).unwrap();
    assert_eq!(&back, submitted.coded());
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("nieuwsgierig") && !text.contains("Fijn"));
    assert!(bytes.len() < 40, "compact: {} bytes", bytes.len());
}

#[test]
fn a_draft_keeps_everything() {
    let draft = ResponseDraft::begin(given());
    assert_eq!(decode_draft(&encode_draft(&draft)), Ok(draft));
}

#[test]
fn bytes_of_an_unknown_version_are_refused() {
    let students = instrument(STUDENTS);
    let mut bytes = encode(&submit(given(), &students).unwrap(), &students);
    bytes[0] = 9;
    assert_eq!(
        decode(&bytes, &students),
        Err(EncodingError::UnknownVersion(9))
    );
    assert_eq!(decode_draft(&[9]), Err(EncodingError::UnknownVersion(9)));
}

#[test]
fn no_damage_makes_the_reader_fall_over() {
    let students = instrument(STUDENTS);
    let bytes = encode(&submit(given(), &students).unwrap(), &students);
    assert_eq!(decode(&[], &students), Err(EncodingError::Broken));
    for cut in 1..bytes.len() {
        // A shorter list may happen to read well; it must not panic.
        let _ = decode(&bytes[..cut], &students);
    }
    for position in 1..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[position] ^= 0xFF;
        let _ = decode(&damaged, &students);
    }
}

#[test]
fn answers_of_another_questionnaire_are_refused() {
    let students = instrument(STUDENTS);
    let bytes = encode(&submit(given(), &students).unwrap(), &students);
    let refused = decode(&bytes, &instrument(TEACHERS));
    assert_eq!(refused, Err(EncodingError::OtherInstrument));
}
