//! Section 2.4 of the report.

use mkbroute_analysis::figure::Audience;

use super::seen::{Seen, seen};

async fn teachers() -> Seen {
    seen("teachers", Audience::Researcher).await
}

#[tokio::test]
async fn teachers_13_started_and_8_completed() {
    let seen = teachers().await;
    assert_eq!((seen.0.response.started, seen.0.response.complete), (13, 8));
    assert_eq!(seen.base("sat_level"), 8);
}

#[tokio::test]
async fn teachers_5_teach_bouwkunde_and_4_of_8_work_full_time() {
    let seen = teachers().await;
    assert_eq!(seen.count("programme", "bouwkunde"), 5);
    assert_eq!(
        seen.counts("employment", ["full_time", "part_time"]),
        [4, 4]
    );
}

#[tokio::test]
async fn teachers_rate_motivation_and_the_employer_high_study_time_and_entry_skills_low() {
    let seen = teachers().await;
    let middle = ["sat_level", "sat_coordination"];
    assert!(seen.ranks_above(&["sat_motivation", "sat_employer_pays"], &middle));
    assert!(seen.ranks_above(&middle, &["sat_study_time", "sat_entry_skills"]));
}

#[tokio::test]
async fn teachers_name_theory_with_practice_as_plus_and_as_minus() {
    let seen = teachers().await;
    assert!(seen.count("plus_themes", "theory_practice") > 0);
    assert!(seen.count("minus_themes", "theory_practice") > 0);
}
