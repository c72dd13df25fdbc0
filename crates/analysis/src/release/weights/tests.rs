use super::*;
use crate::dataset::{Column, Estimand, ItemKind, ItemSpec, Values, Weights};
use crate::estimate::weighting::WeightingRefused;
use crate::figure::{Audience, Figure, Statistic};
use crate::measure::GroupFacts;
use crate::release::measure_by_plan;
use crate::result::Judged;

fn column(id: &str, kind: ItemKind, codes: Vec<u8>) -> Column {
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
            about_others: false,
            counts_for_completeness: true,
        },
        values: Values::Codes(codes),
    }
}

/// Two strata of these sizes: ratings of 6 and 8 in the first, of 4 and 5 in the second.
fn data(sizes: [usize; 2], weights: [f64; 2]) -> DataSet {
    let n = sizes[0] + sizes[1];
    let stratum = |row: usize| usize::from(row >= sizes[0]);
    let rating = |row: usize| [[6, 8], [4, 5]][stratum(row)][row % 2];
    let scale = ItemKind::Scale {
        min: 1,
        max: 10,
        top: 8,
        bottom: 5,
    };
    DataSet {
        group: "g".into(),
        respondents: n,
        columns: vec![column("rating", scale, (0..n).map(rating).collect())],
        weights: Some(Weights {
            estimand: Estimand::Population,
            of: (0..n).map(|row| weights[stratum(row)]).collect(),
            stratum: (0..n).map(|row| u32::from(row >= sizes[0])).collect(),
            strata: vec!["a".into(), "b".into()],
        }),
        ..DataSet::default()
    }
}

fn mean(data: &DataSet, audience: Audience) -> Figure {
    let policy = Policy::default();
    let plan = ReleasePlan::default();
    let result = measure_by_plan(data, &GroupFacts::default(), &plan, &policy);
    let view = result.for_audience(audience);
    let figures = view.items[0].figures.iter();
    let mut means = figures.filter(|figure| figure.statistic == Statistic::Mean);
    means.next().unwrap().clone()
}

#[test]
fn a_weighted_mean_stands_beside_the_unweighted_one() {
    let found = mean(&data([20, 12], [1.0, 2.0]), Audience::Release);
    assert!((found.value.unwrap() - (20.0 * 7.0 + 12.0 * 4.5) / 32.0).abs() < 1e-12);
    let weighted = found.weighted.unwrap();
    assert!((weighted.value - (20.0 * 7.0 + 24.0 * 4.5) / 44.0).abs() < 1e-12);
    assert!(weighted.interval.unwrap().low < weighted.value);
}

/// With both means, both sizes and the weights, the mean of four respondents is a subtraction.
#[test]
fn a_stratum_that_both_means_would_give_away_keeps_the_weighted_one_inside() {
    let mut data = data([20, 6], [1.0, 2.0]);
    let Values::Codes(codes) = &mut data.columns[0].values else {
        panic!("a scale has codes");
    };
    // One of the six skips: five valid answers keep the limits, but the mean alone is of five.
    codes[25] = crate::dataset::missing::SKIPPED;
    assert!(mean(&data, Audience::Release).weighted.is_some());
    let policy = Policy {
        show_from: 6,
        ..Policy::default()
    };
    let plan = ReleasePlan::default();
    let mut result = measure_by_plan(&data, &GroupFacts::default(), &plan, &policy);
    let figure = |result: &GroupResult| {
        let view = result.for_audience(Audience::Release);
        view.items[0].figures[0].weighted
    };
    assert!(figure(&result).is_none(), "withheld");
    assert!(
        result.items[0].figures[0].weighted.is_some(),
        "a researcher holds it"
    );
    // Without the judgement both are shown, and the six can be computed.
    for found in &mut result.items[0].figures {
        if let Some(weighted) = &mut found.weighted {
            weighted.verdict = Verdict::Released;
        }
    }
    let all = result.items[0].figures[0].value.unwrap();
    let weighted = figure(&result).unwrap().value;
    let (n, total) = (25.0, 20.0 + 2.0 * 5.0);
    let few = (weighted * total - all * n) / 5.0;
    let truth: f64 = [4, 5, 4, 5, 4].iter().map(|code| f64::from(*code)).sum();
    assert!((few - truth / 5.0).abs() < 1e-9, "{few}");
}

#[test]
fn weights_of_their_own_for_everybody_stay_inside() {
    let mut data = data([80, 20], [1.0, 1.0]);
    let weights = data.weights.as_mut().unwrap();
    for (row, weight) in weights.of.iter_mut().enumerate() {
        *weight = 1.0 + row as f64 / 200.0;
    }
    assert!(mean(&data, Audience::Release).weighted.is_none());
    assert!(mean(&data, Audience::Researcher).weighted.is_some());
}

#[test]
fn weights_beyond_the_limits_are_refused_and_a_release_does_not_tell_how_small_a_stratum_is() {
    let judged = |data: &DataSet, audience| {
        let plan = ReleasePlan::default();
        let result = measure_by_plan(data, &GroupFacts::default(), &plan, &Policy::default());
        result.for_audience(audience).weighting.unwrap().judged
    };
    let small = data([20, 3], [1.0, 2.0]);
    let Judged::Refused { because } = judged(&small, Audience::Researcher) else {
        panic!("three respondents are no stratum");
    };
    assert!(matches!(
        because,
        Some(WeightingRefused::SmallStratum { n: 3, .. })
    ));
    let silent = Judged::Refused { because: None };
    assert_eq!(judged(&small, Audience::Release), silent);
    let uneven = data([20, 20], [1.0, 6.0]);
    let Judged::Refused { because } = judged(&uneven, Audience::Release) else {
        panic!("six times is too much");
    };
    assert!(matches!(
        because,
        Some(WeightingRefused::WeightRatio { .. })
    ));
}
