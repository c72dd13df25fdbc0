use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// A hogeschool and the companies of an Ad of two years; a fifth of the students stop each year.
///
/// Invested: hogeschool 60,000 and 400 hours at 75 (30,000), together 90,000, of which a sector fund pays
/// 40,000; companies 10,000 and 200 hours at 60 (12,000), together 22,000, of which SLIM pays 15,000. So
/// 112,000, of which 57,000 is left. A year costs 60,000 and 3,000 a student, who brings 9,000.
fn case() -> BusinessCase {
    let investment = |party, purpose, money, hours, per_hour| Investment {
        party,
        purpose,
        money: Euros(money),
        hours,
        per_hour: Euros(per_hour),
    };
    let funding = |party, source, purpose, amount| Funding {
        party,
        source,
        purpose,
        amount: Euros(amount),
    };
    let party = |name: &str, carries| Party {
        name: name.to_owned(),
        carries,
    };
    BusinessCase {
        duration: 2,
        stop: 20,
        horizon: 5,
        parties: vec![party("hogeschool", 80), party("bedrijven", 20)],
        investments: vec![
            investment(0, Purpose::Curriculum, 60_000, 0, 0),
            investment(0, Purpose::Exploring, 0, 400, 75),
            investment(1, Purpose::Workplaces, 10_000, 200, 60),
        ],
        funding: vec![
            funding(0, FundingSource::SectorFund, Purpose::Curriculum, 40_000),
            funding(1, FundingSource::Slim, Purpose::Workplaces, 15_000),
        ],
        yearly: Yearly {
            fixed: Euros(60_000),
            per_student: Euros(3_000),
            income_per_student: Euros(9_000),
        },
        low: vec![3, 4],
        expected: vec![5, 10],
        high: vec![10, 15, 20],
        pool: Pool::default(),
    }
}

fn columns(outlook: &Outlook) -> Vec<(u64, i64, i64)> {
    let years = outlook.years.iter();
    years
        .map(|year| (year.students, year.result().0, year.cumulative.0))
        .collect()
}

#[test]
fn the_investment_is_counted_per_party_and_source() {
    let case = case();
    assert_eq!(case.problems(), []);
    assert_eq!(case.investment(), (Euros(112_000), Euros(57_000)));
    let sources: Vec<_> = case
        .sources()
        .iter()
        .map(|sum| (sum.source, sum.amount.0))
        .collect();
    // Own: 60,000 - 40,000, and nothing of the companies, whose 15,000 pays 10,000 and 5,000 in hours.
    let expected = [
        (FundingSource::Own, 20_000),
        (FundingSource::InKind, 30_000 + 7_000),
        (FundingSource::SectorFund, 40_000),
        (FundingSource::Slim, 15_000),
    ];
    assert_eq!(sources, expected);
}

#[test]
fn years_are_counted_as_by_hand() {
    let case = case();
    // Year 1: 5 students, 5 x 6,000 - 60,000. Year 2: 10 + 80% of 5. From year 3: 10 + 8.
    let expected = [
        (50_000, -30_000, -87_000),
        (140_000, 24_000, -63_000),
        (180_000, 48_000, -15_000),
        (180_000, 48_000, 33_000),
        (180_000, 48_000, 81_000),
    ];
    let outlook = case.outlook(Scenario::Expected);
    assert_eq!(columns(&outlook), expected);
    assert_eq!(outlook.covers_itself_in(), Some(2));
    assert_eq!(outlook.pays_back_in(), Some(4));
    assert_eq!(outlook.losses(), Euros(30_000));
    assert_eq!(outlook.deepest(), Euros(87_000));
    assert_eq!(outlook.years[1].costs, Euros(60_000 + 42_000));
    assert_eq!(outlook.years[1].income, Euros(126_000));
}

/// However well the first year goes, what was put in before it was put in.
#[test]
fn what_is_invested_before_the_first_student_counts_as_put_in() {
    let case = BusinessCase {
        high: vec![100],
        ..case()
    };
    let (_, own) = case.investment();
    let outlook = case.outlook(Scenario::High);
    assert!(outlook.years[0].cumulative > Euros::ZERO);
    assert_eq!(outlook.deepest(), own);
}

#[test]
fn a_low_scenario_may_never_come_out() {
    let case = case();
    // 3; 4 + 2.4; then 4 + 3.2.
    let expected = [
        (30_000, -42_000, -99_000),
        (64_000, -21_600, -120_600),
        (72_000, -16_800, -137_400),
        (72_000, -16_800, -154_200),
        (72_000, -16_800, -171_000),
    ];
    let outlook = case.outlook(Scenario::Low);
    assert_eq!(columns(&outlook), expected);
    assert_eq!(outlook.covers_itself_in(), None);
    assert_eq!(outlook.pays_back_in(), None);
    assert_eq!(case.outlook(Scenario::High).pays_back_in(), Some(2));
}

#[test]
fn the_intake_that_breaks_even_is_the_smallest() {
    // A cohort of n gives 1.8 n students: 1.8 n x 6,000 covers 60,000 from 5.56, so 6.
    assert_eq!(case().intake_that_covers_a_year(), Some(6));
    // Over five years n + 4 x 1.8 n = 8.2 n students bring 6,000 each: 49,200 n against
    // 5 x 60,000 + 57,000 = 357,000, from 7.26, so 8.
    assert_eq!(case().intake_that_pays_back(), Some(8));
    let mut case = case();
    case.yearly.income_per_student = Euros(3_000);
    assert_eq!(case.intake_that_covers_a_year(), None);
    assert_eq!(case.intake_that_pays_back(), None);
    case.yearly.fixed = Euros::ZERO;
    assert_eq!(case.intake_that_covers_a_year(), Some(0));
}

#[test]
fn the_risk_of_each_party_is_told() {
    let risks = case().risks();
    let told: Vec<_> = risks
        .iter()
        .map(|risk| (risk.money.0, risk.hours, risk.at_risk.0, risk.running.0))
        .collect();
    // Losses of the low scenario: 42,000 + 21,600 + 3 x 16,800 = 114,000, in 80 and 20 percent.
    let expected = [(60_000, 400, 50_000, 91_200), (10_000, 200, 7_000, 22_800)];
    assert_eq!(told, expected);
}

#[test]
fn a_pool_shares_what_never_starts() {
    let pathway = |name: &str, needs, starts| PoolPathway {
        name: name.to_owned(),
        needs: Euros(needs),
        starts,
    };
    let contribution = |by: &str, amount| Contribution {
        by: by.to_owned(),
        amount: Euros(amount),
    };
    let mut pool = Pool {
        contributions: vec![
            contribution("hogeschool", 100_000),
            contribution("ROC", 50_000),
        ],
        pathways: vec![
            pathway("bouw", 60_000, true),
            pathway("metaal", 60_000, true),
            pathway("logistiek", 30_000, false),
        ],
    };
    let found = pool.result();
    assert_eq!(found.shares, [60_000, 60_000, 30_000].map(Euros));
    assert_eq!(
        (found.lost, found.per_started),
        (Euros(30_000), Some(Euros(75_000)))
    );
    assert_eq!(found.lost_by, [20_000, 10_000].map(Euros));
    // With half the money each gets half; what is left over stays in the pool.
    pool.contributions[0].amount = Euros(25_000);
    assert_eq!(pool.result().shares, [30_000, 30_000, 15_000].map(Euros));
    pool.contributions[0].amount = Euros(1_000_000);
    assert_eq!(pool.result().shares, [60_000, 60_000, 30_000].map(Euros));
    for pathway in &mut pool.pathways {
        pathway.starts = false;
    }
    let none = pool.result();
    assert_eq!((none.lost, none.per_started), (Euros(150_000), None));
}

#[rstest]
#[case(|case: &mut BusinessCase| case.duration = 0, CaseProblem::Duration)]
#[case(|case: &mut BusinessCase| case.stop = 101, CaseProblem::Percentage)]
#[case(|case: &mut BusinessCase| case.horizon = 21, CaseProblem::Horizon)]
#[case(|case: &mut BusinessCase| case.parties[0].carries = 70, CaseProblem::Carries(90))]
#[case(|case: &mut BusinessCase| case.funding[1].party = 2, CaseProblem::NoSuchParty(2))]
#[case(|case: &mut BusinessCase| case.yearly.fixed = Euros(-1), CaseProblem::Amount)]
#[case(|case: &mut BusinessCase| case.investments[1].hours = u32::MAX, CaseProblem::Amount)]
#[case(|case: &mut BusinessCase| case.funding[0].amount = Euros(90_001), CaseProblem::Overfunded(0))]
#[case(|case: &mut BusinessCase| case.funding[0].source = FundingSource::RaakMkb, CaseProblem::ExcludesCurriculum(0))]
#[case(|case: &mut BusinessCase| case.high.clear(), CaseProblem::Intake(Scenario::High))]
#[case(|case: &mut BusinessCase| case.low = vec![5_001], CaseProblem::Intake(Scenario::Low))]
#[case(|case: &mut BusinessCase| case.parties[1].name.clear(), CaseProblem::Name)]
#[case(
    |case: &mut BusinessCase| case.pool.contributions.push(Contribution { by: String::new(), amount: Euros(1) }),
    CaseProblem::Pool
)]
#[case(
    |case: &mut BusinessCase| case.pool.pathways = vec![
        PoolPathway { name: "Bouw".to_owned(), needs: Euros(1), starts: true };
        MOST_ENTRIES + 1
    ],
    CaseProblem::TooMany
)]
#[case(|case: &mut BusinessCase| case.low = vec![3, 11], CaseProblem::ScenariosCross)]
fn what_is_wrong_is_told(#[case] spoil: fn(&mut BusinessCase), #[case] problem: CaseProblem) {
    let mut spoilt = case();
    spoil(&mut spoilt);
    assert_eq!(spoilt.problems(), [problem]);
}

#[test]
fn raak_pays_for_what_is_no_curriculum() {
    let mut found = case();
    found.funding[1].source = FundingSource::RaakMkb;
    assert_eq!(found.problems(), []);
    found.parties.clear();
    assert_eq!(
        found.problems(),
        [CaseProblem::NoParty, CaseProblem::NoSuchParty(0)]
    );
}

proptest! {
    #[test]
    fn parts_add_up_to_the_whole(
        amount in -1_000_000_000..1_000_000_000_i64,
        weights in prop::collection::vec(0..1_000_u64, 1..8),
    ) {
        let parts = split(Euros(amount), &weights);
        let sum: Euros = parts.iter().copied().sum();
        let expected = if weights.iter().sum::<u64>() == 0 { 0 } else { amount };
        prop_assert_eq!(sum, Euros(expected));
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert!(*weight > 0 || part.0 == 0);
            prop_assert!(part.0.signum() * amount.signum() >= 0);
        }
    }

    #[test]
    fn sources_add_up_to_the_investment(funded in 0..=90_000_i64, slim in 0..=22_000_i64) {
        let mut case = case();
        case.funding[0].amount = Euros(funded);
        case.funding[1].amount = Euros(slim);
        let sum: Euros = case.sources().iter().map(|sum| sum.amount).sum();
        prop_assert_eq!(sum, case.investment().0);
        let at_risk: Euros = case.risks().iter().map(|risk| risk.at_risk).sum();
        prop_assert_eq!(at_risk, case.investment().1);
    }

    #[test]
    fn one_student_less_does_not_break_even(
        fixed in 0..200_000_i64, income in 3_001..20_000_i64, stop in 0..=100_u8, duration in 1..=6_u8,
    ) {
        let mut case = case();
        case.yearly.fixed = Euros(fixed);
        case.yearly.income_per_student = Euros(income);
        (case.stop, case.duration) = (stop, duration);
        let result = |intake: u32| {
            let mut steady = case.clone();
            steady.expected = vec![intake];
            steady.horizon = 20;
            steady.outlook(Scenario::Expected).years[19].result()
        };
        if let Some(intake) = case.intake_that_covers_a_year() {
            prop_assert!(result(intake) >= Euros::ZERO);
            prop_assert!(intake == 0 || result(intake - 1) < Euros::ZERO);
        }
    }

    #[test]
    fn no_numbers_make_counting_panic(
        duration: u8, stop: u8, horizon: u8, money: i64, hours: u32, per_hour: i64,
        fixed: i64, per_student: i64, intake in prop::collection::vec(any::<u32>(), 0..3),
    ) {
        let mut case = case();
        (case.duration, case.stop, case.horizon) = (duration, stop, horizon);
        case.investments[0].money = Euros(money);
        case.investments[0].hours = hours;
        case.investments[0].per_hour = Euros(per_hour);
        case.yearly.fixed = Euros(fixed);
        case.yearly.per_student = Euros(per_student);
        case.expected = intake;
        if case.problems().is_empty() {
            prop_assert_eq!(case.outlook(Scenario::Expected).years.len(), usize::from(horizon));
        }
        let _ = (case.outlook(Scenario::Expected), case.sources(), case.risks());
        let _ = (case.intake_that_covers_a_year(), case.intake_that_pays_back());
    }
}
