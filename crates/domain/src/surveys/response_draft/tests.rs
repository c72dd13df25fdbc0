use super::*;
use crate::surveys::answer::Answer;

const TWO_SECTIONS: &str = include_str!("../../../../../data/instruments/teachers.toml");

/// The questionnaire, and the first question of each of its first two sections.
fn questionnaire() -> (Instrument, [String; 2]) {
    let instrument = Instrument::from_toml(TWO_SECTIONS.as_bytes()).unwrap();
    let first = |section| {
        let mut questions = instrument.questions();
        let found = questions.find(|question| question.section == section);
        found.unwrap().code.to_owned()
    };
    let codes = [first(0), first(1)];
    (instrument, codes)
}

fn answers(code: &str, value: f64) -> Answers {
    Answers::from([(code.to_owned(), Answer::Number(value))])
}

#[test]
fn a_section_replaces_what_was_kept_of_it() {
    let (instrument, [code, other]) = questionnaire();
    let mut draft = ResponseDraft::begin(answers(&other, 1.0));
    draft.keep(&instrument, 0, answers(&code, 4.0), 0).unwrap();
    let seen = draft.revision();
    draft.keep(&instrument, 0, Answers::new(), seen).unwrap();
    assert_eq!(draft.answers, answers(&other, 1.0));
}

#[test]
fn the_later_of_two_devices_is_told_and_neither_is_lost() {
    let (instrument, [code, other]) = questionnaire();
    let mut draft = ResponseDraft::default();
    let seen = draft.revision();
    draft
        .keep(&instrument, 0, answers(&code, 4.0), seen)
        .unwrap();
    let told = draft.keep(&instrument, 0, answers(&code, 7.0), seen);
    let told = told.unwrap_err();
    assert_eq!(told.answers, answers(&code, 4.0));
    assert_eq!(draft.answers, answers(&code, 4.0));
    // Having seen the other, the respondent decides.
    draft
        .keep(&instrument, 0, answers(&code, 7.0), told.revision)
        .unwrap();
    assert_eq!(draft.answers, answers(&code, 7.0));
    // Another section is no conflict, and neither are the same answers.
    draft
        .keep(&instrument, 1, answers(&other, 2.0), seen)
        .unwrap();
    draft
        .keep(&instrument, 0, answers(&code, 7.0), seen)
        .unwrap();
    assert_eq!(draft.answers.len(), 2);
}
