//! Section 2.2 of the report.

use mkbroute_analysis::figure::{Audience, Statistic};
use mkbroute_analysis::result::{Phrase, Reservation};

use super::seen::{Seen, seen};

async fn companies() -> Seen {
    seen("companies", Audience::Researcher).await
}

#[tokio::test]
async fn companies_31_took_part_and_18_mostly_completed() {
    let seen = companies().await;
    assert_eq!(
        (seen.0.response.started, seen.0.response.complete),
        (31, 18)
    );
    let partial = Reservation::PartialCompletion {
        complete: 18,
        started: 31,
    };
    assert!(seen.0.reservations.contains(&partial));
}

#[tokio::test]
async fn companies_sectors_are_23_4_1_and_3_open() {
    let sectors = ["construction", "business_services", "industry", "other"];
    assert_eq!(companies().await.counts("sector", sectors), [23, 4, 1, 3]);
}

#[tokio::test]
async fn companies_29_of_31_are_bouwkunde_which_represents_no_other_pathway() {
    let seen = companies().await;
    assert_eq!(seen.count("programme", "bouwkunde"), 29);
    assert!(seen.0.reservations.iter().any(|found| matches!(
        found,
        Reservation::Dominance { item, severe: true, .. } if item == "programme"
    )));
}

#[tokio::test]
async fn companies_have_about_90_workers_with_a_wide_spread() {
    let seen = companies().await;
    assert!((85.0..=95.0).contains(&seen.mean("company_size")));
    assert!(seen.value("company_size", Statistic::Sd) > 60.0);
}

#[tokio::test]
async fn companies_report_42_students_29_permanent_5_without_and_8_other() {
    let seen = companies().await;
    let items = [
        "students_total",
        "students_permanent",
        "students_no_contract",
        "students_other_contract",
    ];
    assert_eq!(items.map(|item| seen.sum(item)), [42, 29, 5, 8]);
    let permanent = &seen.0.ratios[0];
    assert_eq!((permanent.of, permanent.over), (Some(29.0), Some(42.0)));
}

#[tokio::test]
async fn companies_say_students_have_about_three_years_of_experience() {
    let mean = companies().await.mean("experience_years");
    assert!((2.5..=3.5).contains(&mean), "{mean}");
}

#[tokio::test]
async fn companies_recruit_mostly_themselves() {
    let ways = ["company", "college", "other"];
    let [company, college, other] = companies().await.counts("recruited_by", ways);
    assert!(company > 2 * (college + other));
}

#[tokio::test]
async fn companies_table_1_holds_7_16_3_and_2() {
    let seen = companies().await;
    let table = [
        "dropped_out",
        "in_programme",
        "finished_on_time",
        "finished_late",
    ];
    assert_eq!(table.map(|item| seen.sum(item)), [7, 16, 3, 2]);
}

#[tokio::test]
async fn companies_keep_all_five_finishers_and_about_half_of_the_dropouts() {
    let seen = companies().await;
    assert_eq!(seen.sum("finishers_stayed"), 5);
    let stayed = f64::from(seen.sum("dropouts_stayed")) / f64::from(seen.sum("dropped_out"));
    assert!((stayed - 0.5).abs() < 0.08, "3 or 4 of 7: {stayed}");
}

#[tokio::test]
async fn companies_figure_1_has_retain_and_society_highest() {
    let seen = companies().await;
    let others = ["motive_attract", "motive_innovation", "motive_craft"];
    assert!(seen.ranks_above(&["motive_retain", "motive_society"], &others));
    assert_eq!(seen.base("motive_retain"), 18);
}

#[tokio::test]
async fn companies_figure_2_is_about_6_with_the_level_highest() {
    let seen = companies().await;
    let others = [
        "sat_content",
        "sat_fit_work",
        "sat_guidance",
        "sat_contact",
        "sat_planning",
    ];
    let sum: f64 = others.iter().map(|item| seen.mean(item)).sum();
    let overall = (sum + seen.mean("sat_level")) / 6.0;
    assert!((5.5..=6.5).contains(&overall), "{overall}");
    assert!(seen.ranks_above(&["sat_level"], &others));
    assert_eq!(
        seen.figure("sat_level", Statistic::TopBoxCount, None).k,
        Some(8)
    );
}

#[tokio::test]
async fn companies_are_most_divided_about_the_fit_with_work() {
    let seen = companies().await;
    assert!(
        seen.item("sat_fit_work")
            .phrases
            .contains(&Phrase::MostDivided)
    );
}

#[tokio::test]
async fn companies_recommend_it_for_about_two_thirds() {
    let seen = companies().await;
    assert_eq!(seen.counts("recommend", ["yes", "no"]), [12, 6]);
    assert!(seen.count("recommend_themes", "added_value") > 0);
}

#[tokio::test]
async fn companies_name_motivation_as_plus_load_as_minus_and_the_fit_as_both() {
    let seen = companies().await;
    let plus = ["motivated_students", "fit_work", "new_knowledge"];
    let [motivated, fit, new] = seen.counts("plus_themes", plus);
    assert!(motivated > fit.max(new) && fit > 0);
    let minus = ["study_load", "combination", "fit_work"];
    let [load, combination, fit] = seen.counts("minus_themes", minus);
    assert!(load >= combination && combination >= fit && fit > 0);
}
