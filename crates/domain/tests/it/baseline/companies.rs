//! What 31 companies answered (section 2.2).

#![expect(clippy::float_cmp, reason = "sums of whole numbers are exact")]

use super::group::{COMPANIES, Group, SEED, number};

const MOTIVES: [&str; 5] = [
    "motive_attract",
    "motive_retain",
    "motive_society",
    "motive_innovation",
    "motive_craft",
];
const SATISFACTION: [&str; 6] = [
    "sat_level",
    "sat_content",
    "sat_fit_work",
    "sat_guidance",
    "sat_contact",
    "sat_planning",
];

fn companies() -> Group {
    COMPANIES.made(SEED)
}

fn without(items: &[&'static str], left_out: &[&str]) -> Vec<&'static str> {
    let kept = items.iter().filter(|item| !left_out.contains(item));
    kept.copied().collect()
}

#[test]
fn thirty_one_took_part_and_eighteen_mostly_completed() {
    let companies = companies();
    assert_eq!(companies.0.len(), 31);
    for item in MOTIVES
        .iter()
        .chain(&SATISFACTION)
        .chain(&["recommend", "in_programme"])
    {
        assert_eq!(companies.base(item), 18, "{item}");
    }
}

#[test]
fn sectors_are_23_4_1_and_3_open_and_bouwkunde_29() {
    let companies = companies();
    let sectors = ["construction", "business_services", "industry", "other"];
    assert_eq!(companies.counts("sector", sectors), [23, 4, 1, 3]);
    assert_eq!(companies.count("programme", "bouwkunde"), 29);
}

#[test]
fn the_mean_size_is_about_90_with_a_wide_spread() {
    let companies = companies();
    assert!((85.0..=95.0).contains(&companies.mean("company_size")));
    assert!(companies.deviation("company_size") > 60.0);
    assert_eq!(
        companies.within("company_size", 1.0, 249.0),
        31,
        "all are small or medium"
    );
}

#[test]
fn contracts_are_29_permanent_5_none_and_8_other_of_42() {
    let companies = companies();
    let sums = [
        "students_total",
        "students_permanent",
        "students_no_contract",
        "students_other_contract",
    ]
    .map(|item| companies.sum(item));
    assert_eq!(sums, [42.0, 29.0, 5.0, 8.0]);
    for answers in &companies.0 {
        let of = |item| number(answers, item).unwrap();
        let parts = of("students_permanent") + of("students_no_contract");
        assert_eq!(of("students_total"), parts + of("students_other_contract"));
    }
}

#[test]
fn students_have_about_three_years_of_experience() {
    assert!((2.5..=3.5).contains(&companies().mean("experience_years")));
}

#[test]
fn the_company_itself_recruited_mostly() {
    let companies = companies();
    let [company, college, other] =
        companies.counts("recruited_by", ["company", "college", "other"]);
    assert_eq!(company + college + other, 18);
    assert!(company > 2 * (college + other));
}

#[test]
fn table_1_holds_7_16_3_and_2() {
    let companies = companies();
    let table = [
        "dropped_out",
        "in_programme",
        "finished_on_time",
        "finished_late",
    ];
    assert_eq!(table.map(|item| companies.sum(item)), [7.0, 16.0, 3.0, 2.0]);
    for answers in companies
        .0
        .iter()
        .filter(|answers| answers.contains_key("in_programme"))
    {
        let students: f64 = table.iter().filter_map(|item| number(answers, item)).sum();
        assert_eq!(number(answers, "students_total"), Some(students));
    }
}

#[test]
fn all_finishers_stay_and_about_half_of_the_dropouts() {
    let companies = companies();
    assert_eq!(companies.sum("finishers_stayed"), 5.0);
    let share = companies.sum("dropouts_stayed") / companies.sum("dropped_out");
    assert!(
        (share - 0.5).abs() < 0.08,
        "no count of 7 is nearer than 3 and 4: {share}"
    );
    for answers in &companies.0 {
        let of = |item| number(answers, item).unwrap_or(0.0);
        assert_eq!(
            of("finishers_stayed"),
            of("finished_on_time") + of("finished_late")
        );
        assert!(of("dropouts_stayed") <= of("dropped_out"));
    }
}

#[test]
fn keeping_students_and_society_are_the_highest_motives() {
    let highest = ["motive_retain", "motive_society"];
    assert!(companies().ranks_above(&highest, &without(&MOTIVES, &highest)));
}

#[test]
fn satisfaction_is_about_6_the_level_highest_and_the_fit_most_divided() {
    let companies = companies();
    let overall = SATISFACTION
        .map(|item| companies.mean(item))
        .iter()
        .sum::<f64>()
        / 6.0;
    assert!((5.5..=6.5).contains(&overall), "{overall}");
    assert!(companies.ranks_above(&["sat_level"], &without(&SATISFACTION, &["sat_level"])));
    assert_eq!(companies.within("sat_level", 8.0, 10.0), 8);
    for item in without(&SATISFACTION, &["sat_fit_work"]) {
        assert!(
            companies.deviation("sat_fit_work") > companies.deviation(item),
            "{item}"
        );
    }
}

#[test]
fn two_thirds_recommend_and_say_why() {
    let companies = companies();
    assert_eq!(companies.counts("recommend", ["yes", "no"]), [12, 6]);
    let yes = companies.who("recommend", "yes");
    assert_eq!(
        yes.base("recommend_themes"),
        companies.base("recommend_themes")
    );
    let no = companies.who("recommend", "no");
    assert_eq!(no.base("not_recommend_themes"), 6);
}

#[test]
fn motivation_is_a_plus_load_a_minus_and_the_fit_both() {
    let companies = companies();
    let most_named = |item, theme, others: &[&str]| {
        others
            .iter()
            .all(|other| companies.count(item, theme) >= companies.count(item, other))
    };
    assert!(most_named(
        "plus_themes",
        "motivated_students",
        &["fit_work", "new_knowledge"]
    ));
    assert!(most_named(
        "minus_themes",
        "study_load",
        &["combination", "fit_work"]
    ));
    assert!(most_named("minus_themes", "combination", &["fit_work"]));
    assert!(companies.count("plus_themes", "fit_work") > 0);
    assert!(companies.count("minus_themes", "fit_work") > 0);
}
