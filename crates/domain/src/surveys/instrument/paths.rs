//! Every way through a questionnaire: who is asked what, and how long it takes.

use std::collections::BTreeSet;

use super::choices::{candidates, leaves};
use super::{Instrument, Item, Question};
use crate::surveys::answer::{Answer, Answers};
use crate::surveys::condition::Condition;

/// The most ways that are listed.
pub const MOST_PATHS: usize = 256;
/// The most combinations of answers that are tried.
const MOST_TRIES: u32 = 50_000;

/// The ways through a questionnaire.
#[derive(Clone, Debug, PartialEq)]
pub struct Paths {
    /// Each asks something else; the longest come first.
    pub paths: Vec<Path>,
    /// There are more than are listed.
    pub more: bool,
    /// The codes of items that somebody may not be asked, in order.
    pub optional: Vec<String>,
}

/// One way: everybody on it is asked the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// What is answered on the way to it, as comparisons that hold.
    pub because: Vec<Condition>,
    /// The codes of the items that are asked.
    pub asked: BTreeSet<String>,
    /// How many questions that is: a matrix counts its rows.
    pub questions: usize,
    pub minutes: u32,
}

impl Instrument {
    /// Every way through the questionnaire, by trying the answers that its conditions tell apart.
    pub fn paths(&self) -> Paths {
        let items: Vec<&Item> = self
            .items()
            .map(|(_, item)| item)
            .filter(|item| item.coded_from.is_none())
            .collect();
        let conditions = items.iter().filter_map(|item| item.show_if.as_ref());
        let mut walk = Walk {
            conditions: conditions.collect(),
            items,
            found: Vec::new(),
            tries: 0,
            more: false,
        };
        walk.from(0, &mut Way::default());
        let mut paths = walk.found;
        paths.sort_by(|a, b| {
            b.minutes
                .cmp(&a.minutes)
                .then(b.questions.cmp(&a.questions))
        });
        let optional = |item: &&&Item| item.show_if.is_some();
        Paths {
            optional: walk
                .items
                .iter()
                .filter(optional)
                .map(|item| item.code.clone())
                .collect(),
            paths,
            more: walk.more,
        }
    }
}

/// How far somebody is.
#[derive(Clone, Default)]
struct Way {
    answers: Answers,
    because: Vec<Condition>,
    asked: BTreeSet<String>,
    questions: usize,
    seconds: u32,
}

struct Walk<'a> {
    items: Vec<&'a Item>,
    conditions: Vec<&'a Condition>,
    found: Vec<Path>,
    tries: u32,
    more: bool,
}

impl Walk<'_> {
    fn from(&mut self, position: usize, way: &mut Way) {
        let Some(item) = self.items.get(position).copied() else {
            self.arrive(way);
            return;
        };
        self.tries += 1;
        if self.tries > MOST_TRIES || self.found.len() > MOST_PATHS {
            self.more = true;
            return;
        }
        let shown = item.show_if.as_ref();
        if shown.is_some_and(|condition| !condition.holds(&way.answers)) {
            return self.from(position + 1, way);
        }
        let mut way = way.clone();
        let questions = item.questions(0);
        way.asked.insert(item.code.clone());
        way.questions += questions.len();
        let each = item.seconds_when_asked();
        way.seconds += questions.iter().map(|_| each).sum::<u32>();
        self.answer(position, &questions, &mut way);
    }

    /// Answers the questions of an item one by one in every way that matters, then goes on.
    fn answer(&mut self, position: usize, questions: &[Question<'_>], way: &mut Way) {
        let Some((question, rest)) = questions.split_first() else {
            return self.from(position + 1, way);
        };
        let looked_at = leaves(question.code, &self.conditions);
        if looked_at.is_empty() {
            return self.answer(position, rest, way);
        }
        let mut seen: Vec<Vec<bool>> = Vec::new();
        let given = candidates(*question, &self.conditions).into_iter();
        for answer in given.map(Some).chain([None]) {
            let mut next = way.clone();
            put(&mut next.answers, question.code, answer);
            let held: Vec<bool> = looked_at
                .iter()
                .map(|leaf| leaf.holds(&next.answers))
                .collect();
            if seen.contains(&held) {
                continue;
            }
            next.because.extend(told(&looked_at, &held));
            seen.push(held);
            self.answer(position, rest, &mut next);
        }
    }

    fn arrive(&mut self, way: &Way) {
        if self.found.iter().any(|path| path.asked == way.asked) {
            return;
        }
        if self.found.len() == MOST_PATHS {
            self.more = true;
            return;
        }
        self.found.push(Path {
            because: way.because.clone(),
            asked: way.asked.clone(),
            questions: way.questions,
            minutes: way.seconds.div_ceil(60),
        });
    }
}

fn put(answers: &mut Answers, code: &str, answer: Option<Answer>) {
    if let Some(answer) = answer {
        answers.insert(code.to_owned(), answer);
    }
}

/// The comparisons that hold, or else that none of them does. Each is told once.
fn told(looked_at: &[&Condition], held: &[bool]) -> Vec<Condition> {
    let mut told: Vec<Condition> = Vec::new();
    let any = held.contains(&true);
    for (leaf, holds) in looked_at.iter().zip(held) {
        let said = match (any, holds) {
            (true, true) => (*leaf).clone(),
            (true, false) => continue,
            (false, _) => Condition::Not(Box::new((*leaf).clone())),
        };
        if !told.contains(&said) {
            told.push(said);
        }
    }
    told
}

#[cfg(test)]
mod tests;
