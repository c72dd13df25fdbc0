//! One sample without weights.

use mkbroute_analysis::estimate::bounds::non_response_bounds;
use mkbroute_analysis::estimate::mean::{Moments, mean, standard_deviation, t_interval};
use mkbroute_analysis::estimate::proportion::{clopper_pearson, hypergeometric, jeffreys, wilson};
use mkbroute_analysis::estimate::quantile::{Placing, placed_quantile, quantile, sorted};

use super::reference::{CLOSED_FORM, Reference, ends};

const SCALE: (f64, f64) = (1.0, 10.0);
const POPULATION: u32 = 40;

pub(crate) fn samples(reference: &Reference) {
    for set in ["teachers8", "companies18", "students25"] {
        let y = reference.data(&format!("D/{set}/y"));
        let all = reference
            .raw(&format!("D/{set}/y"))
            .as_array()
            .unwrap()
            .len();
        let check = |name: &str, found: &[f64]| {
            reference.meets(&format!("unweighted/{set}/{name}"), found, CLOSED_FORM);
        };
        check("n", &[y.len() as f64]);
        check("n_missing", &[(all - y.len()) as f64]);
        check("mean", &[mean(&y).unwrap()]);
        check("sd", &[standard_deviation(&y).unwrap()]);
        let rising = sorted(&y);
        check("median", &[quantile(&rising, 0.5).unwrap()]);
        for (name, placing) in [
            ("type6", Placing::Type6),
            ("type7", Placing::Type7),
            ("type8", Placing::Type8),
        ] {
            let quartiles = [0.25, 0.75].map(|p| placed_quantile(&rising, p, placing).unwrap());
            check(&format!("q25_q75_{name}"), &quartiles);
        }
        check("t95", &ends(t_interval(&y, 0.95, SCALE)));
        let corrected = Moments::of(&y)
            .unwrap()
            .corrected_interval(0.95, SCALE, Some(POPULATION));
        check("t95_fpc_N40", &ends(corrected));
        boxes(&y, &check);
        let bounds = non_response_bounds(&y, POPULATION, SCALE);
        check("manski_mean_N40_scale1_10", &ends(bounds));
    }
}

fn boxes(y: &[f64], check: &dyn Fn(&str, &[f64])) {
    let n = u32::try_from(y.len()).unwrap();
    let top = u32::try_from(y.iter().filter(|value| **value >= 8.0).count()).unwrap();
    let bottom = y.iter().filter(|value| **value <= 5.0).count();
    check("topbox_k_ge8", &[f64::from(top)]);
    check("bottombox_k_le5", &[bottom as f64]);
    check("top_wilson95", &ends(wilson(top, n, 0.95)));
    check("top_cp95", &ends(clopper_pearson(top, n, 0.95)));
    check("top_jeffreys95", &ends(jeffreys(top, n, 0.95)));
    let exact = hypergeometric(top, n, POPULATION, 0.95);
    check("top_hypergeom95_N40", &ends(exact));
}

pub(crate) fn edges(reference: &Reference) {
    for (name, found) in [
        ("k0_n8_wilson", wilson(0, 8, 0.95)),
        ("k0_n8_cp", clopper_pearson(0, 8, 0.95)),
        ("k25_n25_wilson", wilson(25, 25, 0.95)),
        ("k23_n25_wilson", wilson(23, 25, 0.95)),
    ] {
        reference.meets(
            &format!("proportion_edge/{name}"),
            &ends(found),
            CLOSED_FORM,
        );
    }
}
