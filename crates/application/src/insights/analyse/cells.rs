//! What the cells of a column mean. Each distinct text is decided once.

use std::fmt;

use mkbroute_analysis::dataset::missing;
use mkbroute_domain::insights::codebook::{Codebook, CodebookItem, MissingCells};
use mkbroute_domain::text::Text;
use mkbroute_store::tables::{Table, TableColumn};

use super::AnalyseError;

/// A cell that does not fit its item.
#[derive(Clone, Debug, PartialEq)]
pub struct CellProblem {
    pub column: String,
    /// The first row with this cell, counted from 1 below the header.
    pub row: usize,
    /// How many rows have it.
    pub rows: usize,
    pub cell: String,
    pub problem: &'static str,
}

impl fmt::Display for CellProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            column,
            row,
            rows,
            cell,
            problem,
        } = self;
        write!(f, "column '{column}', row {row}")?;
        if *rows > 1 {
            write!(f, " and {} more", rows - 1)?;
        }
        write!(f, ": '{cell}' {problem}")
    }
}

/// What one text stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning<T> {
    Valid(T),
    /// A code of [`missing`].
    Missing(u8),
    Wrong(&'static str),
}

/// The column with this name.
pub(super) fn find<'a>(
    table: &'a Table,
    item: &str,
    name: &str,
) -> Result<&'a TableColumn, AnalyseError> {
    table.column(name).ok_or_else(|| AnalyseError::NoColumn {
        item: item.to_owned(),
        column: name.to_owned(),
        known: table
            .columns
            .iter()
            .map(|column| column.name().to_owned())
            .collect(),
    })
}

/// What each distinct text of a column stands for; `valid` decides those that are not missing.
pub(super) fn meanings<T>(
    column: &TableColumn,
    codebook: &Codebook,
    item: &CodebookItem,
    mut valid: impl FnMut(usize, &str) -> Result<T, &'static str>,
) -> Vec<Meaning<T>> {
    let values = column.values().iter().enumerate();
    values
        .map(|(code, text)| {
            let own = missing_code(text, &item.missing);
            match own.or_else(|| missing_code(text, &codebook.missing)) {
                Some(code) => Meaning::Missing(code),
                None if text.is_empty() => Meaning::Missing(missing::SKIPPED),
                None => valid(code, text).map_or_else(Meaning::Wrong, Meaning::Valid),
            }
        })
        .collect()
}

/// The code of a text that the codebook calls missing.
fn missing_code(text: &str, cells: &MissingCells) -> Option<u8> {
    let kinds = [
        (&cells.skipped, missing::SKIPPED),
        (&cells.not_asked, missing::NOT_ASKED),
        (&cells.not_applicable, missing::NOT_APPLICABLE),
        (&cells.dont_know, missing::DONT_KNOW),
    ];
    let found = kinds
        .into_iter()
        .find(|(cells, _)| cells.iter().any(|cell| same(text, cell)));
    found.map(|(_, code)| code)
}

/// The same text, or the same number: `99` and `99.0`.
pub(super) fn same(text: &str, cell: &str) -> bool {
    text == cell || {
        let numbers = (text.parse::<f64>(), cell.parse::<f64>());
        matches!(numbers, (Ok(a), Ok(b)) if a.to_bits() == b.to_bits())
    }
}

/// The position of the label whose code or words a text holds.
pub(super) fn labelled(text: &str, labels: &[(String, Text)]) -> Option<usize> {
    let code = labels.iter().position(|(code, _)| same(text, code));
    code.or_else(|| {
        labels
            .iter()
            .position(|(_, words)| words.nl == text || words.en == text)
    })
}

/// Adds what is wrong with the cells of a column, each distinct text once.
pub(super) fn report<T>(
    column: &TableColumn,
    meanings: &[Meaning<T>],
    problems: &mut Vec<CellProblem>,
) {
    let wrong = |meaning: &Meaning<T>| match meaning {
        Meaning::Wrong(problem) => Some(*problem),
        Meaning::Valid(_) | Meaning::Missing(_) => None,
    };
    if meanings.iter().all(|meaning| wrong(meaning).is_none()) {
        return;
    }
    let mut found = vec![(0_usize, 0_usize); meanings.len()];
    for (row, code) in column.codes().enumerate() {
        let (first, rows) = &mut found[code];
        if *rows == 0 {
            *first = row + 1;
        }
        *rows += 1;
    }
    for (code, meaning) in meanings.iter().enumerate() {
        let (row, rows) = found[code];
        let Some(problem) = wrong(meaning).filter(|_| rows > 0) else {
            continue;
        };
        problems.push(CellProblem {
            column: column.name().to_owned(),
            row,
            rows,
            cell: column.values()[code].chars().take(40).collect(),
            problem,
        });
    }
}
