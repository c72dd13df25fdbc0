use super::*;

const SHIPPED: &str = include_str!("../../../../../data/studies/mkb-routes.toml");
const FILES: [&str; 5] = [
    include_str!("../../../../../data/instruments/companies.toml"),
    include_str!("../../../../../data/instruments/students.toml"),
    include_str!("../../../../../data/instruments/teachers.toml"),
    include_str!("../../../../../data/instruments/declined_companies.toml"),
    include_str!("../../../../../data/instruments/stopped_students.toml"),
];

fn instruments() -> Vec<Instrument> {
    FILES
        .iter()
        .map(|file| Instrument::from_toml(file.as_bytes()).unwrap())
        .collect()
}

#[test]
fn the_shipped_study_names_items_that_its_questionnaires_ask() {
    let study = Study::from_toml(SHIPPED).unwrap();
    let instruments = instruments();
    let used: Vec<&Instrument> = instruments.iter().collect();
    assert_eq!(study.questions.len(), 8);
    assert!(study.aim.missing().is_none());
    for question in &study.questions {
        assert_eq!(question.check(), Ok(()), "{}", question.code);
        for item in &question.items {
            assert!(item.find(&used).is_some(), "{item}");
        }
        assert!(question.coverage(&used) < Coverage::Open);
    }
}

#[test]
fn an_item_that_the_measurement_does_not_ask_answers_nothing() {
    let study = Study::from_toml(SHIPPED).unwrap();
    let mut instruments = instruments();
    let teachers = study.question("teachers").unwrap();
    let cover = |used: &[Instrument]| teachers.coverage(&used.iter().collect::<Vec<_>>());
    assert_eq!(cover(&instruments), Coverage::Asked);
    // Another version of the questionnaire without those items, and no questionnaire for teachers.
    instruments.retain(|found| found.id == "teachers" || found.id == "students");
    for instrument in &mut instruments {
        for section in &mut instrument.sections {
            section
                .items
                .retain(|item| matches!(item.code.as_str(), "role" | "age"));
        }
    }
    assert_eq!(cover(&instruments), Coverage::Open);
    assert_eq!(cover(&[]), Coverage::Open);
    let supervision = study.question("supervision").unwrap();
    assert_eq!(supervision.coverage(&[]), Coverage::Elsewhere);
}

#[test]
fn an_item_is_read_as_it_is_written() {
    let item: ItemRef = " students.motives ".parse().unwrap();
    assert_eq!(item.to_string(), "students.motives");
    for wrong in ["", "students", ".motives", "students."] {
        assert_eq!(wrong.parse::<ItemRef>(), Err(NotAnItem), "{wrong}");
    }
}

#[test]
fn a_question_needs_words_in_both_languages_and_not_too_many() {
    let mut question = Study::from_toml(SHIPPED).unwrap().questions.swap_remove(0);
    question.text.en = " ".into();
    assert_eq!(question.check(), Err(QuestionProblem::NoText));
    question.text.en = "é".repeat(LONGEST_TEXT);
    assert_eq!(question.check(), Ok(()));
    question.elsewhere[0].note.nl = "x".repeat(LONGEST_TEXT + 1);
    assert_eq!(question.check(), Err(QuestionProblem::TooLong));
}

#[test]
fn a_new_question_gets_a_code_of_its_own() {
    let mut study = Study::from_toml(SHIPPED).unwrap();
    let first = study.free_code();
    let mut added = study.questions[0].clone();
    added.code.clone_from(&first);
    study.questions.push(added);
    study.questions.remove(0);
    assert_ne!(study.free_code(), first);
}
