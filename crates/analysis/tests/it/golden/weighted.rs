//! Strata and margins.

use mkbroute_analysis::estimate::quantile::weighted_quantile;
use mkbroute_analysis::estimate::raking::{Margin, linearised_error, rake};
use mkbroute_analysis::estimate::weighting::{
    StratumValues, design_effect, effective_size, stratified_mean, stratum_weights,
};

use super::reference::{CLOSED_FORM, ITERATIVE, Reference, ends};

const STRATA: [(&str, f64); 4] = [
    ("bouw", 300.0),
    ("metaal", 40.0),
    ("ict", 15.0),
    ("logistiek", 5.0),
];

fn by_stratum(reference: &Reference, values: &[f64]) -> Vec<StratumValues> {
    let stratum = reference.words("S/stratum");
    STRATA
        .iter()
        .map(|(name, population)| StratumValues {
            population: *population,
            values: stratum
                .iter()
                .zip(values)
                .filter(|(found, _)| found == name)
                .map(|(_, value)| *value)
                .collect(),
        })
        .collect()
}

pub(crate) fn strata(reference: &Reference) {
    let y = reference.data("S/y");
    let strata = by_stratum(reference, &y);
    let check = |name: &str, found: &[f64]| {
        reference.meets(&format!("weighted/{name}"), found, CLOSED_FORM);
    };
    check("w_by_stratum", &stratum_weights(&strata));
    let found = stratified_mean(&strata, false).unwrap().unwrap();
    check("mean", &[found.mean]);
    check("se_taylor_nofpc", &[found.standard_error]);
    check("samplics_mean_se", &[found.mean, found.standard_error]);
    let finite = stratified_mean(&strata, true).unwrap().unwrap();
    check("se_taylor_fpc", &[finite.standard_error]);
    check("degf", &[found.degrees]);
    check("ci95_nofpc", &ends(found.interval(0.95, (1.0, 10.0))));

    let weights = each_weight(reference, &strata);
    check("kish_neff", &[effective_size(&weights)]);
    check("kish_deff", &[design_effect(&weights)]);
    let quartiles = [0.25, 0.5, 0.75].map(|p| weighted_quantile(&y, &weights, p).unwrap());
    check("quantiles_25_50_75_math", &quartiles);

    let top = by_stratum(reference, &reference.data("S/top"));
    let share = stratified_mean(&top, false).unwrap().unwrap();
    check("p", &[share.mean]);
    check("p_se", &[share.standard_error]);
    check("p_logit95", &ends(share.logit_interval(0.95)));
    check(
        "p_korn_graubard_neff",
        &[share.korn_graubard_size(0.95).unwrap()],
    );
    check("p_korn_graubard95", &ends(share.korn_graubard(0.95)));
}

fn each_weight(reference: &Reference, strata: &[StratumValues]) -> Vec<f64> {
    let weights = stratum_weights(strata);
    let position = |name: &String| STRATA.iter().position(|(found, _)| found == name).unwrap();
    let stratum = reference.words("S/stratum");
    stratum.iter().map(|name| weights[position(name)]).collect()
}

pub(crate) fn raking(reference: &Reference) {
    let y = reference.data("S/y");
    let route = margin(reference, "stratum", &STRATA);
    let sex = margin(reference, "sex", &[("m", 250.0), ("v", 110.0)]);
    let check = |name: &str, found: &[f64]| {
        reference.meets(&format!("weighted/{name}"), found, ITERATIVE);
    };
    let one = [route.clone()];
    let post = rake(&one).unwrap();
    let error = linearised_error(&y, &post, &one).unwrap();
    check("postStratify_srs_se", &[error]);
    let both = [route, sex];
    let weights = rake(&both).unwrap();
    check("rake_weights", &weights);
    let total: f64 = weights.iter().sum();
    let mean = y.iter().zip(&weights).map(|(y, w)| y * w).sum::<f64>() / total;
    check("rake_mean", &[mean]);
    check("rake_se", &[linearised_error(&y, &weights, &both).unwrap()]);
    check("rake_kish_neff", &[effective_size(&weights)]);
}

fn margin(reference: &Reference, name: &str, categories: &[(&str, f64)]) -> Margin {
    let position = |code: &String| {
        categories
            .iter()
            .position(|(found, _)| found == code)
            .unwrap()
    };
    Margin {
        name: name.to_owned(),
        of: reference
            .words(&format!("S/{name}"))
            .iter()
            .map(position)
            .collect(),
        populations: categories.iter().map(|(_, size)| *size).collect(),
    }
}
