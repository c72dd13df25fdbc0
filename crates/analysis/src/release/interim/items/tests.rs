use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

use super::*;
use crate::dataset::{Column, ItemKind, ItemSpec, Values, missing};
use crate::figure::Audience;
use crate::measure::GroupFacts;
use crate::release::measure_by_plan;
use crate::release::plan::{Part, ReleasePlan};

fn column(id: &str, codes: Vec<u8>) -> Column {
    Column {
        item: ItemSpec {
            id: id.into(),
            wording: 1,
            block: "b".into(),
            kind: ItemKind::Categorical {
                categories: ["p", "q", "r"].map(str::to_owned).to_vec(),
            },
            identifying: false,
            sensitive: false,
            sensitive_categories: Vec::new(),
            collapse: Vec::new(),
            dominance: false,
            about_others: false,
            counts_for_completeness: true,
        },
        values: Values::Codes(codes),
    }
}

/// Respondents with a number of their own, what they answered to `x`, and their part.
fn data(people: &[(u32, u8, u8)]) -> DataSet {
    DataSet {
        group: "g".into(),
        respondents: people.len(),
        columns: vec![
            column("x", people.iter().map(|found| found.1).collect()),
            column("part", people.iter().map(|found| found.2).collect()),
            Column {
                values: Values::Numbers {
                    values: people.iter().map(|found| f64::from(found.0)).collect(),
                    state: vec![0; people.len()],
                },
                ..column("who", Vec::new())
            },
        ],
        ..DataSet::default()
    }
}

/// So many people from a number on, of whom the first few answered.
fn people(from: u32, count: u32, answered: u32) -> Vec<(u32, u8, u8)> {
    let answer = |who| {
        if who < from + answered {
            0
        } else {
            missing::SKIPPED
        }
    };
    (from..from + count)
        .map(|who| (who, answer(who), 0))
        .collect()
}

fn hidden(former: &[&DataSet], now: &DataSet) -> bool {
    hidden_items(former, now, &Policy::default()).contains("x")
}

#[test]
fn an_item_that_few_newcomers_answered_waits_until_enough_did() {
    let first = people(0, 20, 20);
    let second = [first.clone(), people(20, 12, 4)].concat();
    let third = [second.clone(), people(40, 10, 2)].concat();
    let (one, two, three) = (data(&first), data(&second), data(&third));
    assert!(!hidden(&[], &one));
    assert!(hidden(&[&one], &two), "four answers more");
    assert!(
        !hidden(&[&one, &two], &three),
        "six since the last that was shown"
    );
    let none = data(&[first.clone(), people(60, 10, 0)].concat());
    assert!(!hidden(&[&one], &none), "nobody more: the same figures");
    let left = data(&first[3..]);
    assert!(hidden(&[&one], &left), "three answers less");
}

#[test]
fn what_waits_has_no_number_in_the_release() {
    let first = people(0, 20, 20);
    let second = data(&[first.clone(), people(20, 12, 4)].concat());
    let (facts, policy) = (GroupFacts::default(), Policy::default());
    let mut result = measure_by_plan(&second, &facts, &ReleasePlan::default(), &policy);
    let before = result.clone().for_audience(Audience::Release);
    assert!(
        before
            .item("x")
            .unwrap()
            .figures
            .iter()
            .any(Figure::is_released)
    );
    withhold(&mut result, &[&data(&first)], &second, &[], &policy);
    let release = result.for_audience(Audience::Release);
    let figures = &release.item("x").unwrap().figures;
    assert!(
        figures
            .iter()
            .all(|figure| figure.value.is_none() && figure.k.is_none())
    );
}

#[test]
fn a_part_that_shares_few_answers_with_an_earlier_release_waits_too() {
    // Part 0 is the twenty of before and twelve newcomers, of whom two answered.
    let first = people(0, 20, 20);
    let others: Vec<_> = people(40, 12, 12)
        .into_iter()
        .map(|(who, x, _)| (who, x, 1))
        .collect();
    let now = data(&[first.clone(), people(20, 12, 2), others].concat());
    let part = |code: &str| Part {
        code: code.to_owned(),
        categories: vec![code.to_owned()],
    };
    let plan = ReleasePlan {
        dimensions: vec![Dimension {
            item: "part".into(),
            parts: vec![part("p"), part("q")],
        }],
    };
    let (facts, policy) = (GroupFacts::default(), Policy::default());
    let mut result = measure_by_plan(&now, &facts, &plan, &policy);
    let released = |result: &GroupResult| {
        let items = result.breakdowns[0].parts[0].items.iter();
        let mut figures = items
            .filter(|item| item.id == "x")
            .flat_map(|item| &item.figures);
        figures.any(Figure::is_released)
    };
    assert!(released(&result));
    withhold(
        &mut result,
        &[&data(&first)],
        &now,
        &plan.dimensions,
        &policy,
    );
    assert!(!released(&result));
}

/// Pairs of releases of a growing wave in which an item is shown with one to four answers more.
fn singled_out(seed: u64, rule: bool) -> usize {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let (mut present, mut next) = (Vec::new(), 0);
    let mut releases: Vec<DataSet> = Vec::new();
    let mut shown: Vec<usize> = Vec::new();
    for _ in 0..6 {
        let rarely = rng.random_bool(0.5);
        for _ in 0..rng.random_range(10..20) {
            let answered = rng.random_bool(if rarely { 0.15 } else { 0.8 });
            let code = if answered {
                rng.random_range(0..3)
            } else {
                missing::NOT_ASKED
            };
            present.push((next, code, 0));
            next += 1;
        }
        let now = data(&present);
        let former: Vec<&DataSet> = releases.iter().collect();
        if !rule || !hidden(&former, &now) {
            let all: Vec<usize> = (0..now.respondents).collect();
            shown.push(valid(&now, "x", &all) as usize);
        }
        releases.push(now);
    }
    let pairs = (0..shown.len()).flat_map(|later| (0..later).map(move |earlier| (earlier, later)));
    let few =
        |(earlier, later): &(usize, usize)| (1..5).contains(&(shown[*later] - shown[*earlier]));
    pairs.filter(few).count()
}

#[test]
fn subtracting_an_item_of_two_releases_gives_no_few_answers_and_does_without_the_rule() {
    let found = |rule| -> usize { (0..100).map(|seed| singled_out(seed, rule)).sum() };
    assert_eq!(found(true), 0);
    let without = found(false);
    assert!(without > 50, "{without}");
}
