//! From the fields of a form to answers and problems.

use std::collections::BTreeMap;

use mkbroute_domain::surveys::answer::Answers;
use mkbroute_domain::surveys::instrument::{Instrument, Question};
use mkbroute_domain::surveys::raw_answer::{RawAnswer, parse_raw};
use mkbroute_domain::surveys::response::AnswerProblems;

use crate::extract::Fields;

/// The fields of a form by question: `v.code`, `o.code` (other), `s.code` (special).
pub(super) fn typed(fields: Fields) -> BTreeMap<String, RawAnswer> {
    let mut typed: BTreeMap<String, RawAnswer> = BTreeMap::new();
    for (name, value) in fields {
        let Some((field, code)) = name.split_once('.') else {
            continue;
        };
        let raw = typed.entry(code.to_owned()).or_default();
        match field {
            "v" => raw.values.push(value),
            "o" => raw.other = Some(value),
            "s" => raw.special = Some(value).filter(|value| !value.is_empty()),
            _ => {}
        }
    }
    typed
}

/// Reads the answers of a section. What is typed for an item that is not asked is let go.
pub(super) fn parse(
    instrument: &Instrument,
    number: usize,
    typed: &BTreeMap<String, RawAnswer>,
    before: &Answers,
) -> (Answers, AnswerProblems) {
    let mut given = Answers::new();
    let mut found = Vec::new();
    let questions = questions_of(instrument, number);
    for question in &questions {
        let Some(raw) = typed.get(question.code) else {
            continue;
        };
        match parse_raw(question, raw) {
            Ok(Some(answer)) => {
                given.insert(question.code.to_owned(), answer);
            }
            Ok(None) => {}
            Err(problem) => found.push((question.code, problem)),
        }
    }
    let mut all = before.clone();
    for question in &questions {
        all.remove(question.code);
    }
    all.extend(given.clone());
    let asked = instrument.asked(&all);
    given.retain(|code, _| asked.contains(code.as_str()));
    let mut problems = AnswerProblems::default();
    for (code, problem) in found.into_iter().filter(|(code, _)| asked.contains(code)) {
        problems.add(code, problem);
    }
    (given, problems)
}

fn questions_of(instrument: &Instrument, number: usize) -> Vec<Question<'_>> {
    instrument
        .questions()
        .filter(|question| question.section + 1 == number && question.item.coded_from.is_none())
        .collect()
}
