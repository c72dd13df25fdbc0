//! Section 2.3 of the report.

use mkbroute_analysis::figure::{Audience, Statistic};
use mkbroute_analysis::result::Reservation;

use super::seen::{Seen, seen};

async fn students() -> Seen {
    seen("students", Audience::Researcher).await
}

#[tokio::test]
async fn students_25_took_part_of_whom_23_bouwkunde() {
    let seen = students().await;
    assert_eq!(seen.0.response.started, 25);
    assert_eq!(seen.count("programme", "bouwkunde"), 23);
    assert!(
        seen.0
            .reservations
            .iter()
            .any(|found| matches!(found, Reservation::Dominance { severe: true, .. }))
    );
}

#[tokio::test]
async fn students_are_27_and_age_home_and_sex_fit_24_answers() {
    let seen = students().await;
    assert_eq!(
        ["age", "living", "sex"].map(|item| seen.base(item)),
        [24; 3]
    );
    assert!((26.5..27.5).contains(&seen.mean("age")));
    assert_eq!(seen.count("age", "age_20_30"), 18, "75% of 24");
    assert_eq!(seen.count("living", "parents"), 12, "half of 24");
    assert_eq!(seen.count("sex", "man"), 16, "two thirds of 24");
}

#[tokio::test]
async fn students_19_study_2_stopped_and_4_are_otherwise() {
    let seen = students().await;
    assert_eq!(
        seen.counts("status", ["studying", "stopped", "other"]),
        [19, 2, 4]
    );
}

#[tokio::test]
async fn students_14_of_19_expect_to_finish_on_time() {
    let seen = students().await;
    assert_eq!(seen.base("expects_on_time"), 19);
    assert_eq!(seen.count("expects_on_time", "yes"), 14);
}

#[tokio::test]
async fn students_14_were_new_at_the_employer_the_others_there_for_just_under_4_years() {
    let seen = students().await;
    assert_eq!(seen.counts("worked_before", ["no", "yes"]), [14, 11]);
    assert!((3.5..4.0).contains(&seen.mean("years_before")));
}

#[tokio::test]
async fn students_initiative_was_half_their_own_half_joint_of_10() {
    let seen = students().await;
    assert_eq!(
        seen.counts("initiative", ["self", "joint", "employer"]),
        [5, 5, 0]
    );
    assert_eq!(seen.base("initiative"), 10);
}

#[tokio::test]
async fn students_started_in_2019_2020_2021_and_earlier_3_5_11_and_6() {
    let years = ["y2019", "y2020", "y2021", "earlier"];
    assert_eq!(students().await.counts("start_year", years), [3, 5, 11, 6]);
}

#[tokio::test]
async fn students_8_switched_4_of_them_employer_and_5_to_a_higher_function() {
    let seen = students().await;
    assert_eq!(seen.count("switched", "yes"), 8);
    assert_eq!(seen.count("switch_employer", "other_employer"), 4);
    assert_eq!(seen.count("switch_level", "higher"), 5);
}

#[tokio::test]
async fn students_1_made_no_conscious_choice() {
    assert_eq!(students().await.counts("conscious", ["no", "yes"]), [1, 24]);
}

#[tokio::test]
async fn students_figure_3_has_experience_and_applying_at_18_and_deployable_at_6() {
    let seen = students().await;
    assert_eq!(seen.base("motives"), 25);
    let named = seen.counts("motives", ["experience", "apply", "deployable"]);
    assert_eq!(named, [18, 18, 6]);
}

#[tokio::test]
async fn students_15_are_reimbursed_for_75_per_cent_and_17_are_paid_in_study_hours() {
    let seen = students().await;
    assert_eq!(seen.count("reimbursed", "yes"), 15);
    assert!((seen.mean("reimbursed_share") - 75.0).abs() < 0.5);
    assert_eq!(seen.count("paid_hours", "yes"), 17);
}

#[tokio::test]
async fn students_2_have_no_supervisor_the_others_just_under_2_hours_90_per_cent_within_4() {
    let seen = students().await;
    assert_eq!(seen.count("has_supervisor", "no"), 2);
    let base = seen.base("supervisor_hours");
    assert!([20, 21].contains(&base));
    assert!((1.75..2.05).contains(&seen.mean("supervisor_hours")));
    let bands = &seen.item("supervisor_hours").figures;
    let band = bands
        .iter()
        .find(|figure| figure.statistic == Statistic::Count);
    let within = band.and_then(|figure| figure.k).unwrap();
    let share = 100.0 * f64::from(within) / f64::from(base);
    assert!((89.5..90.5).contains(&share), "{within} of {base}");
}

#[tokio::test]
async fn students_3_find_the_supervisor_not_qualified() {
    let seen = students().await;
    assert_eq!(seen.counts("supervisor_qualified", ["no", "yes"]), [3, 20]);
}

#[tokio::test]
async fn students_figure_4_has_the_workplace_high_the_fit_lower_and_teaching_low() {
    let seen = students().await;
    let high = [
        "sat_job_suits",
        "sat_supervisor_quality",
        "sat_supervisor_time",
    ];
    let low = ["sat_teachers", "sat_teaching"];
    assert!(seen.ranks_above(&high, &["sat_fit_content"]));
    assert!(seen.ranks_above(&["sat_fit_content"], &low));
    assert!(high.iter().all(|item| seen.mean(item) > 7.0));
}

#[tokio::test]
async fn students_mostly_recommend_it() {
    assert!(2 * students().await.count("recommend", "yes") > 25);
}
