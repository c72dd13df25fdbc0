//! Every value of `golden.json`; a value that no check asks for fails the test.

mod change;
mod reference;
mod unweighted;
mod weighted;

use mkbroute_analysis::estimate::agreement::{Level, cohen_kappa, krippendorff_alpha};
use mkbroute_analysis::estimate::concentration::{Stratum, concentration, representation};
use mkbroute_analysis::estimate::distribution::{
    beta_quantile, chi_square_survival, normal_quantile, t_quantile, t_survival,
};
use mkbroute_analysis::estimate::proportion::wilson;
use mkbroute_analysis::estimate::ratio::ratio;
use reference::{CLOSED_FORM, Reference, ends};

#[test]
fn every_value_of_the_reference_is_met() {
    let reference = Reference::read();
    unweighted::samples(&reference);
    unweighted::edges(&reference);
    weighted::strata(&reference);
    weighted::raking(&reference);
    ratios(&reference);
    change::independent(&reference);
    change::linked(&reference);
    change::power(&reference);
    concentrations(&reference);
    agreement(&reference);
    distributions(&reference);
    reference.nothing_is_left();
}

fn ratios(reference: &Reference) {
    let x = reference.data("CLUST/students");
    let y = reference.data("CLUST/fixed");
    let found = ratio(&y, &x, 0.95).unwrap();
    reference.meets("ratio/r", &[found.ratio], CLOSED_FORM);
    reference.meets("ratio/se", &[found.standard_error.unwrap()], CLOSED_FORM);
    reference.meets("ratio/ci95", &ends(found.interval), CLOSED_FORM);
    let wrong = ends(wilson(29, 42, 0.95));
    reference.meets("ratio/wilson_if_wrongly_n42", &wrong, CLOSED_FORM);
}

fn concentrations(reference: &Reference) {
    for (path, counts) in [
        ("companies_sector_23_4_1_max_hhi_neff", &[23, 4, 1][..]),
        ("students_route_23_2", &[23, 2]),
        ("teachers_5_3", &[5, 3]),
        ("strata_15_5_3_2", &[15, 5, 3, 2]),
    ] {
        let found = concentration(counts).unwrap();
        let values = [found.share, found.herfindahl, 1.0 / found.herfindahl];
        reference.meets(&format!("concentration/{path}"), &values, CLOSED_FORM);
    }
    let strata = [(15, 300), (5, 40), (3, 15), (2, 5)].map(|(answered, population)| Stratum {
        answered,
        population,
    });
    let found = representation(&strata).unwrap();
    let dissimilarity = [found.dissimilarity];
    reference.meets(
        "concentration/dissimilarity_sample_vs_pop",
        &dissimilarity,
        CLOSED_FORM,
    );
    reference.meets(
        "concentration/R_indicator",
        &[found.r_indicator],
        CLOSED_FORM,
    );
}

fn agreement(reference: &Reference) {
    let coders = reference.codes("CODERS");
    for (name, level) in [
        ("nominal", Level::Nominal),
        ("ordinal", Level::Ordinal),
        ("interval", Level::Interval),
    ] {
        let found = krippendorff_alpha(&coders, level).unwrap();
        reference.meets(
            &format!("agreement/krippendorff_{name}"),
            &[found],
            CLOSED_FORM,
        );
    }
    let two = [reference.data("K2/a"), reference.data("K2/b")].map(|coder| {
        let code = |value: &f64| format!("{value}").parse::<i32>().unwrap();
        coder.iter().map(code).collect::<Vec<i32>>()
    });
    let kappa = cohen_kappa(&two[0], &two[1]).unwrap();
    reference.meets("agreement/cohen_kappa", &[kappa.kappa], CLOSED_FORM);
    reference.meets(
        "agreement/cohen_kappa_se",
        &[kappa.standard_error],
        CLOSED_FORM,
    );
    let both: Vec<Vec<Option<i32>>> = two
        .iter()
        .map(|coder| coder.iter().copied().map(Some).collect())
        .collect();
    let alpha = krippendorff_alpha(&both, Level::Nominal).unwrap();
    reference.meets(
        "agreement/krippendorff_2coder_binary",
        &[alpha],
        CLOSED_FORM,
    );
}

fn distributions(reference: &Reference) {
    let t = [1.0, 2.0, 3.0, 7.0, 17.0, 24.0, 40.7, 200.0].map(|df| t_quantile(0.975, df).unwrap());
    reference.meets("dist/t_ppf_975", &t, CLOSED_FORM);
    let beta = [
        (0.025, 2.0, 7.0),
        (0.975, 3.0, 6.0),
        (0.025, 23.0, 3.0),
        (0.975, 24.0, 2.0),
        (0.975, 0.7, 9.3),
    ]
    .map(|(p, a, b)| beta_quantile(p, a, b).unwrap());
    reference.meets("dist/beta_ppf", &beta, CLOSED_FORM);
    reference.meets("dist/norm_ppf_975", &[normal_quantile(0.975)], CLOSED_FORM);
    let tails = [(2.3, 7.0), (5.1, 12.34), (0.2, 3.0)].map(|(t, df)| t_survival(t, df).unwrap());
    reference.meets("dist/t_sf", &tails, CLOSED_FORM);
    let tails = [(3.84, 1.0), (20.0, 8.0)].map(|(x, df)| chi_square_survival(x, df).unwrap());
    reference.meets("dist/chi2_sf", &tails, CLOSED_FORM);
}
