//! How often somebody is told by mail what waits for them.

use chrono::{DateTime, Datelike, Days, NaiveTime, TimeDelta, Utc, Weekday};

use super::Role;

/// How often the overview comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DigestFrequency {
    /// On Monday mornings.
    Weekly,
    /// Every morning.
    Daily,
    Off,
}

/// When overviews leave, in UTC: early in the morning in the Netherlands, in winter and in summer.
const MORNING: TimeDelta = TimeDelta::hours(5);

impl DigestFrequency {
    /// Every choice, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Weekly, Self::Daily, Self::Off];

    /// The name under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Daily => "daily",
            Self::Off => "off",
        }
    }

    /// The choice stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.code() == code)
    }

    /// When the first overview after a moment leaves; never, when they are off.
    pub fn next(self, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let today = after.date_naive();
        let fits = |day: chrono::NaiveDate| match self {
            Self::Daily => true,
            Self::Weekly => day.weekday() == Weekday::Mon,
            Self::Off => false,
        };
        // Within eight days is every morning and every Monday morning that is still to come.
        (0..8)
            .filter_map(|days| today.checked_add_days(Days::new(days)))
            .filter(|day| fits(*day))
            .map(|day| day.and_time(NaiveTime::MIN).and_utc() + MORNING)
            .find(|moment| *moment > after)
    }

    /// What somebody with these roles gets until they choose: weekly for who works with the program, nothing
    /// for who only learns, guides or reads.
    pub fn usual(roles: &[Role]) -> Self {
        let works = |role: &Role| match role {
            Role::Administrator
            | Role::ProgrammeTeam
            | Role::Researcher
            | Role::Coordinator
            | Role::Teacher => true,
            Role::CompanyContact
            | Role::Supervisor
            | Role::Student
            | Role::BranchOrganisation
            | Role::Foundation
            | Role::Intermediary => false,
        };
        if roles.iter().any(works) {
            Self::Weekly
        } else {
            Self::Off
        }
    }
}

#[cfg(test)]
mod tests;
