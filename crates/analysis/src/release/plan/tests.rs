use rstest::rstest;

use super::*;
use crate::dataset::{Column, ItemSpec, missing};

fn choice(id: &str, categories: &[&str], codes: Vec<u8>) -> Column {
    Column {
        item: ItemSpec {
            id: id.into(),
            wording: 1,
            block: "b".into(),
            kind: ItemKind::Categorical {
                categories: categories.iter().map(|code| (*code).to_owned()).collect(),
            },
            identifying: true,
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

/// Respondents by category of `route`; code 255 was not asked.
fn data(counts: &[(u8, usize)]) -> DataSet {
    let codes: Vec<u8> = counts
        .iter()
        .flat_map(|(code, count)| vec![*code; *count])
        .collect();
    DataSet {
        group: "g".into(),
        respondents: codes.len(),
        columns: vec![choice("route", &["a", "b", "c", "d"], codes)],
        ..DataSet::default()
    }
}

fn proposed(counts: &[(u8, usize)], populations: &[(&str, u32)]) -> Vec<(String, Vec<String>)> {
    let populations = populations
        .iter()
        .map(|(category, n)| (("route".to_owned(), (*category).to_owned()), *n))
        .collect();
    let plan = ReleasePlan::propose(
        &data(counts),
        &["route".to_owned()],
        &populations,
        &Policy::default(),
    );
    let parts = plan.dimensions.into_iter().flat_map(|found| found.parts);
    parts.map(|part| (part.code, part.categories)).collect()
}

fn names(parts: &[(String, Vec<String>)]) -> Vec<&str> {
    parts.iter().map(|(code, _)| code.as_str()).collect()
}

#[test]
fn pathways_of_ten_stand_apart_and_the_others_together() {
    let parts = proposed(&[(0, 12), (1, 10), (2, 9), (3, 1)], &[]);
    assert_eq!(names(&parts), ["a", "b", REST]);
    assert_eq!(parts[2].1, ["c", "d"]);
}

#[test]
fn a_rest_below_ten_means_no_breakdown() {
    assert!(proposed(&[(0, 12), (1, 10), (2, 9)], &[]).is_empty());
}

#[test]
fn nobody_left_needs_no_rest() {
    assert_eq!(names(&proposed(&[(0, 12), (1, 10)], &[])), ["a", "b"]);
}

#[test]
fn a_pathway_of_few_people_never_stands_apart_however_many_answers_it_has() {
    let parts = proposed(&[(0, 12), (1, 10), (2, 30)], &[("a", 8), ("b", 40)]);
    assert_eq!(names(&parts), ["b", "c", REST]);
    // A pathway of one student is in the rest.
    let parts = proposed(&[(0, 1), (1, 10), (2, 9)], &[("a", 1)]);
    assert_eq!(names(&parts), ["b", REST]);
}

#[test]
fn who_did_not_say_is_in_the_rest() {
    let unknown = missing::SKIPPED;
    let parts = proposed(&[(0, 12), (1, 10), (2, 6), (unknown, 4)], &[]);
    assert_eq!(names(&parts), ["a", "b", REST]);
    assert!(proposed(&[(0, 12), (1, 10), (unknown, 4)], &[]).is_empty());
}

fn plan(parts: &[(&str, &[&str])]) -> ReleasePlan {
    let part = |(code, categories): &(&str, &[&str])| Part {
        code: (*code).to_owned(),
        categories: categories.iter().map(|c| (*c).to_owned()).collect(),
    };
    ReleasePlan {
        dimensions: vec![Dimension {
            item: "route".into(),
            parts: parts.iter().map(part).collect(),
        }],
    }
}

#[rstest]
#[case::whole(&[("a", &["a"][..]), ("rest", &["b", "c"])], Ok(()))]
#[case::small(&[("a", &["a"][..]), ("d", &["d"])], Err(PlanRefused::TooSmall {
    item: "route".into(), part: "d".into(), respondents: 3 }))]
#[case::unknown(&[("z", &["z"][..])], Err(PlanRefused::UnknownCategory {
    item: "route".into(), category: "z".into() }))]
#[case::twice(&[("a", &["a"][..]), ("ab", &["a", "b"])], Err(PlanRefused::Twice {
    item: "route".into(), category: "a".into() }))]
fn a_typed_plan_is_checked(
    #[case] parts: &[(&str, &[&str])],
    #[case] expected: Result<(), PlanRefused>,
) {
    let small = data(&[(0, 12), (1, 10), (2, 8), (3, 3)]);
    let whole = data(&[(0, 12), (1, 10), (2, 8)]);
    let data = if expected.is_ok() { whole } else { small };
    assert_eq!(plan(parts).check(&data, &Policy::default()), expected);
}

#[test]
fn a_plan_that_leaks_is_refused_with_the_group_that_leaks() {
    // Everybody but three is published, so those three are too.
    let data = data(&[(0, 12), (1, 10), (3, 3)]);
    let refused = plan(&[("a", &["a"]), ("b", &["b"])]).check(&data, &Policy::default());
    let Err(PlanRefused::Leaks {
        item, respondents, ..
    }) = refused
    else {
        panic!("{refused:?}")
    };
    assert_eq!((item.as_str(), respondents), ("route", 3));
}

#[test]
fn a_second_dimension_that_leaks_with_the_first_is_left_out() {
    // By year, the same respondents but for two: each dimension is fine, both are not.
    let mut data = data(&[(0, 12), (1, 18)]);
    let mut years = vec![0; 12];
    years.extend(vec![1; 18]);
    data.columns
        .push(choice("same", &["x", "y"], years.clone()));
    years[0] = 1;
    years[12] = 0;
    let nested: Vec<u8> = (0..30).map(|row| u8::from(row >= 14)).collect();
    data.columns.push(choice("near", &["x", "y"], nested));
    data.columns.push(choice("crossing", &["x", "y"], years));
    let dimensions = |items: &[&str]| -> Vec<String> {
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        let plan = ReleasePlan::propose(&data, &items, &BTreeMap::new(), &Policy::default());
        plan.dimensions
            .into_iter()
            .map(|found| found.item)
            .collect()
    };
    assert_eq!(dimensions(&["route", "same"]), ["route", "same"]);
    // route a (12) lies within near x (14): the two between them follow.
    assert_eq!(dimensions(&["route", "near"]), ["route"]);
    assert_eq!(dimensions(&["near", "route"]), ["near"]);
    assert_eq!(dimensions(&["route", "crossing"]), ["route", "crossing"]);
}

#[test]
fn a_part_that_earlier_figures_would_make_small_is_left_out() {
    // 25 were released before, all of route a; three of a and twelve of b came later.
    let data = data(&[(0, 25), (0, 3), (1, 12)]);
    let before: Vec<u8> = (0..40).map(|row| u8::from(row >= 25)).collect();
    let dimensions = |classes: &[u8]| {
        let (items, known) = (["route".to_owned()], BTreeMap::new());
        let plan = ReleasePlan::propose_after(&data, &items, &known, classes, &Policy::default());
        plan.dimensions.len()
    };
    assert_eq!(dimensions(&[]), 1);
    assert_eq!(
        dimensions(&before),
        0,
        "route a less the 25 is three people"
    );
    let safe: Vec<u8> = (0..40).map(|row| u8::from(row >= 28)).collect();
    assert_eq!(dimensions(&safe), 1);
}
