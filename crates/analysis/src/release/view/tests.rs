use proptest::prelude::*;

use super::*;
use crate::dataset::{Collapse, Column, DataSet, ItemKind, ItemSpec, Values, missing};
use crate::figure::{Statistic, Verdict};
use crate::measure::{GroupFacts, measure};
use crate::policy::Policy;

fn column(codes: Vec<u8>, identifying: bool, sensitive: bool) -> Column {
    Column {
        item: ItemSpec {
            id: "item".into(),
            wording: 1,
            block: "b".into(),
            kind: ItemKind::Categorical {
                categories: ["a", "b", "c", "d"].map(String::from).into(),
            },
            identifying,
            sensitive,
            sensitive_categories: Vec::new(),
            collapse: vec![
                Collapse {
                    into: "cd".into(),
                    from: vec![2, 3],
                },
                Collapse {
                    into: "bcd".into(),
                    from: vec![1, 2, 3],
                },
            ],
            dominance: true,
            about_others: false,
            counts_for_completeness: true,
        },
        values: Values::Codes(codes),
    }
}

fn answer() -> impl Strategy<Value = u8> {
    prop_oneof![
        0..4_u8,
        Just(missing::SKIPPED),
        Just(missing::NOT_APPLICABLE)
    ]
}

proptest! {
    #[test]
    fn a_release_holds_no_withheld_number_and_no_small_cell(
        codes in prop::collection::vec(answer(), 0..60),
        identifying: bool,
        sensitive: bool,
    ) {
        let data = DataSet {
            group: "g".into(),
            respondents: codes.len(),
            columns: vec![column(codes, identifying, sensitive)],
            ratios: Vec::new(),
        links: Vec::new(),
        weights: None,
        };
        let release = measure(&data, &GroupFacts::default(), &Policy::default())
            .for_audience(Audience::Release);
        for figure in &release.items[0].figures {
            if let Verdict::Withheld(_) = figure.verdict {
                prop_assert!(figure.value.is_none() && figure.k.is_none());
                prop_assert!(figure.interval.is_none());
            } else if figure.statistic == Statistic::Count && identifying {
                let k = figure.k.unwrap();
                prop_assert!(k == 0 || k >= 5, "a cell of {k} is shown");
            }
        }
        let shown: Vec<_> = release.items[0].figures.iter()
            .filter(|f| f.statistic == Statistic::Count && f.is_released()).collect();
        // What is shown adds up to the base: no category can be had by subtraction.
        if let (Some(base), false) = (release.items[0].base, shown.is_empty()) {
            prop_assert_eq!(shown.iter().filter_map(|f| f.k).sum::<u32>(), base.valid);
        }
    }
}
