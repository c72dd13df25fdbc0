//! What is wrong with a codebook, and where.

use std::fmt;

use crate::file::{FileProblem, FileProblems};

/// One problem of a codebook.
pub type CodebookProblem = FileProblem<ProblemKind>;

/// All problems of a codebook, in the order in which they were found.
pub type CodebookProblems = FileProblems<ProblemKind>;

/// What the problem is.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// More bytes than a codebook may have.
    TooLarge {
        bytes: usize,
        largest: usize,
    },
    NotUtf8,
    /// Not TOML, an unknown key, or a value of the wrong type.
    Broken {
        message: String,
    },
    NoItems,
    /// Two items with one name.
    Twice,
    MissingType,
    UnknownType {
        found: String,
    },
    /// A key that this type of item cannot have.
    UnusedKey {
        key: &'static str,
        kind: &'static str,
    },
    /// A key that this type of item needs.
    MissingKey {
        key: &'static str,
    },
    EmptyRange,
    /// A scale is a whole number from 0 to 100.
    BadScale,
    /// More categories than can be analysed.
    TooManyCategories {
        found: usize,
        most: usize,
    },
    /// As many columns as labels.
    ColumnsWithoutLabels {
        columns: usize,
        labels: usize,
    },
    /// A ratio has one item above and one below the line.
    BadRatio,
    /// Something names an item that is not there or is of another type.
    NoSuchItem {
        item: String,
        wanted: &'static str,
    },
    /// A collapse or margin names a category that is not there.
    NoSuchCategory {
        category: String,
    },
    /// A margin holds no people.
    BadCount {
        category: String,
    },
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes, largest } => {
                write!(f, "the file has {bytes} bytes; at most {largest} are read")
            }
            Self::NotUtf8 => f.write_str("the file is not UTF-8 text"),
            Self::Broken { message } => f.write_str(message),
            Self::NoItems => f.write_str("there is no [[item]]: name at least one column"),
            Self::Twice => f.write_str("this item stands twice"),
            Self::MissingType => {
                f.write_str("give a type: scale, choice, multiple, number; or a ratio")
            }
            Self::UnknownType { found } => write!(
                f,
                "there is no type '{found}': use scale, choice, multiple or number"
            ),
            Self::UnusedKey { key, kind } => write!(f, "a {kind} cannot have '{key}'"),
            Self::MissingKey { key } => write!(f, "this type of item needs '{key}'"),
            Self::EmptyRange => f.write_str("'min' must be below 'max'"),
            Self::BadScale => f.write_str("a scale runs over whole numbers from 0 to 100"),
            Self::TooManyCategories { found, most } => {
                write!(f, "{found} categories; at most {most} can be analysed")
            }
            Self::ColumnsWithoutLabels { columns, labels } => write!(
                f,
                "{columns} columns and {labels} labels: give a label for each column, in order"
            ),
            Self::BadRatio => f.write_str("'ratio' is [above, below]: two number items"),
            Self::NoSuchItem { item, wanted } => write!(f, "'{item}' is no {wanted} item"),
            Self::NoSuchCategory { category } => write!(f, "'labels' has no '{category}'"),
            Self::BadCount { category } => {
                write!(f, "'{category}' must hold a number of people above zero")
            }
        }
    }
}
