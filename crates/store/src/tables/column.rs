//! One column, kept as codes: a questionnaire has millions of cells and few distinct answers.

use indexmap::IndexSet;

use super::number;

/// A column: its name, its distinct texts, and for each row which of them it holds.
///
/// To go through many rows, decide once what each of [`TableColumn::values`] means and then follow
/// [`TableColumn::codes`].
#[derive(Clone, Debug)]
pub struct TableColumn {
    name: String,
    codes: Codes,
    /// Distinct trimmed texts in order of appearance, after the empty one.
    values: Vec<Box<str>>,
    /// What each value is as a number; NaN where it is none.
    numbers: Vec<f64>,
}

/// The code of a missing cell.
const MISSING: usize = 0;

/// A byte a row until a column has more than 256 distinct texts.
#[derive(Clone, Debug)]
enum Codes {
    Narrow(Vec<u8>),
    Wide(Vec<u32>),
}

impl TableColumn {
    /// Trimmed, not empty.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The distinct texts of the column. The first is empty and stands for a missing cell.
    pub fn values(&self) -> &[Box<str>] {
        &self.values
    }

    /// For each row its position in [`TableColumn::values`].
    pub fn codes(&self) -> impl Iterator<Item = usize> + '_ {
        let (narrow, wide) = match &self.codes {
            Codes::Narrow(codes) => (&codes[..], &[][..]),
            Codes::Wide(codes) => (&[][..], &codes[..]),
        };
        let wide = wide.iter().map(|code| *code as usize);
        narrow.iter().map(|code| usize::from(*code)).chain(wide)
    }

    /// The position in [`TableColumn::values`] of what a row holds; `None` below the last row.
    pub fn code(&self, row: usize) -> Option<usize> {
        match &self.codes {
            Codes::Narrow(codes) => codes.get(row).map(|code| usize::from(*code)),
            Codes::Wide(codes) => codes.get(row).map(|code| *code as usize),
        }
    }

    /// What a row holds, without the spaces around it; `None` for a missing cell.
    pub fn text(&self, row: usize) -> Option<&str> {
        let code = self.code(row).filter(|code| *code != MISSING)?;
        self.values.get(code).map(AsRef::as_ref)
    }

    /// What a row holds as a number, `None` for a missing cell.
    ///
    /// Both `3.5` and `3,5` are numbers. `1,234` is one only in a column where another cell shows
    /// that the comma is the decimal mark, and `1.234` where none does.
    ///
    /// # Errors
    /// The text, if it is no number or could be two.
    pub fn number(&self, row: usize) -> Result<Option<f64>, &str> {
        self.number_of(self.code(row).unwrap_or(MISSING))
    }

    /// What a value is as a number; see [`TableColumn::number`].
    ///
    /// # Errors
    /// The text, if it is no number or could be two.
    pub fn number_of(&self, code: usize) -> Result<Option<f64>, &str> {
        match (self.numbers.get(code), self.values.get(code)) {
            (Some(number), Some(text)) if code != MISSING => {
                if number.is_nan() {
                    Err(text)
                } else {
                    Ok(Some(*number))
                }
            }
            _ => Ok(None),
        }
    }
}

/// A column while its rows come in.
pub(super) struct Builder {
    name: String,
    codes: Codes,
    values: IndexSet<Box<str>>,
}

impl Builder {
    /// A column for about so many rows.
    pub(super) fn new(name: &str, rows: usize) -> Self {
        Self {
            name: name.to_owned(),
            codes: Codes::Narrow(Vec::with_capacity(rows)),
            values: IndexSet::from([Box::default()]),
        }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, text: &str) {
        let text = text.trim();
        let known = self.values.get_index_of(text);
        let code = known.unwrap_or_else(|| self.values.insert_full(text.into()).0);
        self.codes.push(code);
    }

    /// The column of all rows.
    pub(super) fn finish(self) -> TableColumn {
        let values: Vec<Box<str>> = self.values.into_iter().collect();
        TableColumn {
            name: self.name,
            codes: self.codes,
            numbers: number::numbers(&values),
            values,
        }
    }
}

impl Codes {
    fn push(&mut self, code: usize) {
        if let Self::Narrow(codes) = self {
            if let Ok(code) = u8::try_from(code) {
                codes.push(code);
                return;
            }
            let mut wide = Vec::with_capacity(codes.capacity());
            wide.extend(codes.iter().map(|code| u32::from(*code)));
            *self = Self::Wide(wide);
        }
        if let Self::Wide(codes) = self {
            // A file has fewer cells than this can count: see `read`.
            codes.push(u32::try_from(code).unwrap_or(u32::MAX));
        }
    }
}

/// A text from a file, short enough for one line of an error.
pub(super) fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text
        .chars()
        .take(MOST)
        .flat_map(char::escape_debug)
        .collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests;
