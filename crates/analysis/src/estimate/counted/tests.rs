use super::*;
use crate::estimate::quantile::{counted_quantile, quantile, sorted};

fn of(values: &[f64]) -> Vec<(f64, u64)> {
    counted(values.iter().copied())
}

#[test]
fn a_few_numbers_are_counted_in_rising_order() {
    assert_eq!(of(&[]), []);
    let found = of(&[3.0, 1.5, 3.0, -2.0, 1.5, 3.0]);
    assert_eq!(found, [(-2.0, 1), (1.5, 2), (3.0, 3)]);
}

#[test]
fn many_numbers_count_alike_in_the_table_and_in_order() {
    for distinct in [1_u32, 7, 2048, 2049, 5000] {
        let value = |index: u32| f64::from(index.wrapping_mul(2_654_435_761) % distinct) / 4.0;
        let values: Vec<f64> = (0..20_000).map(value).collect();
        let found = of(&values);
        assert_eq!(found, in_order(values.iter().copied()), "{distinct}");
        assert_eq!(in_table(values.iter().copied()).is_some(), distinct <= 2048);
        assert_eq!(found.iter().map(|(_, count)| count).sum::<u64>(), 20_000);
    }
}

#[test]
fn quantiles_of_counts_are_those_of_the_numbers() {
    let values: Vec<f64> = (0..1001_u32)
        .map(|index| f64::from(index * 37 % 211) / 10.0)
        .collect();
    let (counts, rising) = (of(&values), sorted(&values));
    for p in [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0] {
        assert_eq!(counted_quantile(&counts, p), quantile(&rising, p), "{p}");
    }
}
