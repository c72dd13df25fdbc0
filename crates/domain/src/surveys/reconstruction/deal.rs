//! Dealing the planned answers over the respondents.

use std::collections::BTreeSet;

use rand::Rng;
use rand::seq::SliceRandom;

use super::plan::{Plan, PlanError, PlannedAnswer};
use crate::surveys::answer::{Answer, Answers};
use crate::surveys::instrument::Instrument;

/// Carries out a plan: the answers of every respondent, coded themes included.
///
/// Entry by entry: who is asked follows from the routing and the answers dealt so far; those
/// respondents are shuffled, the stated number of them skips, and the others get the stated answers.
/// Answers to different items are independent of each other, apart from routing and `rows`.
///
/// # Errors
/// A plan that names unknown questions or whose numbers do not match who is asked.
pub fn reconstruct(
    instrument: &Instrument,
    plan: &Plan,
    rng: &mut impl Rng,
) -> Result<Vec<Answers>, PlanError> {
    let mut respondents = vec![Answers::new(); plan.respondents];
    for entry in &plan.answer {
        let mut asked = asked(instrument, plan, entry, &respondents)?;
        asked.shuffle(rng);
        deal(entry, &asked, &mut respondents)?;
    }
    Ok(respondents)
}

/// The respondents who are asked the first item of the entry, by position.
fn asked(
    instrument: &Instrument,
    plan: &Plan,
    entry: &PlannedAnswer,
    respondents: &[Answers],
) -> Result<Vec<usize>, PlanError> {
    for item in &entry.items {
        if instrument.question(item).is_none() {
            return Err(PlanError::UnknownItem(item.clone()));
        }
    }
    let unclear = || PlanError::Unclear(String::new());
    let first = entry.items.first().ok_or_else(unclear)?;
    let question = instrument.question(first).ok_or_else(unclear)?;
    // A coded theme belongs to everybody who was asked the open question.
    let decisive = question.item.coded_from.as_deref().unwrap_or(first);
    let reach = if entry.everybody {
        plan.respondents
    } else {
        plan.complete
    };
    let is_asked = |answers: &Answers| instrument.asked(answers).contains(decisive);
    Ok((0..reach)
        .filter(|position| is_asked(&respondents[*position]))
        .collect())
}

fn deal(
    entry: &PlannedAnswer,
    asked: &[usize],
    respondents: &mut [Answers],
) -> Result<(), PlanError> {
    let hands = hands(entry, asked.len().saturating_sub(entry.skipped))?;
    if hands.len() + entry.skipped != asked.len() {
        return Err(PlanError::CountsDiffer {
            item: entry.items.join(", "),
            planned: hands.len(),
            skipped: entry.skipped,
            asked: asked.len(),
        });
    }
    for (position, hand) in asked.iter().zip(hands) {
        respondents[*position].extend(entry.items.iter().cloned().zip(hand));
    }
    Ok(())
}

/// One hand a respondent, each with an answer for every item of the entry.
fn hands(entry: &PlannedAnswer, answering: usize) -> Result<Vec<Vec<Answer>>, PlanError> {
    let kinds = [
        !entry.counts.is_empty(),
        !entry.chosen.is_empty(),
        !entry.values.is_empty(),
        !entry.months.is_empty(),
        !entry.rows.is_empty(),
    ];
    let unclear = || PlanError::Unclear(entry.items.join(", "));
    if kinds.iter().filter(|stated| **stated).count() != 1 {
        return Err(unclear());
    }
    if !entry.rows.is_empty() {
        let numbers = |row: &Vec<f64>| row.iter().copied().map(Answer::Number).collect();
        let fits = entry.rows.iter().all(|row| row.len() == entry.items.len());
        return if fits {
            Ok(entry.rows.iter().map(numbers).collect())
        } else {
            Err(unclear())
        };
    }
    let single = |answers: Vec<Answer>| answers.into_iter().map(|answer| vec![answer]).collect();
    if !entry.chosen.is_empty() {
        return many(entry, answering).map(single);
    }
    if !entry.months.is_empty() {
        let months: Option<Vec<Answer>> = entry.months.iter().map(|text| month(text)).collect();
        return months.map(single).ok_or_else(unclear);
    }
    let options = entry.counts.iter().flat_map(|(option, count)| {
        std::iter::repeat_n(
            Answer::One {
                option: option.clone(),
                other: None,
            },
            *count,
        )
    });
    let numbers = entry.values.iter().copied().map(Answer::Number);
    Ok(single(options.chain(numbers).collect()))
}

/// Deals every option round the table, each starting where the former stopped: nobody gets an
/// option twice, and nobody stays without while there are enough to go round.
fn many(entry: &PlannedAnswer, answering: usize) -> Result<Vec<Answer>, PlanError> {
    let mut hands = vec![BTreeSet::new(); answering];
    let mut next = 0;
    for (option, count) in &entry.chosen {
        if *count > answering {
            let item = entry.items.join(", ");
            return Err(PlanError::TooMany {
                item,
                option: option.clone(),
            });
        }
        for _ in 0..*count {
            hands[next % answering].insert(option.clone());
            next += 1;
        }
    }
    Ok(hands
        .into_iter()
        .map(|options| Answer::Many {
            options,
            other: None,
        })
        .collect())
}

fn month(text: &str) -> Option<Answer> {
    let (year, month) = text.split_once('-')?;
    Some(Answer::Month {
        year: year.parse().ok()?,
        month: month.parse().ok()?,
    })
}
