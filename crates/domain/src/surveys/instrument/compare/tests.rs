use super::*;

const FILE: &str = include_str!("../../../../../../data/instruments/teachers.toml");

fn version(change: impl Fn(String) -> String) -> Vec<(String, Change)> {
    let earlier = Instrument::from_toml(FILE.as_bytes()).unwrap();
    let file = change(FILE.replace("version = 1", "version = 2"));
    let later = Instrument::from_toml(file.as_bytes()).unwrap();
    let changes = later.compared_with(&earlier);
    changes
        .into_iter()
        .map(|found| (found.code, found.change))
        .collect()
}

#[test]
fn the_same_questions_have_no_differences() {
    assert_eq!(version(|file| file), []);
}

#[test]
fn words_that_change_without_a_new_wording_number_are_noticed() {
    let found = version(|file| file.replace("Hoe werkt u?", "Hoeveel werkt u?"));
    assert_eq!(found, [("employment".to_owned(), Change::RewordedSilently)]);
}

#[test]
fn a_new_wording_number_says_that_answers_no_longer_compare() {
    let found = version(|file| {
        file.replace(
            "code = \"employment\"\n",
            "code = \"employment\"\nwording = 2\n",
        )
    });
    assert_eq!(found, [("employment".to_owned(), Change::Reworded)]);
}

#[test]
fn another_option_changes_the_answers() {
    let found = version(|file| file.replace("code = \"part_time\"", "code = \"some_time\""));
    assert_eq!(found, [("employment".to_owned(), Change::AnswersChanged)]);
}

#[test]
fn another_code_is_one_removed_and_one_added() {
    let found = version(|file| file.replace("code = \"since\"", "code = \"since_year\""));
    assert_eq!(
        found,
        [
            ("since_year".to_owned(), Change::Added),
            ("since".to_owned(), Change::Removed)
        ]
    );
}

#[test]
fn routing_and_explanation_are_told_apart_from_the_answers() {
    let earlier = Instrument::from_toml(FILE.as_bytes()).unwrap();
    let mut later = earlier.clone();
    let items = &mut later.sections[0].items;
    items[0].help = Some(crate::text::Text::new("Kies er een.", "Choose one."));
    items[1].show_if = Some(crate::surveys::condition::Condition::Answered {
        item: items[0].code.clone(),
    });
    let asides = later.asides_since(&earlier);
    let told: Vec<(bool, bool)> = asides
        .iter()
        .map(|aside| (aside.routing, aside.explanation))
        .collect();
    assert_eq!(told, [(false, true), (true, false)]);
    assert_eq!(later.compared_with(&earlier), []);
}
