use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn intake(cohort: &str, target: Option<u32>, typed: Option<u32>, counted: Option<u32>) -> Intake {
    let students = |mkb| Students { mkb, others: None };
    Intake {
        cohort: cohort.parse().unwrap(),
        target: students(target),
        typed: students(typed),
        counted: students(counted),
    }
}

#[rstest]
#[case("2021-09", Some(2021))]
#[case(" 2022-02 ", Some(2021))]
#[case("2022-8", Some(2021))]
#[case("2022-13", None)]
#[case("2022-0", None)]
#[case("1999-09", None)]
#[case("2022", None)]
#[case("2022-09-01", None)]
#[case("+2022-09", None)]
fn a_cohort_is_a_month(#[case] text: &str, #[case] academic: Option<i32>) {
    let cohort: Option<Cohort> = text.parse().ok();
    assert_eq!(cohort.map(Cohort::academic_year), academic);
}

#[test]
fn what_was_counted_comes_before_what_was_typed() {
    let planned = intake("2021-09", Some(20), None, None);
    assert_eq!((planned.mkb(), planned.short_of_target()), (None, None));
    let typed = intake("2021-09", Some(20), Some(14), None);
    assert_eq!(typed.mkb(), Some((14, IntakeSource::Typed)));
    assert_eq!(typed.short_of_target(), Some(6));
    let mut counted = intake("2021-09", Some(20), Some(14), Some(23));
    counted.typed.others = Some(3);
    assert_eq!(counted.mkb(), Some((23, IntakeSource::Counted)));
    assert_eq!(counted.others(), Some((3, IntakeSource::Typed)));
    assert_eq!(counted.short_of_target(), Some(-3));
}

#[test]
fn an_academic_year_takes_its_cohorts_together() {
    let intakes = [
        intake("2021-09", None, Some(14), None),
        intake("2022-02", None, Some(5), Some(4)),
        intake("2022-09", Some(28), None, None),
    ];
    assert_eq!(mkb_in_year(&intakes, 2021), Some(18));
    assert_eq!(mkb_in_year(&intakes, 2022), None);
}

#[test]
fn impossible_numbers_are_told() {
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let check = |intake: Intake| intake.check(today);
    assert_eq!(
        check(intake("2031-09", Some(MOST_STUDENTS), None, None)),
        Ok(())
    );
    let many = intake("2026-09", None, Some(MOST_STUDENTS + 1), None);
    assert_eq!(check(many), Err(IntakeProblem::TooMany));
    assert_eq!(
        check(intake("2032-09", None, None, None)),
        Err(IntakeProblem::TooFar)
    );
}

proptest! {
    #[test]
    fn a_cohort_comes_back_from_its_text(year in 2000..=2100_i32, month in 1..=12_u32) {
        let cohort = Cohort::new(year, month).unwrap();
        prop_assert_eq!(cohort.to_string().parse::<Cohort>(), Ok(cohort));
    }

    #[test]
    fn no_text_makes_reading_panic(text: String) {
        let _ = text.parse::<Cohort>();
    }
}

#[rstest]
#[case(2, "2026-09-15", Some((28, "2025-02", "2026-09")))]
// Who began two years ago to the day has the diploma.
#[case(2, "2026-09-01", Some((28, "2025-02", "2026-09")))]
#[case(2, "2026-08-31", Some((20, "2024-09", "2025-02")))]
#[case(4, "2026-09-15", Some((50, "2023-09", "2026-09")))]
#[case(2, "2020-09-15", None)]
fn who_began_within_the_years_of_a_programme_studies(
    #[case] years: u32,
    #[case] day: &str,
    #[case] expected: Option<(u32, &str, &str)>,
) {
    let intakes = [
        intake("2022-02", None, Some(100), None),
        intake("2023-09", None, Some(10), None),
        intake("2024-09", None, Some(12), None),
        intake("2025-02", None, None, Some(8)),
        // Nobody wrote down how many began: that is not none.
        intake("2025-09", Some(40), None, None),
        intake("2026-09", None, Some(20), Some(20)),
        intake("2027-09", None, Some(500), None),
    ];
    let found = began_within(&intakes, years, day.parse().unwrap());
    let found = found.map(|found| {
        let cohorts = [found.first, found.last].map(|cohort| cohort.to_string());
        (found.students, cohorts)
    });
    let expected =
        expected.map(|(students, first, last)| (students, [first, last].map(str::to_owned)));
    assert_eq!(found, expected);
}
