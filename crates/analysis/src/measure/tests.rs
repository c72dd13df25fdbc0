use super::*;
use crate::dataset::{Collapse, Column, ItemKind, ItemSpec, RatioSpec, Values, missing};
use crate::figure::{Audience, Figure, Rule, Statistic, Verdict};
use crate::result::Reservation;

fn spec(id: &str, kind: ItemKind) -> ItemSpec {
    ItemSpec {
        id: id.into(),
        wording: 1,
        block: "block".into(),
        kind,
        identifying: false,
        sensitive: false,
        sensitive_categories: Vec::new(),
        collapse: Vec::new(),
        dominance: false,
        about_others: false,
        counts_for_completeness: true,
    }
}

/// A single choice with so many respondents in each category.
fn choice(id: &str, counts: &[(&str, usize)]) -> Column {
    let categories = counts.iter().map(|(code, _)| (*code).to_owned()).collect();
    let codes = (0_u8..)
        .zip(counts)
        .flat_map(|(code, (_, k))| vec![code; *k])
        .collect();
    Column {
        item: spec(id, ItemKind::Categorical { categories }),
        values: Values::Codes(codes),
    }
}

fn numbers(id: &str, values: &[f64], sum: bool) -> Column {
    let kind = ItemKind::Quantity {
        min: 0.0,
        max: 100.0,
        decimals: 0,
        bands: Vec::new(),
        sum,
    };
    let state = vec![0; values.len()];
    Column {
        item: spec(id, kind),
        values: Values::Numbers {
            values: values.to_vec(),
            state,
        },
    }
}

fn scale(id: &str, codes: &[u8]) -> Column {
    let kind = ItemKind::Scale {
        min: 1,
        max: 10,
        top: 8,
        bottom: 5,
    };
    Column {
        item: spec(id, kind),
        values: Values::Codes(codes.to_vec()),
    }
}

fn data(columns: Vec<Column>, respondents: usize) -> DataSet {
    DataSet {
        group: "g".into(),
        respondents,
        columns,
        ratios: Vec::new(),
        links: Vec::new(),
        weights: None,
    }
}

fn measured(column: Column, respondents: usize) -> GroupResult {
    measure(
        &data(vec![column], respondents),
        &GroupFacts::default(),
        &Policy::default(),
    )
}

fn shown(result: &GroupResult, statistic: Statistic, category: &str) -> Option<u32> {
    let release = result.for_audience(Audience::Release);
    let matches = |figure: &&Figure| {
        figure.statistic == statistic && figure.category.as_deref() == Some(category)
    };
    release.items[0]
        .figures
        .iter()
        .find(matches)
        .and_then(|figure| figure.k)
}

#[test]
fn small_sectors_are_merged_into_other_or_unknown() {
    let mut column = choice("sector", &[("c", 23), ("s", 4), ("i", 1), ("other", 3)]);
    column.item.identifying = true;
    column.item.collapse = vec![Collapse {
        into: "rest".into(),
        from: vec![1, 2, 3],
    }];
    let result = measured(column, 31);
    assert_eq!(shown(&result, Statistic::Count, "c"), Some(23));
    assert_eq!(shown(&result, Statistic::Count, "rest"), Some(8));
    assert_eq!(shown(&result, Statistic::Count, "s"), None);
    assert_eq!(result.items[0].merged, ["c", "rest"]);
}

#[test]
fn a_dimension_that_cannot_be_merged_is_withheld_and_its_dominance_rounded() {
    for (k, n) in [(23, 25), (29, 31)] {
        let mut column = choice("programme", &[("bouw", k), ("other", n - k)]);
        column.item.identifying = true;
        column.item.dominance = true;
        let result = measured(column, n);
        assert_eq!(shown(&result, Statistic::Count, "bouw"), None);
        let release = result.for_audience(Audience::Release);
        let Reservation::Dominance {
            k,
            n,
            more_than,
            severe,
            ..
        } = &release.reservations[0]
        else {
            panic!("{:?}", release.reservations)
        };
        assert_eq!((*k, *n, *more_than, *severe), (None, None, Some(90), true));
    }
}

#[test]
fn between_ten_and_twenty_answers_counts_are_shown_without_percentages() {
    let result = measured(choice("on_time", &[("yes", 14), ("no", 5)]), 19);
    assert_eq!(shown(&result, Statistic::Count, "yes"), Some(14));
    assert_eq!(shown(&result, Statistic::Share, "yes"), None);
}

#[test]
fn sensitive_shares_are_shown_until_they_tell_too_much() {
    for (yes, no, expected) in [
        (15, 10, Some(15)),
        (20, 3, Some(20)),
        (23, 2, None),
        (0, 25, None),
    ] {
        let mut column = choice("paid", &[("yes", yes), ("no", no)]);
        column.item.sensitive = true;
        let result = measured(column, yes + no);
        assert_eq!(
            shown(&result, Statistic::Share, "yes"),
            expected,
            "{yes} of {}",
            yes + no
        );
    }
}

#[test]
fn eight_answers_show_a_mean_and_no_counts() {
    let result = measured(scale("sat", &[7, 6, 8, 5, 7, 4, 9, 6]), 8);
    let release = result.for_audience(Audience::Release);
    for figure in &release.items[0].figures {
        assert_eq!(
            figure.value.is_some(),
            figure.statistic == Statistic::Mean,
            "{}",
            figure.id
        );
    }
    assert!(
        release.items[0]
            .reservations
            .contains(&Reservation::SmallBase { n: Some(8) })
    );
}

#[test]
fn fewer_than_five_answers_show_nothing_not_even_how_many() {
    let release = measured(scale("sat", &[7, 6, 8, 5]), 4).for_audience(Audience::Release);
    assert!(release.items[0].base.is_none());
    assert!(
        release.items[0]
            .figures
            .iter()
            .all(|f| f.value.is_none() && f.base.is_none())
    );
}

#[test]
fn no_answer_and_one_answer_give_no_invalid_number() {
    for codes in [vec![], vec![7], vec![missing::SKIPPED]] {
        let respondents = codes.len();
        let columns = vec![
            scale("sat", &codes),
            numbers("hours", &vec![1.0; respondents], true),
            choice("c", &[("a", respondents), ("b", 0)]),
        ];
        let result = measure(
            &data(columns, respondents),
            &GroupFacts::default(),
            &Policy::default(),
        );
        let values = result
            .items
            .iter()
            .flat_map(|item| &item.figures)
            .filter_map(|f| f.value);
        assert!(values.into_iter().all(f64::is_finite));
    }
}

#[test]
fn a_sum_needs_five_contributors_and_takes_its_mean_along() {
    let few = measured(numbers("late", &[1.0, 1.0, 0.0, 0.0, 0.0, 0.0], true), 6);
    for figure in &few.items[0].figures {
        assert_ne!(figure.verdict, Verdict::Released, "{}", figure.id);
    }
    let enough = measured(
        numbers("out", &[2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0], true),
        7,
    );
    let sum = enough.items[0]
        .figures
        .iter()
        .find(|f| f.statistic == Statistic::Sum)
        .unwrap();
    assert_eq!((sum.value, sum.verdict), (Some(7.0), Verdict::Released));
    let one = measured(numbers("one", &[90.0, 1.0, 1.0, 1.0, 1.0, 1.0], true), 6);
    let sum = one.items[0]
        .figures
        .iter()
        .find(|f| f.statistic == Statistic::Sum)
        .unwrap();
    assert_eq!(sum.verdict, Verdict::Withheld(Rule::Dominated));
}

#[test]
fn a_ratio_of_everybody_is_withheld_with_its_numerator() {
    let columns = vec![
        numbers("stayed", &[1.0; 5], false),
        numbers("finished", &[1.0; 5], false),
    ];
    let mut data = data(columns, 5);
    data.ratios.push(RatioSpec {
        id: "stay".into(),
        block: "b".into(),
        of: vec!["stayed".into()],
        over: vec!["finished".into()],
        sensitive: true,
    });
    let result = measure(&data, &GroupFacts::default(), &Policy::default());
    assert_eq!(result.ratios[0].figure.value, Some(1.0));
    assert_eq!(
        result.ratios[0].figure.verdict,
        Verdict::Withheld(Rule::SensitiveExtreme)
    );
    let release = result.for_audience(Audience::Release);
    assert!(release.ratios[0].figure.value.is_none() && release.ratios[0].of.is_none());
    assert!(
        release.items[0]
            .figures
            .iter()
            .all(|figure| figure.value.is_none())
    );
}

#[test]
fn completeness_counts_the_applicable_items_only() {
    let asked = |codes: [u8; 3]| scale("x", &codes);
    let columns = vec![
        asked([7, 7, missing::SKIPPED]),
        asked([7, missing::NOT_ASKED, missing::SKIPPED]),
        asked([7, missing::SKIPPED, 7]),
    ];
    let result = measure(
        &data(columns, 3),
        &GroupFacts::default(),
        &Policy::default(),
    );
    let response = result.response;
    assert_eq!(
        (response.complete, response.partial, response.break_off),
        (1, 1, 1)
    );
}
