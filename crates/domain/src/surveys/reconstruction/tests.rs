use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;
use rstest::rstest;

use super::*;
use crate::surveys::answer::{Answer, Answers};
use crate::surveys::instrument::Instrument;

/// A questionnaire with a route, a choice of several, a number and a rating.
const INSTRUMENT: &str = r#"
format = 1
id = "small"
version = 1
group = "students"
title = { nl = "t", en = "t" }
intro = { nl = "t", en = "t" }
thanks = { nl = "t", en = "t" }

[[section]]
id = "all"
title = { nl = "t", en = "t" }

[[section.item]]
code = "works"
type = "single"
text = { nl = "t", en = "t" }
options = [{ code = "yes", nl = "ja", en = "yes" }, { code = "no", nl = "nee", en = "no" }]

[[section.item]]
code = "hours"
type = "number"
text = { nl = "t", en = "t" }
unit = { nl = "uur", en = "hours" }
min = 0
max = 40
show_if = { is = { item = "works", option = "yes" } }

[[section.item]]
code = "reasons"
type = "multiple"
text = { nl = "t", en = "t" }
options = [{ code = "pay", nl = "loon", en = "pay" }, { code = "fun", nl = "plezier", en = "fun" }]

[[section.item]]
code = "content"
type = "scale"
text = { nl = "t", en = "t" }
min = 1
max = 10
low = { nl = "t", en = "t" }
high = { nl = "t", en = "t" }

[[section.item]]
code = "proud"
type = "scale"
text = { nl = "t", en = "t" }
min = 1
max = 10
low = { nl = "t", en = "t" }
high = { nl = "t", en = "t" }

[[section.item]]
code = "since"
type = "year_month"
text = { nl = "t", en = "t" }
min = 2000
max = 2030
"#;

fn plan(strata: &[(&str, usize)], entries: &[&str]) -> Plan {
    let strata = strata
        .iter()
        .map(|(name, n)| format!("[[stratum]]\nname = \"{name}\"\nrespondents = {n}\n"));
    let label = "source = \"simulated\"\nsection = \"2\"";
    let entries = entries
        .iter()
        .map(|entry| format!("[[answer]]\n{label}\n{entry}\n"));
    let text: Vec<String> = strata.chain(entries).collect();
    Plan::from_toml(&text.concat()).unwrap()
}

fn made_with(seed: u64, plan: &Plan) -> Result<Vec<Answers>, PlanError> {
    let instrument = Instrument::from_toml(INSTRUMENT.as_bytes()).unwrap();
    reconstruct(&instrument, plan, &mut ChaCha20Rng::seed_from_u64(seed))
}

fn numbers(respondents: &[Answers], item: &str) -> Vec<f64> {
    let number = |answers: &Answers| match answers.get(item) {
        Some(Answer::Number(number)) => Some(*number),
        _ => None,
    };
    respondents.iter().filter_map(number).collect()
}

const WORKS: &str = "items = [\"works\"]\ncounts = { yes = 3, no = 2 }";

#[test]
fn routing_and_skipping_decide_who_answers() {
    let hours = "items = [\"hours\"]\nskipped = 1\nvalues = [8, 16]";
    let made = made_with(1, &plan(&[("all", 5)], &[WORKS, hours])).unwrap();
    let workers = |answers: &&Answers| matches!(answers.get("works"), Some(Answer::One { option, .. }) if option == "yes");
    assert_eq!(made.iter().filter(workers).count(), 3);
    let workers: Vec<Answers> = made.iter().filter(workers).cloned().collect();
    let mut found = numbers(&workers, "hours");
    found.sort_by(f64::total_cmp);
    assert_eq!(found, [8.0, 16.0]);
    assert_eq!(numbers(&made, "hours").len(), 2);
}

#[test]
fn strata_follow_each_other_and_rows_keep_answers_together() {
    let rows = "items = [\"works\", \"hours\"]\namong = [\"late\"]\n\
                rows = [{ times = 2, is = [\"no\", \"-\"] }, { is = [\"yes\", 24] }]";
    let early = "items = [\"content\"]\namong = [\"early\"]\nvalues = [7, 7]";
    let made = made_with(1, &plan(&[("early", 2), ("late", 3)], &[rows, early])).unwrap();
    assert!(made[..2].iter().all(|answers| answers.len() == 1));
    assert_eq!(numbers(&made[..2], "content"), [7.0, 7.0]);
    for answers in &made[2..] {
        let yes =
            matches!(answers.get("works"), Some(Answer::One { option, .. }) if option == "yes");
        assert_eq!(answers.contains_key("hours"), yes);
    }
}

#[test]
fn a_multiple_choice_keeps_its_counts_and_leaves_nobody_empty() {
    let reasons = "items = [\"reasons\"]\nchosen = { pay = 9, fun = 3 }";
    for seed in 0..50 {
        let made = made_with(seed, &plan(&[("all", 10)], &[reasons])).unwrap();
        let sets: Vec<_> = made
            .iter()
            .filter_map(|answers| match answers.get("reasons") {
                Some(Answer::Many { options, .. }) => Some(options),
                _ => None,
            })
            .collect();
        assert_eq!(sets.len(), 10);
        assert!(sets.iter().all(|set| !set.is_empty()));
        let with = |option: &str| sets.iter().filter(|set| set.contains(option)).count();
        assert_eq!((with("pay"), with("fun")), (9, 3));
    }
}

#[test]
fn contented_respondents_tend_to_be_contented_with_everything() {
    let ratings = "values = [10, 9, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1]";
    let ways = ["by_mood = true\n", ""].map(|mood| {
        let entries =
            ["content", "proud"].map(|item| format!("items = [\"{item}\"]\n{mood}{ratings}"));
        let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
        let of_seed = |seed| {
            let made = made_with(seed, &plan(&[("all", 20)], &entries)).unwrap();
            correlation(&numbers(&made, "content"), &numbers(&made, "proud"))
        };
        (0..100).map(of_seed).sum::<f64>() / 100.0
    });
    assert!((ways[0] - 0.5).abs() < 0.1, "by mood: {}", ways[0]);
    assert!(ways[1].abs() < 0.1, "apart: {}", ways[1]);
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (a, b) = (mean(one), mean(other));
    let sum =
        |f: &dyn Fn(f64, f64) -> f64| one.iter().zip(other).map(|(x, y)| f(*x, *y)).sum::<f64>();
    let covariance = sum(&|x, y| (x - a) * (y - b));
    covariance / (sum(&|x, _| (x - a).powi(2)) * sum(&|_, y| (y - b).powi(2))).sqrt()
}

#[test]
fn months_are_read() {
    let since = "items = [\"since\"]\nmonths = [\"2019-09\"]";
    let made = made_with(1, &plan(&[("all", 1)], &[since])).unwrap();
    let month = Answer::Month {
        year: 2019,
        month: 9,
    };
    assert_eq!(made[0].get("since"), Some(&month));
}

#[rstest]
#[case::unknown_item("items = [\"nothing\"]\nvalues = [1]", "no question 'nothing'")]
#[case::unknown_stratum(
    "items = [\"content\"]\namong = [\"x\"]\nvalues = [1]",
    "no stratum 'x'"
)]
#[case::too_few_counts(
    "items = [\"works\"]\ncounts = { yes = 2 }",
    "2 answers and 0 skipped, but 5"
)]
#[case::all_skip(
    "items = [\"content\"]\nskipped = 9\nvalues = [1]",
    "1 answers and 9 skipped"
)]
#[case::too_many(
    "items = [\"reasons\"]\nchosen = { pay = 6 }",
    "chosen by 6, but only 5 answer"
)]
#[case::too_few(
    "items = [\"reasons\"]\nchosen = { pay = 4 }",
    "5 answer but only 4 options"
)]
#[case::nothing("items = [\"works\"]", "states no answers")]
#[case::two_kinds("items = [\"works\"]\ncounts = { yes = 5 }\nvalues = [1]", "two kinds")]
#[case::two_items("items = [\"content\", \"proud\"]\nvalues = [1]", "'content, proud'")]
#[case::no_items("items = []\nrows = [{ is = [] }]", "states no answers")]
#[case::uneven(
    "items = [\"works\"]\nrows = [{ times = 5, is = [\"yes\", 1] }]",
    "another length"
)]
#[case::no_month("items = [\"since\"]\nmonths = [\"2019\"]", "'since'")]
#[case::unknown_option("items = [\"works\"]\ncounts = { maybe = 5 }", "respondent 1 cannot")]
#[case::out_of_range(
    "items = [\"content\"]\nvalues = [1, 1, 1, 1, 11]",
    "content: the number is not from 1 to 10"
)]
#[case::not_asked(
    "items = [\"works\", \"hours\"]\nrows = [{ times = 5, is = [\"no\", 3] }]",
    "hours: this is not asked of somebody"
)]
fn a_plan_that_contradicts_the_questionnaire_is_refused(#[case] entry: &str, #[case] says: &str) {
    let error = made_with(1, &plan(&[("all", 5)], &[entry])).unwrap_err();
    assert!(error.to_string().contains(says), "{error}");
}

#[test]
fn an_item_is_planned_once_for_everybody() {
    let error = made_with(1, &plan(&[("all", 5)], &[WORKS, WORKS])).unwrap_err();
    assert_eq!(error, PlanError::Twice("works".into()));
}

#[test]
fn a_respondent_without_any_answer_is_refused() {
    let error = made_with(
        1,
        &plan(
            &[("some", 5), ("none", 1)],
            &[&format!("{WORKS}\namong = [\"some\"]")],
        ),
    );
    assert!(matches!(
        error,
        Err(PlanError::Refused { respondent: 6, .. })
    ));
}

#[rstest]
#[case::broken("stratum = x")]
#[case::unknown_key("[[stratum]]\nname = \"all\"\nrespondents = 1\nsize = 2\n")]
#[case::unlabelled("stratum = []\n[[answer]]\nitems = [\"works\"]\nsection = \"2\"\n")]
fn a_plan_that_cannot_be_read_is_refused(#[case] text: &str) {
    assert!(matches!(Plan::from_toml(text), Err(PlanError::Broken(_))));
}
