//! What 13 teachers answered (section 2.4).

use super::group::{Group, SEED, TEACHERS};

fn teachers() -> Group {
    TEACHERS.made(SEED)
}

#[test]
fn thirteen_started_and_eight_completed() {
    let teachers = teachers();
    assert_eq!(teachers.0.len(), 13);
    for item in ["programme", "employment", "since", "sat_level", "workload"] {
        let answered = teachers
            .0
            .iter()
            .filter(|answers| answers.contains_key(item));
        assert_eq!(answered.count(), 8, "{item}");
    }
}

#[test]
fn five_teach_bouwkunde_and_half_work_full_time() {
    let teachers = teachers();
    assert_eq!(teachers.count("programme", "bouwkunde"), 5);
    assert_eq!(
        teachers.counts("employment", ["full_time", "part_time"]),
        [4, 4]
    );
}

#[test]
fn motivation_and_the_employer_score_high_study_time_and_entry_skills_low() {
    let teachers = teachers();
    let (high, low) = (
        ["sat_motivation", "sat_employer_pays"],
        ["sat_study_time", "sat_entry_skills"],
    );
    let middle = ["sat_level", "sat_coordination"];
    assert!(teachers.ranks_above(&high, &middle));
    assert!(teachers.ranks_above(&middle, &low));
}

#[test]
fn theory_and_practice_together_is_plus_and_minus() {
    let teachers = teachers();
    assert!(teachers.count("plus_themes", "theory_practice") > 0);
    assert!(teachers.count("minus_themes", "theory_practice") > 0);
}
