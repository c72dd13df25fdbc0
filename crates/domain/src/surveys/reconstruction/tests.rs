use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use super::*;
use crate::surveys::answer::{Answer, Answers};
use crate::surveys::instrument::Instrument;
use crate::surveys::response::submit;

const COMPANIES: (&str, &str) = (
    include_str!("../../../../../data/instruments/companies.toml"),
    include_str!("../../../../../data/baseline-2021/plan-companies.toml"),
);
const STUDENTS: (&str, &str) = (
    include_str!("../../../../../data/instruments/students.toml"),
    include_str!("../../../../../data/baseline-2021/plan-students.toml"),
);
const TEACHERS: (&str, &str) = (
    include_str!("../../../../../data/instruments/teachers.toml"),
    include_str!("../../../../../data/baseline-2021/plan-teachers.toml"),
);

fn made(files: (&str, &str)) -> (Instrument, Vec<Answers>) {
    let instrument = Instrument::from_toml(files.0.as_bytes()).unwrap();
    let plan = Plan::from_toml(files.1).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(2021);
    let answers = reconstruct(&instrument, &plan, &mut rng).unwrap();
    (instrument, answers)
}

fn count(answers: &[Answers], item: &str, option: &str) -> usize {
    let chose = |answers: &&Answers| match answers.get(item) {
        Some(Answer::One { option: chosen, .. }) => chosen == option,
        Some(Answer::Many { options, .. }) => options.contains(option),
        _ => false,
    };
    answers.iter().filter(chose).count()
}

#[test]
fn every_reconstructed_respondent_passes_the_check_of_a_submission() {
    for files in [COMPANIES, STUDENTS, TEACHERS] {
        let (instrument, respondents) = made(files);
        for answers in respondents {
            let (coded, given): (Answers, Answers) = answers.into_iter().partition(|(code, _)| {
                instrument.question(code).unwrap().item.coded_from.is_some()
            });
            submit(given, &instrument)
                .unwrap()
                .with_codings(coded, &instrument)
                .unwrap();
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_respondents() {
    assert_eq!(made(STUDENTS).1, made(STUDENTS).1);
}

#[test]
fn routed_items_are_answered_by_who_is_asked_only() {
    let (_, students) = made(STUDENTS);
    let initiative = students
        .iter()
        .filter(|answers| answers.contains_key("initiative"));
    assert_eq!(initiative.clone().count(), 10);
    assert!(initiative.clone().all(|answers| count(
        std::slice::from_ref(answers),
        "worked_before",
        "yes"
    ) == 1));
    assert_eq!(count(&students, "motives", "experience"), 18);
    assert_eq!(count(&students, "motives", "deployable"), 6);
}

#[test]
fn a_plan_that_contradicts_the_questionnaire_is_refused() {
    let instrument = Instrument::from_toml(STUDENTS.0.as_bytes()).unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(2021);
    let mut refused = |text: &str| {
        let plan = Plan::from_toml(text).unwrap();
        reconstruct(&instrument, &plan, &mut rng).unwrap_err()
    };
    let unknown = "respondents = 1\ncomplete = 1\n[[answer]]\nitems = [\"nothing\"]\nsource = \"reported\"\nvalues = [1]\n";
    assert_eq!(refused(unknown), PlanError::UnknownItem("nothing".into()));
    let counts = "respondents = 3\ncomplete = 3\n[[answer]]\nitems = [\"status\"]\nsource = \"reported\"\ncounts = { studying = 2 }\n";
    assert!(matches!(
        refused(counts),
        PlanError::CountsDiffer {
            planned: 2,
            asked: 3,
            ..
        }
    ));
    let unclear =
        "respondents = 3\ncomplete = 3\n[[answer]]\nitems = [\"status\"]\nsource = \"reported\"\n";
    assert!(matches!(refused(unclear), PlanError::Unclear(_)));
    assert!(matches!(
        Plan::from_toml("respondents = x"),
        Err(PlanError::Broken(_))
    ));
}
