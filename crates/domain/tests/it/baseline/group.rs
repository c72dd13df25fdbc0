//! A reconstructed respondent group, and counting in it.

use mkbroute_domain::surveys::answer::{Answer, Answers};
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::surveys::reconstruction::{Plan, reconstruct};
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

/// The seed of the demonstration, as `docs/reconstruction.md` says.
pub(super) const SEED: u64 = 2021;

/// The questionnaire and the plan of a group, as files.
#[derive(Clone, Copy)]
pub(super) struct Files {
    pub(super) instrument: &'static str,
    pub(super) plan: &'static str,
}

pub(super) const COMPANIES: Files = Files {
    instrument: include_str!("../../../../../data/instruments/companies.toml"),
    plan: include_str!("../../../../../data/baseline-2021/plan-companies.toml"),
};
pub(super) const STUDENTS: Files = Files {
    instrument: include_str!("../../../../../data/instruments/students.toml"),
    plan: include_str!("../../../../../data/baseline-2021/plan-students.toml"),
};
pub(super) const TEACHERS: Files = Files {
    instrument: include_str!("../../../../../data/instruments/teachers.toml"),
    plan: include_str!("../../../../../data/baseline-2021/plan-teachers.toml"),
};
pub(super) const ALL: [Files; 3] = [COMPANIES, STUDENTS, TEACHERS];

impl Files {
    pub(super) fn instrument(self) -> Instrument {
        let read = Instrument::from_toml(self.instrument.as_bytes());
        read.unwrap_or_else(|problems| panic!("{problems}"))
    }

    pub(super) fn plan(self) -> Plan {
        Plan::from_toml(self.plan).unwrap_or_else(|error| panic!("{error}"))
    }

    pub(super) fn made(self, seed: u64) -> Group {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let made = reconstruct(&self.instrument(), &self.plan(), &mut rng);
        Group(made.unwrap_or_else(|error| panic!("{error}")))
    }
}

/// The answers of a respondent group.
#[derive(Debug, PartialEq)]
pub(super) struct Group(pub(super) Vec<Answers>);

impl Group {
    /// The respondents who chose an option.
    pub(super) fn who(&self, item: &str, option: &str) -> Self {
        let chose = |answers: &&Answers| match answers.get(item) {
            Some(Answer::One { option: chosen, .. }) => chosen == option,
            Some(Answer::Many { options, .. }) => options.contains(option),
            _ => false,
        };
        Self(self.0.iter().filter(chose).cloned().collect())
    }

    /// How many chose an option.
    pub(super) fn count(&self, item: &str, option: &str) -> usize {
        self.who(item, option).0.len()
    }

    /// How many chose each of the options.
    pub(super) fn counts<const N: usize>(&self, item: &str, options: [&str; N]) -> [usize; N] {
        options.map(|option| self.count(item, option))
    }

    /// How many answered an item.
    pub(super) fn base(&self, item: &str) -> usize {
        let answered = |answers: &&Answers| answers.get(item).is_some_and(Answer::is_valid);
        self.0.iter().filter(answered).count()
    }

    /// The numbers of those who gave one.
    pub(super) fn numbers(&self, item: &str) -> Vec<f64> {
        self.0
            .iter()
            .filter_map(|answers| number(answers, item))
            .collect()
    }

    pub(super) fn sum(&self, item: &str) -> f64 {
        self.numbers(item).iter().sum()
    }

    pub(super) fn mean(&self, item: &str) -> f64 {
        self.sum(item) / self.numbers(item).len() as f64
    }

    /// Standard deviation with n - 1.
    pub(super) fn deviation(&self, item: &str) -> f64 {
        let mean = self.mean(item);
        let numbers = self.numbers(item);
        let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
        (squares / (numbers.len() - 1) as f64).sqrt()
    }

    /// How many numbers lie from `min` to `max`, ends included.
    pub(super) fn within(&self, item: &str, min: f64, max: f64) -> usize {
        let inside = |number: &&f64| (min..=max).contains(*number);
        self.numbers(item).iter().filter(inside).count()
    }

    /// Whether each of `high` has a higher mean than each of `low`.
    pub(super) fn ranks_above(&self, high: &[&str], low: &[&str]) -> bool {
        let above = |high: &&str| low.iter().all(|low| self.mean(high) > self.mean(low));
        high.iter().all(above)
    }
}

/// The number that a respondent gave.
pub(super) fn number(answers: &Answers, item: &str) -> Option<f64> {
    match answers.get(item) {
        Some(Answer::Number(number)) => Some(*number),
        _ => None,
    }
}
