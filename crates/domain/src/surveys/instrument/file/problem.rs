//! What is wrong with a questionnaire file, and where.

use std::fmt;

use crate::file::{FileProblem, FileProblems};
use crate::text::Lang;

/// One problem of a questionnaire file.
pub type InstrumentProblem = FileProblem<ProblemKind>;

/// All problems of a questionnaire file, in the order in which they were found.
pub type InstrumentProblems = FileProblems<ProblemKind>;

/// What the problem is. Words for users belong to the pages; [`fmt::Display`] is plain English.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// More bytes than a questionnaire may have.
    TooLarge {
        bytes: usize,
        largest: usize,
    },
    NotUtf8,
    /// Not TOML, an unknown key, or a value of the wrong type.
    Broken {
        message: String,
    },
    /// A format number that this program does not know.
    UnknownFormat {
        found: u32,
    },
    /// No words in a language.
    MissingTranslation {
        field: String,
        lang: Lang,
    },
    DuplicateCode {
        code: String,
    },
    /// A code must be a letter a-z, then letters, digits and underscores; `other` is reserved.
    BadCode {
        code: String,
    },
    UnknownType {
        found: String,
    },
    /// A key that this type of item needs.
    MissingKey {
        key: &'static str,
    },
    /// A key that this type of item cannot have.
    UnusedKey {
        key: &'static str,
    },
    NoOptions,
    /// More options than can be analysed.
    TooManyOptions {
        found: usize,
        most: usize,
    },
    EmptyRange,
    NoItems,
    TooManyItems {
        found: usize,
        most: usize,
    },
    /// A condition names an item that does not exist.
    UnknownItem {
        item: String,
    },
    /// A condition names an item that comes later.
    LaterItem {
        item: String,
    },
    /// Items that wait for each other.
    Cycle {
        items: Vec<String>,
    },
    /// A condition that no answers can fulfil.
    Unreachable,
    UnknownOption {
        item: String,
        option: String,
    },
    /// A condition compares an item that cannot be compared so.
    WrongComparison {
        item: String,
    },
    /// A ratio adds up something that is not a number item.
    NotANumber {
        item: String,
    },
    /// `coded_from` names something that is not an open item.
    NotAnOpenItem {
        item: String,
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
            Self::UnknownFormat { found } => write!(f, "format {found} is not known; use 1"),
            Self::MissingTranslation { field, lang } => {
                write!(f, "'{field}' has no words in '{}'", lang.code())
            }
            Self::DuplicateCode { code } => write!(f, "the code '{code}' is used twice"),
            Self::BadCode { code } => {
                write!(
                    f,
                    "'{code}' is no code: use a-z, then a-z, 0-9 and _, but not 'other'"
                )
            }
            Self::UnknownType { found } => write!(f, "there is no item type '{found}'"),
            Self::MissingKey { key } => write!(f, "this type of item needs '{key}'"),
            Self::UnusedKey { key } => write!(f, "this type of item cannot have '{key}'"),
            Self::NoOptions => f.write_str("a choice needs at least two options"),
            Self::TooManyOptions { found, most } => {
                write!(f, "{found} options; at most {most} can be analysed")
            }
            Self::EmptyRange => f.write_str("'min' must be below 'max'"),
            Self::NoItems => f.write_str("there is nothing to answer"),
            Self::TooManyItems { found, most } => write!(f, "{found} items; at most {most}"),
            Self::UnknownItem { item } => write!(f, "there is no item '{item}'"),
            Self::LaterItem { item } => write!(f, "'{item}' is asked later; use earlier items"),
            Self::Cycle { items } => write!(f, "items wait for each other: {}", items.join(" -> ")),
            Self::Unreachable => f.write_str("no answers can ever lead to this item"),
            Self::UnknownOption { item, option } => {
                write!(f, "'{item}' has no option '{option}'")
            }
            Self::WrongComparison { item } => write!(f, "'{item}' cannot be compared like this"),
            Self::NotANumber { item } => write!(f, "'{item}' is not a number item"),
            Self::NotAnOpenItem { item } => write!(f, "'{item}' is not an open item"),
        }
    }
}
