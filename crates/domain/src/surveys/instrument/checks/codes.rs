//! Codes are well formed and used once.

use std::collections::BTreeSet;

use super::Lines;
use crate::surveys::answer::OTHER;
use crate::surveys::instrument::file::{InstrumentProblems, ProblemKind};
use crate::surveys::instrument::{Instrument, ItemKind};

/// The most items that a questionnaire may have.
const MOST_ITEMS: usize = 500;

pub(super) fn check(instrument: &Instrument, lines: &Lines, problems: &mut InstrumentProblems) {
    let mut seen = BTreeSet::new();
    for code in all_codes(instrument) {
        let line = lines.get(code).copied();
        if !well_formed(code) {
            problems.add(
                line,
                code,
                ProblemKind::BadCode {
                    code: code.to_owned(),
                },
            );
        }
        if !seen.insert(code) {
            problems.add(
                line,
                code,
                ProblemKind::DuplicateCode {
                    code: code.to_owned(),
                },
            );
        }
    }
    let found = instrument.questions().count();
    if found == 0 {
        problems.add(None, &instrument.id, ProblemKind::NoItems);
    }
    if found > MOST_ITEMS {
        let kind = ProblemKind::TooManyItems {
            found,
            most: MOST_ITEMS,
        };
        problems.add(None, &instrument.id, kind);
    }
}

/// Codes of items, rows and ratios: they share the columns of a data set.
fn all_codes(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let items = instrument.items().flat_map(|(_, item)| {
        let rows = match &item.kind {
            ItemKind::Matrix { rows, .. } => rows.as_slice(),
            _ => &[],
        };
        std::iter::once(item.code.as_str()).chain(rows.iter().map(|row| row.code.as_str()))
    });
    items.chain(instrument.ratios.iter().map(|ratio| ratio.code.as_str()))
}

pub(super) fn well_formed(code: &str) -> bool {
    let mut characters = code.chars();
    let first = characters.next().is_some_and(|c| c.is_ascii_lowercase());
    let rest = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    first && characters.all(rest) && code.len() <= 60 && code != OTHER
}
