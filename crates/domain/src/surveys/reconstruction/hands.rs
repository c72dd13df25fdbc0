//! From the numbers of an entry to hands: what one respondent is dealt.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use rand::Rng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::plan::{Cell, PlanError, PlannedAnswer, Row};
use crate::surveys::answer::Answer;

/// One answer for each item of the entry; `None` where the respondent has none.
pub(super) type Hand = Vec<Option<Answer>>;

/// The cell of an item that was not asked or left open.
const NO_ANSWER: &str = "-";

/// The hands of an entry, in the order in which the plan states them.
///
/// `answering` is the number of respondents who are left to answer; only a multiple choice needs
/// it, every other entry says by itself how many hands there are.
pub(super) fn hands(
    entry: &PlannedAnswer,
    answering: usize,
    rng: &mut impl Rng,
) -> Result<Vec<Hand>, PlanError> {
    if !is_clear(entry) {
        return Err(PlanError::Unclear(entry.name()));
    }
    if !entry.rows.is_empty() {
        return Ok(entry.rows.iter().flat_map(from_row).collect());
    }
    if !entry.chosen.is_empty() {
        let sets = combinations(entry, answering, rng)?;
        return Ok(sets.into_iter().map(many).map(alone).collect());
    }
    if !entry.months.is_empty() {
        let months: Option<Vec<Answer>> = entry.months.iter().map(|text| month(text)).collect();
        let months = months.ok_or_else(|| PlanError::Unclear(entry.name()))?;
        return Ok(months.into_iter().map(alone).collect());
    }
    let options = entry
        .counts
        .iter()
        .flat_map(|(option, count)| std::iter::repeat_n(one(option), *count));
    let numbers = entry.values.iter().copied().map(Answer::Number);
    Ok(options.chain(numbers).map(alone).collect())
}

/// Whether one kind of answers is stated, and rows have a cell for every item.
fn is_clear(entry: &PlannedAnswer) -> bool {
    let stated = [
        !entry.counts.is_empty(),
        !entry.chosen.is_empty(),
        !entry.values.is_empty(),
        !entry.months.is_empty(),
        !entry.rows.is_empty(),
    ];
    let one_kind = stated.into_iter().filter(|stated| *stated).count() == 1;
    let one_item = entry.items.len() == 1 || !entry.rows.is_empty();
    let even = |row: &Row| row.is.len() == entry.items.len();
    one_kind && one_item && entry.rows.iter().all(even)
}

fn alone(answer: Answer) -> Hand {
    vec![Some(answer)]
}

fn from_row(row: &Row) -> impl Iterator<Item = Hand> {
    let hand: Hand = row.is.iter().map(from_cell).collect();
    std::iter::repeat_n(hand, row.times)
}

fn from_cell(cell: &Cell) -> Option<Answer> {
    match cell {
        Cell::Number(number) => Some(Answer::Number(*number)),
        Cell::Word(word) if word == NO_ANSWER => None,
        Cell::Word(option) => Some(one(option)),
    }
}

fn one(option: &str) -> Answer {
    Answer::One {
        option: option.to_owned(),
        other: None,
    }
}

fn many(options: BTreeSet<String>) -> Answer {
    Answer::Many {
        options,
        other: None,
    }
}

fn month(text: &str) -> Option<Answer> {
    let (year, month) = text.split_once('-')?;
    Some(Answer::Month {
        year: year.parse().ok()?,
        month: month.parse().ok()?,
    })
}

/// Gives every option to the stated number of respondents, each option apart from the others.
///
/// Who answers a multiple choice chose something. So whoever is left with nothing gets an option
/// from somebody who has several; that leaves the stated numbers as they are.
fn combinations(
    entry: &PlannedAnswer,
    answering: usize,
    rng: &mut impl Rng,
) -> Result<Vec<BTreeSet<String>>, PlanError> {
    check_numbers(&entry.chosen, answering, entry)?;
    let mut sets = vec![BTreeSet::new(); answering];
    let mut positions: Vec<usize> = (0..answering).collect();
    for (option, count) in &entry.chosen {
        positions.shuffle(rng);
        for position in positions.iter().take(*count) {
            sets[*position].insert(option.clone());
        }
    }
    while let Some(empty) = sets.iter().position(BTreeSet::is_empty) {
        let rich: Vec<usize> = (0..answering).filter(|i| sets[*i].len() > 1).collect();
        let giver = rich.choose(rng).copied();
        let options: Vec<String> = giver
            .iter()
            .flat_map(|giver| sets[*giver].iter().cloned())
            .collect();
        let (Some(giver), Some(option)) = (giver, options.choose(rng)) else {
            break;
        };
        sets[giver].remove(option);
        sets[empty].insert(option.clone());
    }
    Ok(sets)
}

fn check_numbers(
    chosen: &IndexMap<String, usize>,
    answering: usize,
    entry: &PlannedAnswer,
) -> Result<(), PlanError> {
    if let Some((option, count)) = chosen.iter().find(|(_, count)| **count > answering) {
        return Err(PlanError::TooMany {
            item: entry.name(),
            option: option.clone(),
            chosen: *count,
            answering,
        });
    }
    let total = chosen.values().sum();
    if total < answering {
        return Err(PlanError::TooFew {
            item: entry.name(),
            chosen: total,
            answering,
        });
    }
    Ok(())
}
