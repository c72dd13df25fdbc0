//! Made-up respondents: for demonstrations that say so, and for load.
//!
//! Answers follow the routing, pass every check, and hang together: somebody who is pleased with one
//! thing is a little more pleased with all. What a question is like follows from its code, so that
//! the same question has the same profile in every wave.

use std::collections::BTreeSet;

use rand::Rng;
use rand::seq::IndexedRandom;

use super::answer::{Answer, Answers};
use super::instrument::{Choice, Instrument, ItemKind, Question, Scale};

/// Chances that a respondent leaves a question open, does not know, or finds that it does not apply.
const OPEN: f64 = 0.04;
const DONT_KNOW: f64 = 0.06;
const NOT_APPLICABLE: f64 = 0.05;
/// Chance that somebody who answers again keeps an earlier choice.
const KEEPS: f64 = 0.8;
/// Spread of ratings between persons, and within a person, as shares of the scale.
const BETWEEN: f64 = 0.11;
const WITHIN: f64 = 0.12;

/// A made-up person.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// How pleased in general, in standard deviations.
    tendency: f64,
    /// The year in which the person answers: nothing happened after it.
    year: i32,
    /// What the person answered before, when answering again.
    before: Option<Answers>,
}

impl Simulated {
    /// Somebody new, who answers in this year.
    pub fn new(year: i32, rng: &mut impl Rng) -> Self {
        Self {
            tendency: normal(rng),
            year,
            before: None,
        }
    }

    /// The same person in a later year.
    #[must_use]
    pub fn later(mut self, year: i32, answers: Answers) -> Self {
        self.year = year;
        self.before = Some(answers);
        self
    }

    /// Fills in a questionnaire. `given` is filled in beforehand; `shift` moves every rating, as a
    /// share of its scale.
    pub fn answer(
        &self,
        instrument: &Instrument,
        given: &Answers,
        shift: f64,
        rng: &mut impl Rng,
    ) -> Answers {
        let mut answers = given.clone();
        for (section, item) in instrument.items() {
            let shown = item
                .show_if
                .as_ref()
                .is_none_or(|condition| condition.holds(&answers));
            if !shown || item.coded_from.is_some() {
                continue;
            }
            for question in item.questions(section) {
                if !given.contains_key(question.code)
                    && let Some(answer) = self.one(&question, shift, rng)
                {
                    answers.insert(question.code.to_owned(), answer);
                }
            }
        }
        answers
    }

    fn one(&self, question: &Question<'_>, shift: f64, rng: &mut impl Rng) -> Option<Answer> {
        if rng.random_bool(OPEN) {
            return None;
        }
        if question.item.dont_know.is_some() && rng.random_bool(DONT_KNOW) {
            return Some(Answer::DontKnow);
        }
        if question.item.not_applicable.is_some() && rng.random_bool(NOT_APPLICABLE) {
            return Some(Answer::NotApplicable);
        }
        let code = question.code;
        match &question.item.kind {
            ItemKind::Single { options, .. } => {
                let before = self.before.as_ref().and_then(|answers| answers.get(code));
                match before.filter(|_| rng.random_bool(KEEPS)) {
                    Some(kept @ Answer::One { .. }) => Some(kept.clone()),
                    _ => choose(code, options, rng),
                }
            }
            ItemKind::Multiple { options, .. } => Some(several(code, options, rng)),
            ItemKind::Scale(scale) | ItemKind::Matrix { scale, .. } => {
                Some(Answer::Number(self.rating(code, scale, shift, rng)))
            }
            ItemKind::Number {
                min, max, decimals, ..
            } => Some(Answer::Number(quantity(code, (*min, *max), *decimals, rng))),
            ItemKind::Share => Some(Answer::Number(percentage(code, rng))),
            ItemKind::Year { min, max } => {
                Some(Answer::Number(f64::from(self.recent(*min, *max, rng))))
            }
            ItemKind::YearMonth { min, max } => Some(Answer::Month {
                year: self.recent(*min, *max, rng),
                month: rng.random_range(1..=12),
            }),
            ItemKind::Open { .. } | ItemKind::Information => None,
        }
    }

    fn recent(&self, min: i32, max: i32, rng: &mut impl Rng) -> i32 {
        (max.min(self.year) - rng.random_range(0..5)).clamp(min, max)
    }

    fn rating(&self, code: &str, scale: &Scale, shift: f64, rng: &mut impl Rng) -> f64 {
        let (min, max) = (f64::from(scale.min), f64::from(scale.max));
        let usual = 0.45 + 0.3 * profile(code, "");
        let place = usual + BETWEEN * self.tendency + WITHIN * normal(rng) + shift;
        (min + place * (max - min)).round().clamp(min, max)
    }
}

fn choose(code: &str, options: &[Choice], rng: &mut impl Rng) -> Option<Answer> {
    // Of yes and no, yes stands first and is said more.
    let favoured = |option: &Choice| options.len() == 2 && options[0].code == option.code;
    let weight = |option: &&Choice| {
        0.15 + profile(code, &option.code).powi(2) + f64::from(u8::from(favoured(option)))
    };
    let options: Vec<&Choice> = options.iter().collect();
    let option = options.choose_weighted(rng, weight).ok()?;
    Some(Answer::One {
        option: option.code.clone(),
        other: None,
    })
}

fn several(code: &str, options: &[Choice], rng: &mut impl Rng) -> Answer {
    let chosen = options
        .iter()
        .filter(|option| rng.random_bool(0.15 + 0.6 * profile(code, &option.code)));
    let mut codes: BTreeSet<String> = chosen.map(|option| option.code.clone()).collect();
    if codes.is_empty() {
        codes.extend(options.first().map(|option| option.code.clone()));
    }
    Answer::Many {
        options: codes,
        other: None,
    }
}

/// Low numbers are usual, high ones rare: hours, years, persons.
fn quantity(code: &str, (min, max): (f64, f64), decimals: u8, rng: &mut impl Rng) -> f64 {
    // The most that a question allows is far above what is usual: the more so, the more it allows.
    let usual = (max - min).powf(0.3 + 0.15 * profile(code, ""));
    let step = 10_f64.powi(i32::from(decimals));
    let value = ((min + usual * (0.5 * normal(rng)).exp()) * step).round() / step;
    value.clamp(min, max)
}

/// A multiple of five.
fn percentage(code: &str, rng: &mut impl Rng) -> f64 {
    let usual = 30.0 + 50.0 * profile(code, "");
    ((usual + 12.0 * normal(rng)) / 5.0)
        .round()
        .clamp(0.0, 20.0)
        * 5.0
}

/// A standard normal number (Box and Muller, 1958).
fn normal(rng: &mut impl Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.random::<f64>()).ln()).sqrt();
    radius * (std::f64::consts::TAU * rng.random::<f64>()).cos()
}

/// A number from 0 to 1 that belongs to a question or an option, the same everywhere (FNV-1a).
fn profile(code: &str, option: &str) -> f64 {
    let bytes = code.bytes().chain([0]).chain(option.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The low bits of the hash of short texts are the best mixed.
    f64::from(u32::try_from((hash ^ hash >> 32) & 0xffff_ffff).unwrap_or(0)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests;
