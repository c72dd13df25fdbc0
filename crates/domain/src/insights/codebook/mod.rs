//! The codebook of anybody's table: what each column asks and how its cells are to be read.
//!
//! The format of the file is described in `docs/codebook-file.md`.

mod export;
mod problem;
mod raw;
mod read;

pub use problem::{CodebookProblem, CodebookProblems, ProblemKind};

use crate::text::Text;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// Categories that fit a code of one byte beside those for missing answers.
pub const MOST_CATEGORIES: usize = 250;

/// A codebook that passed its checks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Codebook {
    pub title: Text,
    /// Who answered, in the plural and without a capital.
    pub respondents: Text,
    /// How many could have answered, when that is known.
    pub population: Option<u32>,
    /// Cells that hold no valid answer, in every column.
    pub missing: MissingCells,
    /// In the order of the report. Columns without an item are left out.
    pub items: Vec<CodebookItem>,
    pub ratios: Vec<CodebookRatio>,
    /// What is known of the population, to weigh by.
    pub margins: Vec<CodebookMargin>,
}

/// Cells that hold no valid answer. An empty cell was skipped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MissingCells {
    pub skipped: Vec<String>,
    pub not_asked: Vec<String>,
    pub not_applicable: Vec<String>,
    pub dont_know: Vec<String>,
}

/// One question and the column or columns that hold its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookItem {
    /// Name of the column, unless the kind names its columns.
    pub id: String,
    pub text: Text,
    pub block: String,
    pub kind: CodebookKind,
    /// In this item beside those of the codebook.
    pub missing: MissingCells,
    /// Who knows the answer of somebody may recognise them by it.
    pub identifying: bool,
    pub sensitive: bool,
    /// How small categories are put together, in this order.
    pub collapse: Vec<CodebookCollapse>,
}

/// The type of measurement.
#[derive(Clone, Debug, PartialEq)]
pub enum CodebookKind {
    /// Whole numbers, or the words that stand for them.
    Scale {
        min: u8,
        max: u8,
        /// Scores from `top` are high, those up to `bottom` low.
        top: u8,
        bottom: u8,
        labels: Vec<(String, Text)>,
    },
    /// One of the categories; without labels the categories are the cells that occur.
    Choice { labels: Vec<(String, Text)> },
    /// Any number of the categories.
    Multiple {
        labels: Vec<(String, Text)>,
        cells: MultipleCells,
    },
    /// A number.
    Number {
        min: f64,
        max: f64,
        unit: Option<Text>,
        sum: bool,
    },
}

/// Where the answers to a question with many answers stand.
#[derive(Clone, Debug, PartialEq)]
pub enum MultipleCells {
    /// In one cell, with this between them.
    Separated(char),
    /// In a column for each category, in the order of the labels; these cells mean yes.
    Columns {
        columns: Vec<String>,
        chosen: Vec<String>,
    },
}

/// Categories `from` become one category `into`.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookCollapse {
    pub into: String,
    pub label: Text,
    pub from: Vec<String>,
}

/// A ratio over respondents of two number items.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookRatio {
    pub id: String,
    pub text: Text,
    pub block: String,
    /// Item above and item below the line.
    pub ratio: [String; 2],
    pub sensitive: bool,
}

/// How many of the population are in each category of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookMargin {
    pub item: String,
    pub counts: Vec<(String, f64)>,
}

impl Codebook {
    /// The item with this name.
    pub fn item(&self, id: &str) -> Option<&CodebookItem> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Reads and checks a codebook file.
    ///
    /// # Errors
    /// Every problem that was found, each with its line and item. A file that is not TOML, or has
    /// unknown keys, gives the first such problem only.
    pub fn from_toml(bytes: &[u8]) -> Result<Self, CodebookProblems> {
        read::read(bytes)
    }

    /// Writes the codebook as a file that [`Codebook::from_toml`] reads back as it was. Each item is
    /// preceded by the notes of `remarks` about it, as comments.
    pub fn to_toml(&self, remarks: impl Fn(&str) -> Vec<String>) -> String {
        export::write(self, &remarks)
    }
}

impl CodebookKind {
    /// The name of the type in a file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Scale { .. } => "scale",
            Self::Choice { .. } => "choice",
            Self::Multiple { .. } => "multiple",
            Self::Number { .. } => "number",
        }
    }
}

impl CodebookItem {
    /// The words of the categories or scores, as far as the codebook names them.
    pub fn labels(&self) -> &[(String, Text)] {
        match &self.kind {
            CodebookKind::Scale { labels, .. }
            | CodebookKind::Choice { labels }
            | CodebookKind::Multiple { labels, .. } => labels,
            CodebookKind::Number { .. } => &[],
        }
    }
}

#[cfg(test)]
mod tests;
