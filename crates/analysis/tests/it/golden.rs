//! Every value of `golden.json` that belongs to what is built; the rest is named as waiting.

use std::collections::BTreeSet;

use mkbroute_analysis::estimate::bounds::non_response_bounds;
use mkbroute_analysis::estimate::concentration::concentration;
use mkbroute_analysis::estimate::distribution::{beta_quantile, t_quantile};
use mkbroute_analysis::estimate::mean::{mean, standard_deviation, t_interval};
use mkbroute_analysis::estimate::proportion::{clopper_pearson, wilson};
use mkbroute_analysis::estimate::quantile::{quantile, sorted};
use mkbroute_analysis::estimate::ratio::ratio;
use mkbroute_analysis::figure::Interval;
use serde_json::Value;

const CLOSED_FORM: f64 = 1e-9;

fn golden() -> Value {
    serde_json::from_str(include_str!("../golden.json")).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().filter_map(Value::as_f64).collect(),
        value => value.as_f64().into_iter().collect(),
    }
}

fn reference(golden: &Value, path: &str) -> Vec<f64> {
    let mut found = &golden["golden"];
    for key in path.split('/') {
        found = &found[key];
    }
    assert!(!found["value"].is_null(), "{path} is not in golden.json");
    numbers(&found["value"])
}

fn close(golden: &Value, path: &str, found: &[f64]) {
    let expected = reference(golden, path);
    assert_eq!(found.len(), expected.len(), "{path}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() < CLOSED_FORM,
            "{path}: {found} is not {expected}"
        );
    }
}

fn ends(interval: Option<Interval>) -> Vec<f64> {
    interval
        .map(|interval| vec![interval.low, interval.high])
        .unwrap()
}

#[expect(clippy::cast_possible_truncation, reason = "counts of people")]
fn count(values: &[f64], test: impl Fn(f64) -> bool) -> u32 {
    values.iter().filter(|value| test(**value)).count() as u32
}

#[test]
fn unweighted_figures_agree() {
    let golden = golden();
    for set in ["teachers8", "companies18", "students25"] {
        let raw = golden["data"]["D"][set]["y"].as_array().unwrap();
        let y = numbers(&golden["data"]["D"][set]["y"]);
        let check =
            |name: &str, found: &[f64]| close(&golden, &format!("unweighted/{set}/{name}"), found);
        check("n", &[y.len() as f64]);
        check("n_missing", &[(raw.len() - y.len()) as f64]);
        check("mean", &[mean(&y).unwrap()]);
        check("sd", &[standard_deviation(&y).unwrap()]);
        let rising = sorted(&y);
        check("median", &[quantile(&rising, 0.5).unwrap()]);
        let quartiles = [
            quantile(&rising, 0.25).unwrap(),
            quantile(&rising, 0.75).unwrap(),
        ];
        check("q25_q75_type7", &quartiles);
        check("t95", &ends(t_interval(&y, 0.95, (1.0, 10.0))));
        let n = u32::try_from(y.len()).unwrap();
        let top = count(&y, |value| value >= 8.0);
        check("topbox_k_ge8", &[f64::from(top)]);
        check(
            "bottombox_k_le5",
            &[f64::from(count(&y, |value| value <= 5.0))],
        );
        check("top_wilson95", &ends(wilson(top, n, 0.95)));
        check("top_cp95", &ends(clopper_pearson(top, n, 0.95)));
        check(
            "manski_mean_N40_scale1_10",
            &ends(non_response_bounds(&y, 40, (1.0, 10.0))),
        );
    }
}

#[test]
fn proportions_at_the_edge_agree() {
    let golden = golden();
    close(
        &golden,
        "proportion_edge/k0_n8_wilson",
        &ends(wilson(0, 8, 0.95)),
    );
    close(
        &golden,
        "proportion_edge/k0_n8_cp",
        &ends(clopper_pearson(0, 8, 0.95)),
    );
    close(
        &golden,
        "proportion_edge/k25_n25_wilson",
        &ends(wilson(25, 25, 0.95)),
    );
    close(
        &golden,
        "proportion_edge/k23_n25_wilson",
        &ends(wilson(23, 25, 0.95)),
    );
}

#[test]
fn ratios_over_respondents_agree() {
    let golden = golden();
    let x = numbers(&golden["data"]["CLUST"]["students"]);
    let y = numbers(&golden["data"]["CLUST"]["fixed"]);
    let found = ratio(&y, &x, 0.95).unwrap();
    close(&golden, "ratio/r", &[found.ratio]);
    close(&golden, "ratio/se", &[found.standard_error.unwrap()]);
    close(&golden, "ratio/ci95", &ends(found.interval));
    let wrong = wilson(29, 42, 0.95);
    close(&golden, "ratio/wilson_if_wrongly_n42", &ends(wrong));
}

#[test]
fn concentrations_agree() {
    let golden = golden();
    for (path, counts) in [
        ("companies_sector_23_4_1_max_hhi_neff", &[23, 4, 1][..]),
        ("students_route_23_2", &[23, 2]),
        ("teachers_5_3", &[5, 3]),
        ("strata_15_5_3_2", &[15, 5, 3, 2]),
    ] {
        let found = concentration(counts).unwrap();
        let values = [found.share, found.herfindahl, 1.0 / found.herfindahl];
        close(&golden, &format!("concentration/{path}"), &values);
    }
}

#[test]
fn distribution_functions_agree() {
    let golden = golden();
    let t: Vec<f64> = [1.0, 2.0, 3.0, 7.0, 17.0, 24.0, 40.7, 200.0]
        .iter()
        .map(|df| t_quantile(0.975, *df).unwrap())
        .collect();
    close(&golden, "dist/t_ppf_975", &t);
    let beta = [
        (0.025, 2.0, 7.0),
        (0.975, 3.0, 6.0),
        (0.025, 23.0, 3.0),
        (0.975, 24.0, 2.0),
        (0.975, 0.7, 9.3),
    ]
    .map(|(p, a, b)| beta_quantile(p, a, b).unwrap());
    close(&golden, "dist/beta_ppf", &beta);
}

/// Nothing of the reference is forgotten silently: a group is either covered above or waits here.
#[test]
fn every_group_of_the_reference_is_covered_or_named_as_waiting() {
    let covered = [
        "unweighted",
        "proportion_edge",
        "ratio",
        "concentration",
        "dist",
    ];
    let waiting = ["weighted", "change", "power", "agreement"];
    let golden = golden();
    let found: BTreeSet<&str> = golden["golden"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let named: BTreeSet<&str> = covered.into_iter().chain(waiting).collect();
    assert_eq!(found, named);
}
