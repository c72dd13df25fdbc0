//! Year by year: students, costs, income, and when it comes out.

use super::{BusinessCase, Euros, Scenario};

/// More students than this begin in no year.
pub(super) const MOST_STUDENTS: u32 = 5_000;

/// One year of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// Counted from 1: the year of the first students.
    pub number: u32,
    /// Who begin.
    pub intake: u32,
    /// Who study, in ten thousandths.
    pub students: u64,
    pub costs: Euros,
    pub income: Euros,
    /// All years until then, and the investment that nobody else paid.
    pub cumulative: Euros,
}

/// A case in one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub scenario: Scenario,
    pub years: Vec<Year>,
}

impl Year {
    /// Income less costs.
    pub fn result(&self) -> Euros {
        self.income - self.costs
    }
}

/// The intake of a year, counted from 1.
pub(super) fn intake_of(intake: &[u32], year: u32) -> u32 {
    let at = usize::try_from(year.saturating_sub(1)).unwrap_or(usize::MAX);
    let found = intake.get(at).or_else(|| intake.last());
    found.copied().unwrap_or(0)
}

impl Outlook {
    /// The first year in which a year brings what it costs.
    pub fn covers_itself_in(&self) -> Option<u32> {
        let mut years = self.years.iter();
        Some(years.find(|year| year.result() >= Euros::ZERO)?.number)
    }

    /// The first year by which the investment has come back, after which it stays so.
    pub fn pays_back_in(&self) -> Option<u32> {
        let debt = |year: &Year| year.cumulative < Euros::ZERO;
        let after = self.years.iter().rposition(debt).map_or(0, |last| last + 1);
        Some(self.years.get(after)?.number)
    }

    /// The losses of all years that bring less than they cost, as a positive amount.
    pub fn losses(&self) -> Euros {
        self.years
            .iter()
            .map(|year| (-year.result()).or_nothing())
            .sum()
    }

    /// The deepest point, before the first student or after a year: most that is put in at one time, as a positive
    /// amount.
    pub fn deepest(&self) -> Euros {
        let before = self
            .years
            .first()
            .map(|year| year.cumulative - year.result());
        let after = self.years.iter().map(|year| year.cumulative);
        let lowest = before.into_iter().chain(after).min();
        (-lowest.unwrap_or_default()).or_nothing()
    }
}

impl BusinessCase {
    /// A case in a scenario, over its horizon.
    pub fn outlook(&self, scenario: Scenario) -> Outlook {
        Outlook {
            scenario,
            years: self.years(self.intake(scenario)),
        }
    }

    /// From which intake a year covers its costs once all cohorts are there. `None` if no intake does.
    pub fn intake_that_covers_a_year(&self) -> Option<u32> {
        let covers = |intake: u32| {
            let students = self.students(|_| intake, self.duration.into());
            let (costs, income) = self.costs_and_income(students);
            income >= costs
        };
        smallest(covers)
    }

    /// From which intake, the same every year, the investment has come back at the horizon. `None` if no
    /// intake does.
    pub fn intake_that_pays_back(&self) -> Option<u32> {
        smallest(|intake| {
            let years = self.years(&[intake]);
            years
                .last()
                .is_some_and(|year| year.cumulative >= Euros::ZERO)
        })
    }

    fn years(&self, intake: &[u32]) -> Vec<Year> {
        let (_, own) = self.investment();
        let mut cumulative = -own;
        let year = |number: u32| {
            let students = self.students(|year| intake_of(intake, year), number);
            let (costs, income) = self.costs_and_income(students);
            cumulative = cumulative + income - costs;
            Year {
                number,
                intake: intake_of(intake, number),
                students,
                costs,
                income,
                cumulative,
            }
        };
        (1..=u32::from(self.horizon)).map(year).collect()
    }

    /// Who study in a year, in ten thousandths: each cohort less those who stopped, for as long as a
    /// student studies.
    fn students(&self, intake: impl Fn(u32) -> u32, number: u32) -> u64 {
        let stay = 100 - u64::from(self.stop.min(100));
        let first = number.saturating_sub(u32::from(self.duration)) + 1;
        let mut left = 10_000;
        let mut students = 0;
        for begun in (first..=number).rev() {
            students += u64::from(intake(begun)) * left;
            left = left * stay / 100;
        }
        students
    }

    fn costs_and_income(&self, students: u64) -> (Euros, Euros) {
        let yearly = &self.yearly;
        let costs = yearly.fixed + yearly.per_student.times(students);
        (costs, yearly.income_per_student.times(students))
    }
}

/// The smallest intake for which something holds that holds for all larger ones too.
fn smallest(holds: impl Fn(u32) -> bool) -> Option<u32> {
    if !holds(MOST_STUDENTS) {
        return None;
    }
    let (mut low, mut high) = (0, MOST_STUDENTS);
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(low)
}
