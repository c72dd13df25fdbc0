//! Whether some answers lead to every item: a search over the finite choices that matter.

use std::collections::BTreeSet;

use super::Lines;
use crate::surveys::answer::{Answer, Answers, OTHER};
use crate::surveys::condition::Condition;
use crate::surveys::instrument::file::{InstrumentProblems, ProblemKind};
use crate::surveys::instrument::{Instrument, Item, ItemKind, Question};

/// Combinations that are tried for one item; beyond this it is taken to be reachable.
const MOST_TRIES: u32 = 50_000;

pub(super) fn check(instrument: &Instrument, lines: &Lines, problems: &mut InstrumentProblems) {
    for (_, item) in instrument.items() {
        if item.show_if.is_some() && !reachable(instrument, item) {
            let line = lines.get(&item.code).copied();
            problems.add(line, &item.code, ProblemKind::Unreachable);
        }
    }
}

fn reachable(instrument: &Instrument, target: &Item) -> bool {
    let needed = needed(instrument, target);
    let questions: Vec<Question<'_>> = instrument
        .questions()
        .filter(|question| needed.contains(question.code))
        .collect();
    let conditions: Vec<&Condition> = instrument
        .items()
        .filter(|(_, item)| item.code == target.code || holds_one_of(item, &needed))
        .filter_map(|(_, item)| item.show_if.as_ref())
        .collect();
    let mut search = Search {
        target,
        questions,
        conditions,
        tries: 0,
    };
    search.from(0, &mut Answers::new())
}

/// The questions that decide whether the item is asked, directly or through other conditions.
fn needed<'a>(instrument: &'a Instrument, target: &'a Item) -> BTreeSet<&'a str> {
    let mut needed = BTreeSet::new();
    let mut open: Vec<&Item> = vec![target];
    while let Some(item) = open.pop() {
        for code in item.show_if.iter().flat_map(Condition::items) {
            if needed.insert(code) {
                open.extend(instrument.question(code).map(|question| question.item));
            }
        }
    }
    needed
}

fn holds_one_of(item: &Item, codes: &BTreeSet<&str>) -> bool {
    item.questions(0)
        .iter()
        .any(|question| codes.contains(question.code))
}

struct Search<'a> {
    target: &'a Item,
    questions: Vec<Question<'a>>,
    conditions: Vec<&'a Condition>,
    tries: u32,
}

impl Search<'_> {
    /// Tries every answer from the given question on; true once the target is asked.
    fn from(&mut self, position: usize, answers: &mut Answers) -> bool {
        self.tries += 1;
        if self.tries > MOST_TRIES {
            return true;
        }
        let Some(question) = self.questions.get(position).copied() else {
            let condition = self.target.show_if.as_ref();
            return condition.is_none_or(|condition| condition.holds(answers));
        };
        let shown = question.item.show_if.as_ref();
        if shown.is_none_or(|condition| condition.holds(answers)) {
            for answer in self.candidates(question) {
                answers.insert(question.code.to_owned(), answer);
                if self.from(position + 1, answers) {
                    return true;
                }
            }
            answers.remove(question.code);
        }
        self.from(position + 1, answers)
    }

    /// Answers that any condition can tell apart.
    fn candidates(&self, question: Question<'_>) -> Vec<Answer> {
        match &question.item.kind {
            ItemKind::Single { options, other } => {
                let other = other.iter().map(|_| OTHER.to_owned());
                let codes = options
                    .iter()
                    .map(|option| option.code.clone())
                    .chain(other);
                codes
                    .map(|option| Answer::One {
                        option,
                        other: None,
                    })
                    .collect()
            }
            ItemKind::Multiple { .. } => self.subsets(question.code),
            ItemKind::Scale(scale) | ItemKind::Matrix { scale, .. } => {
                self.numbers(question.code, f64::from(scale.min), f64::from(scale.max))
            }
            ItemKind::Number { min, max, .. } => self.numbers(question.code, *min, *max),
            ItemKind::Year { min, max } => {
                self.numbers(question.code, f64::from(*min), f64::from(*max))
            }
            ItemKind::YearMonth { min, max } => (*min..=*max)
                .map(|year| Answer::Month { year, month: 1 })
                .collect(),
            ItemKind::Share => self.numbers(question.code, 0.0, 100.0),
            ItemKind::Open { .. } => vec![Answer::Text("x".to_owned())],
            ItemKind::Information => Vec::new(),
        }
    }

    /// The ends of the range, and both sides of every threshold.
    fn numbers(&self, code: &str, min: f64, max: f64) -> Vec<Answer> {
        let thresholds = self.leaves(code).filter_map(|leaf| match leaf {
            Condition::AtLeast { value, .. } | Condition::AtMost { value, .. } => Some(*value),
            _ => None,
        });
        let around = thresholds.flat_map(|value| [value - 1.0, value, value + 1.0]);
        [min, max]
            .into_iter()
            .chain(around)
            .filter(|value| (min..=max).contains(value))
            .map(Answer::Number)
            .collect()
    }

    /// Every set of the options that a condition names; at most ten of them are told apart.
    fn subsets(&self, code: &str) -> Vec<Answer> {
        let named: BTreeSet<&String> = self
            .leaves(code)
            .flat_map(|leaf| match leaf {
                Condition::Is { option, .. } => std::slice::from_ref(option),
                Condition::AnyOf { options, .. } => options.as_slice(),
                _ => &[],
            })
            .collect();
        let named: Vec<&String> = named.into_iter().take(10).collect();
        (0..1_u32 << named.len())
            .map(|mask| {
                let chosen = named
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| mask >> bit & 1 == 1);
                let options = chosen.map(|(_, option)| (*option).clone()).collect();
                Answer::Many {
                    options,
                    other: None,
                }
            })
            .collect()
    }

    fn leaves(&self, code: &str) -> impl Iterator<Item = &Condition> {
        let leaves = self
            .conditions
            .iter()
            .flat_map(|condition| condition.leaves());
        leaves.filter(move |leaf| leaf.items().contains(&code))
    }
}
