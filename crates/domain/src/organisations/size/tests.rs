use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

use super::SizeClass::{Large, Medium, Micro, Small};
use super::*;

const MILLION: u64 = 1_000_000;

fn figures(staff: u32, turnover: u64, balance: u64) -> Figures {
    Figures {
        staff: Some(Fte::whole(staff)),
        turnover: Some(turnover),
        balance: Some(balance),
    }
}

fn alone(own: Figures) -> Enterprise {
    Enterprise {
        own,
        ..Enterprise::default()
    }
}

fn year(year: i32, enterprise: Enterprise) -> Period {
    Period {
        closes: NaiveDate::from_ymd_opt(year, 12, 31).unwrap(),
        enterprise,
        ownership_changed: false,
        estimated: false,
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap()
}

fn judged(enterprise: Enterprise) -> SizeJudgement {
    judge(&[year(2025, enterprise)], today()).unwrap()
}

fn class(own: Figures) -> Option<SizeClass> {
    judged(alone(own)).range.class()
}

fn related(interest: u16, figures: Figures) -> Related {
    Related {
        name: "Zuster".to_owned(),
        interest: Interest(interest),
        controls: false,
        exempt_investor: false,
        figures,
    }
}

#[rstest]
#[case(9, 2 * MILLION, 2 * MILLION, Micro)]
#[case(9, 2 * MILLION + 1, 2 * MILLION, Micro)]
#[case(9, 2 * MILLION, 2 * MILLION + 1, Micro)]
#[case(9, 2 * MILLION + 1, 2 * MILLION + 1, Small)]
#[case(10, 0, 0, Small)]
#[case(49, 10 * MILLION, 90 * MILLION, Small)]
#[case(49, 90 * MILLION, 10 * MILLION, Small)]
#[case(49, 10 * MILLION + 1, 10 * MILLION + 1, Medium)]
#[case(50, 0, 0, Medium)]
#[case(249, 50 * MILLION, 90 * MILLION, Medium)]
#[case(249, 90 * MILLION, 43 * MILLION, Medium)]
#[case(249, 50 * MILLION + 1, 43 * MILLION, Medium)]
#[case(249, 50 * MILLION + 1, 43 * MILLION + 1, Large)]
#[case(250, 0, 0, Large)]
#[case(0, 0, 0, Micro)]
fn a_class_has_its_ceilings(
    #[case] staff: u32,
    #[case] turnover: u64,
    #[case] balance: u64,
    #[case] expected: SizeClass,
) {
    assert_eq!(class(figures(staff, turnover, balance)), Some(expected));
    assert_eq!(expected.is_mkb(), expected != Large);
}

#[test]
fn a_hundredth_of_a_job_counts() {
    let mut own = figures(0, 0, 0);
    own.staff = Some(Fte(24_999));
    assert_eq!(class(own), Some(Medium));
    own.staff = Some(Fte(25_000));
    assert_eq!(class(own), Some(Large));
}

#[rstest]
#[case(Some(30), None, None, (Small, Large), None)]
#[case(Some(30), Some(10 * MILLION), None, (Small, Small), Some(true))]
#[case(Some(30), Some(20 * MILLION), None, (Small, Medium), Some(true))]
#[case(Some(30), None, Some(60 * MILLION), (Small, Large), None)]
#[case(Some(300), None, None, (Large, Large), Some(false))]
#[case(None, Some(MILLION), Some(MILLION), (Micro, Large), None)]
#[case(None, Some(60 * MILLION), Some(60 * MILLION), (Large, Large), Some(false))]
fn what_is_not_known_leaves_a_range(
    #[case] staff: Option<u32>,
    #[case] turnover: Option<u64>,
    #[case] balance: Option<u64>,
    #[case] (smallest, largest): (SizeClass, SizeClass),
    #[case] mkb: Option<bool>,
) {
    let found = judged(alone(Figures {
        staff: staff.map(Fte::whole),
        turnover,
        balance,
    }));
    assert_eq!(found.range, SizeRange { smallest, largest });
    assert_eq!(found.range.is_mkb(), mkb);
    assert_eq!(found.reason == SizeReason::Unknown, smallest != largest);
}

#[rstest]
#[case(2_499, false, Tie::Autonomous)]
#[case(2_500, false, Tie::Partner)]
#[case(5_000, false, Tie::Partner)]
#[case(5_001, false, Tie::Linked)]
#[case(2_500, true, Tie::Autonomous)]
#[case(5_000, true, Tie::Autonomous)]
#[case(5_001, true, Tie::Linked)]
fn a_share_makes_a_partner_or_a_link(
    #[case] interest: u16,
    #[case] exempt_investor: bool,
    #[case] expected: Tie,
) {
    let mut other = related(interest, Figures::default());
    other.exempt_investor = exempt_investor;
    assert_eq!(other.tie(), expected);
    other.controls = true;
    assert_eq!(other.tie(), Tie::Linked);
}

#[test]
fn partners_count_in_proportion_and_linked_enterprises_wholly() {
    // 40 + 25% of 39.96 = 49.99 jobs: small still. A hundredth of a job more: medium.
    let mut enterprise = alone(figures(40, 0, 0));
    let mut partner = related(2_500, figures(0, 0, 0));
    partner.figures.staff = Some(Fte(3_996));
    enterprise.related = vec![partner];
    assert_eq!(judged(enterprise.clone()).range.class(), Some(Small));
    enterprise.related[0].figures.staff = Some(Fte(4_000));
    let medium = judged(enterprise.clone());
    assert_eq!(medium.range.class(), Some(Medium));
    assert_eq!(medium.reason, SizeReason::Figures(SizeWhy::Staff));
    assert_eq!(medium.counted, (1, 0));
    // Whoever holds just under a quarter counts for nothing.
    enterprise.related[0].interest = Interest(2_499);
    assert_eq!(judged(enterprise.clone()).range.class(), Some(Small));
    // Linked: 40 + 210.
    enterprise.related = vec![related(5_001, figures(210, 0, 0))];
    let large = judged(enterprise);
    assert_eq!(large.range.class(), Some(Large));
    assert_eq!(large.counted, (0, 1));
}

#[test]
fn an_unknown_figure_of_a_partner_leaves_the_whole_unknown() {
    let mut enterprise = alone(figures(5, MILLION, MILLION));
    enterprise.related = vec![related(3_000, Figures::default())];
    let found = judged(enterprise.clone());
    assert_eq!((found.range.smallest, found.range.largest), (Micro, Large));
    enterprise.related[0].interest = Interest(1_000);
    assert_eq!(judged(enterprise).range.class(), Some(Micro));
}

#[test]
fn what_public_bodies_hold_for_a_quarter_is_not_mkb() {
    let mut enterprise = alone(figures(5, 0, 0));
    enterprise.public_interest = Some(Interest(2_499));
    assert_eq!(judged(enterprise.clone()).range.is_mkb(), Some(true));
    enterprise.public_interest = Some(Interest(2_500));
    let found = judged(enterprise);
    assert_eq!(found.range.is_mkb(), Some(false));
    assert_eq!(found.reason, SizeReason::Public);
}

/// The class after years with so many staff, from 2020 on; 0 stands for a year that is not known.
fn over(staff: &[u32]) -> SizeJudgement {
    let known = (2020..).zip(staff).filter(|(_, staff)| **staff > 0);
    let periods: Vec<Period> = known
        .map(|(at, staff)| year(at, alone(figures(*staff, 0, 0))))
        .collect();
    judge(&periods, today()).unwrap()
}

#[rstest]
#[case(&[240], Medium)]
#[case(&[240, 260], Medium)]
#[case(&[240, 260, 240], Medium)]
#[case(&[240, 260, 260], Large)]
#[case(&[240, 260, 260, 240], Large)]
#[case(&[240, 260, 260, 240, 240], Medium)]
#[case(&[260, 240], Large)]
#[case(&[240, 260, 0, 260], Medium)]
#[case(&[240, 260, 0, 260, 260], Large)]
// Two years above the ceiling of small, but only one above that of medium.
#[case(&[40, 60, 260], Medium)]
#[case(&[40, 60, 260, 260], Large)]
#[case(&[300, 5, 40], Small)]
fn a_class_changes_after_two_periods_in_a_row(#[case] staff: &[u32], #[case] expected: SizeClass) {
    assert_eq!(over(staff).range.class(), Some(expected));
}

#[test]
fn who_is_over_for_one_year_is_told_so() {
    let figures = SizeRange {
        smallest: Large,
        largest: Large,
    };
    assert_eq!(
        over(&[240, 260]).reason,
        SizeReason::NotYetTwice { figures }
    );
    let reason = over(&[240, 260, 260]).reason;
    assert_eq!(reason, SizeReason::Figures(SizeWhy::Staff));
}

#[test]
fn after_a_takeover_the_figures_count_at_once() {
    let mut periods = [
        year(2024, alone(figures(5, 0, 0))),
        year(2025, alone(figures(300, 0, 0))),
    ];
    assert_eq!(judge(&periods, today()).unwrap().range.class(), Some(Micro));
    periods[1].ownership_changed = true;
    assert_eq!(judge(&periods, today()).unwrap().range.class(), Some(Large));
}

#[test]
fn a_judgement_is_of_its_day() {
    let periods = [
        year(2024, alone(figures(60, 0, 0))),
        year(2023, alone(figures(60, 0, 0))),
        year(2022, alone(figures(5, 0, 0))),
    ];
    let on = |year| {
        let day = NaiveDate::from_ymd_opt(year, 3, 1).unwrap();
        let found = judge(&periods, day).unwrap();
        (found.closes.to_string(), found.range.class().unwrap())
    };
    assert_eq!(on(2022), ("2022-12-31".to_owned(), Micro));
    assert_eq!(on(2024), ("2023-12-31".to_owned(), Micro));
    assert_eq!(on(2025), ("2024-12-31".to_owned(), Medium));
    assert_eq!(judge(&[], today()), None);
}

#[test]
fn impossible_periods_are_told() {
    let ordinary = year(2025, alone(figures(5, 0, 0)));
    let check = |periods: &[Period]| Period::check(periods, today());
    assert_eq!(check(std::slice::from_ref(&ordinary)), Ok(()));
    let twice = [ordinary.clone(), ordinary.clone()];
    assert_eq!(check(&twice), Err(PeriodProblem::SameYear(2025)));
    let mut whole = ordinary.clone();
    whole.enterprise.related = vec![related(10_001, Figures::default())];
    assert_eq!(check(&[whole]), Err(PeriodProblem::MoreThanWhole));
    let far = year(2028, ordinary.enterprise);
    assert_eq!(check(&[far]), Err(PeriodProblem::Future));
}

fn some_figures() -> impl Strategy<Value = Figures> {
    let staff = prop::option::of((0..40_000_u32).prop_map(Fte));
    let euros = || prop::option::of(0..80_000_000_u64);
    (staff, euros(), euros()).prop_map(|(staff, turnover, balance)| Figures {
        staff,
        turnover,
        balance,
    })
}

proptest! {
    #[test]
    fn a_range_is_never_the_wrong_way_around(
        years in prop::collection::vec((some_figures(), some_figures(), 0..10_000_u16), 1..6),
    ) {
        let periods: Vec<Period> = (2015..).zip(years).map(|(at, (own, other, interest))| {
            let mut enterprise = alone(own);
            enterprise.related = vec![related(interest, other)];
            year(at, enterprise)
        }).collect();
        let found = judge(&periods, today()).unwrap();
        prop_assert!(found.range.smallest <= found.range.largest);
    }

    #[test]
    fn no_figure_is_too_large_to_count(staff: u32, turnover: u64, balance: u64, interest: u16) {
        let mut enterprise = alone(Figures {
            staff: Some(Fte(staff)),
            turnover: Some(turnover),
            balance: Some(balance),
        });
        enterprise.related = vec![related(interest, enterprise.own); 3];
        prop_assert!(judged(enterprise).range.class().is_some());
    }

    #[test]
    fn an_enterprise_is_never_smaller_with_others_than_alone(
        own in some_figures(), other in some_figures(), interest in 0..=10_000_u16,
    ) {
        let mut enterprise = alone(own);
        let before = judged(enterprise.clone()).range;
        enterprise.related = vec![related(interest, other)];
        prop_assert!(judged(enterprise).range.largest >= before.largest);
    }
}

#[test]
fn figures_say_where_they_come_from() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let period = Period {
        closes: NaiveDate::from_ymd_opt(2025, 12, 31).unwrap(),
        enterprise: Enterprise::default(),
        ownership_changed: false,
        estimated: false,
    };
    let mut noted = NotedPeriod {
        period: period.clone(),
        source: "Jaarrekening 2025".to_owned(),
        noted_on: today,
    };
    assert_eq!(noted.check(&[], today), Ok(()));
    let twice = Err(NotedProblem::Period(PeriodProblem::SameYear(2025)));
    assert_eq!(noted.check(&[period], today), twice);
    noted.period.enterprise.related.push(Related {
        name: " ".to_owned(),
        interest: Interest(3_000),
        controls: false,
        exempt_investor: false,
        figures: Figures::default(),
    });
    assert_eq!(noted.check(&[], today), Err(NotedProblem::NoName));
    noted.period.enterprise.related[0].name = "x".repeat(201);
    assert_eq!(noted.check(&[], today), Err(NotedProblem::TooLong));
    noted.source.clear();
    assert_eq!(noted.check(&[], today), Err(NotedProblem::NoSource));
}
