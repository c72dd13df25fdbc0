//! Differences between waves.

use mkbroute_analysis::compare::effects::{cliffs_delta, cohen_d, hedges_g, hedges_j};
use mkbroute_analysis::compare::growth::{StratumChange, decompose};
use mkbroute_analysis::compare::holm::holm;
use mkbroute_analysis::compare::independent::{
    Share, conditional_odds_ratio, fisher_exact, mann_whitney_asymptotic, mann_whitney_exact,
    mann_whitney_u, newcombe, welch,
};
use mkbroute_analysis::compare::linked::{mcnemar_exact, paired, signed_rank_exact, signed_rank_v};
use mkbroute_analysis::compare::power::{detectable_d, detectable_paired_d};
use mkbroute_analysis::estimate::distribution::{noncentral_t_cdf, t_quantile};
use mkbroute_analysis::estimate::mean::Moments;
use mkbroute_analysis::estimate::quantile::sorted;

use super::reference::{CLOSED_FORM, ITERATIVE, Reference};

pub(crate) fn independent(reference: &Reference) {
    let check = |name: &str, found: &[f64]| {
        reference.meets(&format!("change/{name}"), found, CLOSED_FORM);
    };
    let before = sorted(&reference.data("D/students25/y"));
    let after = sorted(&reference.data("WAVE2"));
    let (first, second) = (Moments::of(&before).unwrap(), Moments::of(&after).unwrap());
    let found = welch(second, first, 0.95).unwrap();
    check("welch_t", &[found.t]);
    check("welch_df", &[found.degrees]);
    check("welch_p", &[found.p]);
    check("welch_ci95", &[found.interval.low, found.interval.high]);
    check("mwu_U", &[mann_whitney_u(&after, &before)]);
    let approximate = |continuity| mann_whitney_asymptotic(&after, &before, continuity).unwrap();
    check("mwu_p_cc", &[approximate(true)]);
    check("mwu_p_nocc", &[approximate(false)]);
    let exact = mann_whitney_exact(&after, &before).unwrap();
    check("mwu_p_exact_ties", &[exact]);
    check("mwu_p_exact_ties_exactRankTests", &[exact]);
    let teachers = reference.data("D/teachers8/y");
    let companies = reference.data("D/companies18/y");
    let small = mann_whitney_exact(&teachers, &companies).unwrap();
    check("mwu_small_8v18_p_exact_ties", &[small]);
    check("cohen_d", &[cohen_d(second, first).unwrap()]);
    check("hedges_g_exactJ", &[hedges_g(second, first).unwrap()]);
    let degrees = (second.n + first.n - 2) as f64;
    check("hedges_J", &[hedges_j(degrees)]);
    check("cliffs_delta", &[cliffs_delta(&after, &before).unwrap()]);
    let (left, right) = (Share { k: 12, n: 18 }, Share { k: 7, n: 22 });
    check("fisher_p", &[fisher_exact(left, right).unwrap()]);
    let odds = conditional_odds_ratio([[12, 6], [7, 15]]);
    reference.meets("change/fisher_or_cmle", &[odds], ITERATIVE);
    let interval = newcombe(left, right, 0.95).unwrap();
    check("newcombe_diff95", &[interval.low, interval.high]);
    check("holm", &holm(&reference.data("P_HOLM")));
    let strata = [
        (0.8, 0.5, 6.2, 6.4),
        (0.15, 0.3, 7.0, 7.1),
        (0.05, 0.2, 5.5, 6.5),
    ]
    .map(
        |(share_before, share_after, mean_before, mean_after)| StratumChange {
            share_before,
            share_after,
            mean_before,
            mean_after,
        },
    );
    let growth = decompose(&strata);
    let parts = [growth.total, growth.within, growth.composition];
    check("kitagawa_total_within_comp", &parts);
}

pub(crate) fn linked(reference: &Reference) {
    let check = |name: &str, found: &[f64]| {
        reference.meets(&format!("change/{name}"), found, CLOSED_FORM);
    };
    let (before, after) = (reference.data("PAIR/t0"), reference.data("PAIR/t1"));
    let differences: Vec<f64> = before.iter().zip(&after).map(|(x, y)| y - x).collect();
    let found = paired(&differences, 0.95).unwrap();
    check("paired_t", &[found.t]);
    check("paired_p", &[found.p]);
    check("paired_ci95", &[found.interval.low, found.interval.high]);
    check("signed_rank_V", &[signed_rank_v(&differences)]);
    check(
        "signed_rank_p_exact_ties",
        &[signed_rank_exact(&differences)],
    );
    check("mcnemar_exact_p", &[mcnemar_exact(8, 2)]);
}

pub(crate) fn power(reference: &Reference) {
    let sizes = |path: &str| -> Vec<u32> {
        let numbers = reference.beside(path).as_array().unwrap().iter();
        let flat = numbers.flat_map(|entry| match entry.as_array() {
            Some(pair) => pair.clone(),
            None => vec![entry.clone()],
        });
        flat.map(|n| u32::try_from(n.as_u64().unwrap()).unwrap())
            .collect()
    };
    let pairs = sizes("power/pairs");
    let found: Vec<f64> = pairs
        .chunks(2)
        .map(|pair| detectable_d(pair[0], pair[1], 0.05, 0.8).unwrap())
        .collect();
    // The packages behind this reference disagree by 1.6e-5: both stop their search early. Ours must
    // lie within that, and have the power that it claims.
    let disagreement = reference.disagreement("power/mdd_d_alpha05_power80");
    reference.meets("power/mdd_d_alpha05_power80", &found, disagreement);
    for (pair, d) in pairs.chunks(2).zip(&found) {
        let (n, m) = (f64::from(pair[0]), f64::from(pair[1]));
        let (df, shift) = (n + m - 2.0, d * (n * m / (n + m)).sqrt());
        let limit = t_quantile(0.975, df).unwrap();
        let above = 1.0 - noncentral_t_cdf(limit, df, shift).unwrap();
        let power = above + noncentral_t_cdf(-limit, df, shift).unwrap();
        assert!((power - 0.8).abs() < CLOSED_FORM, "{pair:?}: {power}");
    }
    let found: Vec<f64> = sizes("power/paired_n")
        .into_iter()
        .map(|n| detectable_paired_d(n, 0.05, 0.8).unwrap())
        .collect();
    reference.meets("power/mdd_paired_dz", &found, ITERATIVE);
    let chance = noncentral_t_cdf(2.0, 14.0, 2.5).unwrap();
    reference.meets("power/nct_cdf_t2.0_df14_nc2.5", &[chance], CLOSED_FORM);
    let chance = noncentral_t_cdf(2.1448, 14.0, 3.0).unwrap();
    reference.meets("power/nct_cdf_t2.1448_df14_nc3", &[chance], CLOSED_FORM);
}
