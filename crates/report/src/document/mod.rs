//! The report as typed blocks: composed once, written as web page, standalone page or PDF.

mod annex;
mod compose;
mod group;
mod html;
mod items;
mod opening;

use serde::Serialize;

pub use annex::verdict;
pub use compose::compose;
pub use html::html;

/// A report in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    pub lang: String,
    pub title: String,
    pub subtitle: String,
    /// Shown on every page: where the data come from, or that it is not for publication.
    pub labels: Vec<String>,
    /// Foot of every page: wave, hash, policy.
    pub foot: String,
    pub contents_title: String,
    pub chapters: Vec<Chapter>,
    /// The day that the report states, as year, month, day.
    pub date: (i32, u32, u32),
    pub authors: Vec<String>,
}

/// A chapter with an address within the page.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter {
    pub id: String,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// A part of a chapter.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading below the chapter.
    Heading {
        text: String,
    },
    Paragraph {
        text: String,
    },
    /// What must be read along with the figures.
    Notice {
        title: String,
        lines: Vec<String>,
    },
    Table(Table),
}

/// A table; its pictures stand beside the values that they show.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Said below the table.
    pub note: Option<String>,
}

/// A column with its heading.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    pub heading: String,
    /// Numbers stand to the right.
    pub numeric: bool,
    /// Holds pictures.
    pub picture: bool,
}

/// A cell: words, and perhaps a picture of them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    pub text: String,
    /// The words stand for a withheld value.
    pub withheld: bool,
    /// A drawing in SVG; `text` is then its alternative.
    pub svg: Option<String>,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Words in the place of a withheld value.
    pub fn withheld(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            withheld: true,
            svg: None,
        }
    }

    /// A drawing with its alternative text.
    pub fn picture(svg: String, alternative: impl Into<String>) -> Self {
        Self {
            text: alternative.into(),
            withheld: false,
            svg: Some(svg),
        }
    }
}

impl Column {
    /// A column of words.
    pub fn words(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            numeric: false,
            picture: false,
        }
    }

    /// A column of numbers.
    pub fn numbers(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            numeric: true,
            picture: false,
        }
    }

    /// A column of pictures.
    pub fn pictures(heading: impl Into<String>) -> Self {
        Self {
            heading: heading.into(),
            numeric: false,
            picture: true,
        }
    }
}
