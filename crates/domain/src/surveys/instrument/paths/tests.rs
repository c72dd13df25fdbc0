use super::*;

fn read(file: &str) -> Instrument {
    Instrument::from_toml(file.as_bytes()).unwrap()
}

fn students() -> Instrument {
    read(include_str!(
        "../../../../../../data/instruments/students.toml"
    ))
}

#[test]
fn without_conditions_there_is_one_path() {
    let teachers = include_str!("../../../../../../data/instruments/teachers.toml");
    let found = read(teachers).paths();
    assert_eq!(found.paths.len(), 1);
    assert!(found.optional.is_empty() && !found.more);
    assert!(found.paths[0].because.is_empty());
}

#[test]
fn every_combination_of_independent_forks_is_a_path() {
    let found = students().paths();
    assert_eq!(found.paths.len(), 32, "five questions with two sides each");
    assert!(!found.more);
    assert_eq!(found.optional.len(), 8);
    let longest = found.paths.first().unwrap();
    let shortest = found.paths.last().unwrap();
    assert!(longest.questions - shortest.questions >= 8);
    assert!(longest.minutes >= shortest.minutes);
    assert!(longest.asked.contains("switch_employer"));
    assert!(!shortest.asked.contains("switch_employer"));
    let reason = Condition::Is {
        item: "switched".into(),
        option: "yes".into(),
    };
    assert!(longest.because.contains(&reason));
    assert!(shortest.because.contains(&Condition::Not(Box::new(reason))));
}

#[test]
fn answers_that_no_condition_tells_apart_are_one_path() {
    let companies = include_str!("../../../../../../data/instruments/companies.toml");
    let found = read(companies).paths();
    let mut sets: Vec<_> = found.paths.iter().map(|path| &path.asked).collect();
    let count = sets.len();
    sets.sort();
    sets.dedup();
    assert_eq!(sets.len(), count, "each asks something else");
    assert!(count < 100, "{count}");
}

#[test]
fn more_paths_than_can_be_listed_are_told() {
    let mut draft = students();
    let first = draft.sections[0].items[0].clone();
    let options = match &first.kind {
        super::super::ItemKind::Single { options, .. } => options.clone(),
        _ => Vec::new(),
    };
    for number in 0..10 {
        let mut fork = first.clone();
        fork.code = format!("fork_{number}");
        let mut behind = first.clone();
        behind.code = format!("behind_{number}");
        behind.show_if = Some(Condition::Is {
            item: fork.code.clone(),
            option: options[0].code.clone(),
        });
        draft.sections[0].items.extend([fork, behind]);
    }
    let found = draft.paths();
    assert!(found.more);
    assert_eq!(found.paths.len(), MOST_PATHS);
}
