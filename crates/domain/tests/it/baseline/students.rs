//! What 25 students answered (section 2.3).

#![expect(clippy::float_cmp, reason = "sums of whole numbers are exact")]

use super::group::{Group, SEED, STUDENTS};

fn students() -> Group {
    STUDENTS.made(SEED)
}

#[test]
fn twenty_five_took_part_of_whom_23_bouwkunde() {
    let students = students();
    assert_eq!(students.0.len(), 25);
    assert_eq!(students.count("programme", "bouwkunde"), 23);
}

#[test]
fn age_home_and_sex_fit_24_answers() {
    let students = students();
    assert_eq!(
        ["age", "living", "sex"].map(|item| students.base(item)),
        [24, 24, 24]
    );
    assert_eq!(students.mean("age").round(), 27.0);
    assert_eq!(students.within("age", 20.0, 30.0), 18, "75%");
    assert_eq!(students.count("living", "parents"), 12, "half");
    assert_eq!(students.count("sex", "man"), 16, "two thirds");
}

#[test]
fn nineteen_study_two_stopped_and_four_are_otherwise() {
    let status = ["studying", "stopped", "finished", "other"];
    assert_eq!(students().counts("status", status), [19, 2, 0, 4]);
}

#[test]
fn fourteen_of_nineteen_expect_to_finish_on_time() {
    let students = students();
    assert_eq!(students.base("expects_on_time"), 19);
    assert_eq!(
        students
            .who("status", "studying")
            .count("expects_on_time", "yes"),
        14
    );
}

#[test]
fn fourteen_did_not_work_there_before_and_the_others_just_under_four_years() {
    let students = students();
    assert_eq!(students.counts("worked_before", ["no", "yes"]), [14, 11]);
    assert_eq!(students.base("years_before"), 11);
    assert!((3.5..4.0).contains(&students.mean("years_before")));
}

#[test]
fn the_initiative_was_half_their_own_half_joint_out_of_ten() {
    let students = students();
    assert_eq!(
        students.counts("initiative", ["self", "joint", "employer"]),
        [5, 5, 0]
    );
    assert_eq!(students.who("worked_before", "yes").base("initiative"), 10);
}

#[test]
fn starting_years_are_3_5_11_and_6() {
    let years = ["y2019", "y2020", "y2021", "earlier"];
    assert_eq!(students().counts("start_year", years), [3, 5, 11, 6]);
}

#[test]
fn eight_switched_four_of_them_employer_and_five_to_a_higher_job() {
    let switched = students().who("switched", "yes");
    assert_eq!(switched.0.len(), 8);
    assert_eq!(switched.count("switch_employer", "other_employer"), 4);
    assert_eq!(switched.count("switch_level", "higher"), 5);
}

#[test]
fn one_did_not_choose_deliberately() {
    assert_eq!(students().counts("conscious", ["no", "yes"]), [1, 24]);
}

#[test]
fn experience_and_applying_are_named_by_18_and_deployable_by_6() {
    let students = students();
    assert_eq!(students.base("motives"), 25);
    let named = students.counts("motives", ["experience", "apply", "deployable"]);
    assert_eq!(named, [18, 18, 6]);
    for between in students.counts("motives", ["paid_work", "career"]) {
        assert!((7..18).contains(&between), "{between}");
    }
}

#[test]
fn fifteen_are_reimbursed_for_75_per_cent_and_17_are_paid_while_studying() {
    let students = students();
    assert_eq!(students.count("reimbursed", "yes"), 15);
    assert_eq!(students.base("reimbursed_share"), 15);
    assert_eq!(students.mean("reimbursed_share"), 75.0);
    assert_eq!(students.count("paid_hours", "yes"), 17);
}

#[test]
fn two_have_no_supervisor_and_the_others_just_under_two_hours() {
    let students = students();
    assert_eq!(students.count("has_supervisor", "no"), 2);
    let base = students.base("supervisor_hours");
    assert!([20, 21].contains(&base));
    assert!((1.75..2.0).contains(&students.mean("supervisor_hours")));
    let share = students.within("supervisor_hours", 0.0, 4.0) as f64 / base as f64;
    assert_eq!((100.0 * share).round(), 90.0);
}

#[test]
fn three_find_their_supervisor_not_qualified() {
    assert_eq!(
        students().counts("supervisor_qualified", ["no", "yes"]),
        [3, 20]
    );
}

#[test]
fn the_workplace_scores_high_the_fit_clearly_lower_and_teaching_low() {
    let students = students();
    let high = [
        "sat_job_suits",
        "sat_supervisor_quality",
        "sat_supervisor_time",
    ];
    let middle = ["sat_school_guidance", "sat_planning"];
    let low = ["sat_teachers", "sat_teaching"];
    assert!(students.ranks_above(&high, &middle));
    assert!(students.ranks_above(&middle, &low));
    for item in high {
        assert!(students.mean(item) > 7.0, "{item}");
        assert!(
            students.mean(item) - students.mean("sat_fit_content") > 1.0,
            "{item}"
        );
    }
    assert!(students.ranks_above(&["sat_fit_content"], &low));
}

#[test]
fn most_recommend_and_practice_is_a_plus_and_combining_a_minus() {
    let students = students();
    assert!(2 * students.count("recommend", "yes") > 25);
    let [applicable, practice] = students.counts("plus_themes", ["applicable", "practice"]);
    assert!(applicable > 5 && practice > 5);
    assert!(students.count("minus_themes", "combination") > 5);
}
