use super::*;
use crate::dataset::{Column, ItemKind, ItemSpec, RatioSpec, Values};
use crate::figure::{Audience, Figure};

fn column(id: &str, kind: ItemKind, values: Values) -> Column {
    Column {
        item: ItemSpec {
            id: id.into(),
            wording: 1,
            block: "b".into(),
            kind,
            identifying: false,
            sensitive: false,
            sensitive_categories: Vec::new(),
            collapse: Vec::new(),
            dominance: false,
            about_others: true,
            counts_for_completeness: true,
        },
        values,
    }
}

fn numbers(id: &str, values: Vec<f64>) -> Column {
    let kind = ItemKind::Quantity {
        min: 0.0,
        max: 100.0,
        decimals: 0,
        bands: Vec::new(),
        sum: true,
    };
    let state = vec![0; values.len()];
    column(id, kind, Values::Numbers { values, state })
}

/// Fifteen companies of each of two routes, ten students each. In the first route 8 of 10 have a
/// permanent contract, in the second nearly all: too much to tell of a sensitive share.
fn companies() -> DataSet {
    let permanent = |row: usize| match row {
        0..15 => 8.0,
        _ if row.is_multiple_of(2) => 9.0,
        _ => 10.0,
    };
    let categories = vec!["first".to_owned(), "second".to_owned()];
    let routes = (0..30).map(|row| u8::from(row >= 15)).collect();
    let ratio = RatioSpec {
        id: "share_permanent".into(),
        block: "b".into(),
        of: vec!["permanent".into()],
        over: vec!["students".into()],
        sensitive: true,
    };
    DataSet {
        group: "companies".into(),
        respondents: 30,
        columns: vec![
            column(
                "route",
                ItemKind::Categorical { categories },
                Values::Codes(routes),
            ),
            numbers("students", vec![10.0; 30]),
            numbers("permanent", (0..30).map(permanent).collect()),
        ],
        ratios: vec![ratio],
        ..DataSet::default()
    }
}

/// The released means of an item: of everybody, and of each part.
fn means(guards: Guards, item: &str) -> Vec<Option<f64>> {
    let (data, policy) = (companies(), Policy::default());
    let plan = ReleasePlan::requested(
        &data,
        &["route".to_owned()],
        &std::collections::BTreeMap::new(),
        &policy,
    )
    .unwrap();
    let result = measure_guarded(&data, &GroupFacts::default(), &plan, &policy, guards);
    let release = result.for_audience(Audience::Release);
    let mean = |figures: &[Figure]| {
        let mut means = figures.iter().filter(|f| f.statistic == Statistic::Mean);
        means.next().and_then(|figure| figure.value)
    };
    let parts = release.breakdowns[0].parts.iter().map(|part| {
        let found = part.items.iter().find(|found| found.id == item).unwrap();
        mean(&found.figures)
    });
    std::iter::once(mean(&release.item(item).unwrap().figures))
        .chain(parts)
        .collect()
}

#[test]
fn a_part_whose_share_tells_too_much_keeps_the_other_parts_inside() {
    assert_eq!(
        means(Guards::default(), "students"),
        [Some(10.0), Some(10.0), Some(10.0)]
    );
    let [everybody, first, second] = means(Guards::default(), "permanent")[..] else {
        panic!("two parts");
    };
    assert!(everybody.is_some());
    assert_eq!((first, second), (None, None));
}

#[test]
fn without_the_means_judged_together_the_share_of_a_part_is_a_subtraction() {
    let guards = Guards {
        means: false,
        ..Guards::default()
    };
    let [Some(everybody), Some(first), None] = means(guards, "permanent")[..] else {
        panic!("the second part is withheld by itself");
    };
    let second: f64 = (everybody * 30.0 - first * 15.0) / 15.0;
    let truth = (8.0 * 10.0 + 7.0 * 9.0) / 15.0;
    assert!(
        (second - truth).abs() < 1e-9 || (second - (7.0 * 10.0 + 8.0 * 9.0) / 15.0).abs() < 1e-9
    );
}
