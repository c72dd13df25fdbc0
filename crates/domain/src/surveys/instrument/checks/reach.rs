//! Whether some answers lead to every item: a search over the finite choices that matter.

use std::collections::BTreeSet;

use super::Lines;
use crate::surveys::answer::Answers;
use crate::surveys::condition::Condition;
use crate::surveys::instrument::choices::candidates;
use crate::surveys::instrument::file::{InstrumentProblems, ProblemKind};
use crate::surveys::instrument::{Instrument, Item, Question};

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
            for answer in candidates(question, &self.conditions) {
                answers.insert(question.code.to_owned(), answer);
                if self.from(position + 1, answers) {
                    return true;
                }
            }
            answers.remove(question.code);
        }
        self.from(position + 1, answers)
    }
}
