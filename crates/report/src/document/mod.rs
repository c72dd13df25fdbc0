//! The report as typed blocks: composed once, written as web page, standalone page or PDF.

mod annex;
mod compared;
mod compose;
mod figure;
mod group;
mod handout;
mod html;
mod items;
mod limits;
mod opening;
mod parts;
mod response;
mod slides;
mod text;

use mkbroute_domain::text::Lang;
use serde::Serialize;

pub use annex::verdict;
pub(crate) use compared::permission;
pub use compose::compose;
pub(crate) use compose::labels;
pub use figure::{Drawn, figure, figure_ids};
pub use handout::handout;
pub(crate) use html::escape;
pub use html::html;
pub use parts::chapter_id;
pub(crate) use parts::part_name;
pub use slides::slides;
pub use text::text;

use crate::picture::Drawing;
use crate::words::choose;

/// A report in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    pub form: Form,
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

/// How a document is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Chapters after a title and a list of contents.
    Report,
    /// One page for a meeting.
    Handout,
    /// One figure a slide.
    Slides,
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
    pub kind: ColumnKind,
}

/// What a column holds, which decides its place and width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Words that may wrap.
    Words,
    /// A word or code that stays on one line.
    Label,
    /// Numbers, to the right.
    Numbers,
    Pictures,
}

/// A cell: words, and perhaps a picture of them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cell {
    pub text: String,
    /// The words stand for a withheld value.
    pub withheld: bool,
    /// A drawing, as SVG; `text` is then its alternative.
    pub svg: Option<Drawing>,
    /// The figure that the drawing belongs to, for who takes it along.
    #[serde(skip)]
    pub drawn: Option<Drawn>,
    /// Why a value that only a researcher sees stays inside.
    pub reason: Option<String>,
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
            ..Self::default()
        }
    }

    /// A value that does not leave the research team, with the rule that keeps it inside.
    pub fn internal(text: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            reason: Some(reason.into()),
            ..Self::withheld(text)
        }
    }

    /// A drawing with its alternative text.
    pub fn picture(svg: Drawing, alternative: impl Into<String>) -> Self {
        Self {
            text: alternative.into(),
            svg: Some(svg),
            ..Self::default()
        }
    }

    /// The drawing as part of a figure with an address.
    #[must_use]
    pub fn part_of(mut self, drawn: Drawn) -> Self {
        self.drawn = Some(drawn);
        self
    }
}

impl Column {
    fn new(heading: impl Into<String>, kind: ColumnKind) -> Self {
        Self {
            heading: heading.into(),
            kind,
        }
    }

    /// A column of words that may wrap.
    pub fn words(heading: impl Into<String>) -> Self {
        Self::new(heading, ColumnKind::Words)
    }

    /// A narrow column of single words or codes.
    pub fn labels(heading: impl Into<String>) -> Self {
        Self::new(heading, ColumnKind::Label)
    }

    /// A column of numbers.
    pub fn numbers(heading: impl Into<String>) -> Self {
        Self::new(heading, ColumnKind::Numbers)
    }

    /// A column of pictures.
    pub fn pictures(heading: impl Into<String>) -> Self {
        Self::new(heading, ColumnKind::Pictures)
    }

    /// Numbers stand to the right.
    pub fn numeric(&self) -> bool {
        self.kind == ColumnKind::Numbers
    }
}

impl Table {
    /// Adds a column with reasons where values stay inside, and drops columns without content.
    #[must_use]
    pub fn tidy(mut self, lang: Lang) -> Self {
        let reason = |row: &Vec<Cell>| row.iter().find_map(|cell| cell.reason.clone());
        if self.rows.iter().any(|row| reason(row).is_some()) {
            let heading = choose(lang, "blijft binnen", "kept inside");
            self.columns.push(Column::labels(heading));
            for row in &mut self.rows {
                let words = reason(row).map(Cell::withheld);
                row.push(words.unwrap_or_default());
            }
        }
        let filled: Vec<bool> = (0..self.columns.len())
            .map(|at| at == 0 || self.rows.iter().any(|row| !row[at].text.is_empty()))
            .collect();
        let kept = |at: usize| filled[at];
        retain_positions(&mut self.columns, kept);
        for row in &mut self.rows {
            retain_positions(row, kept);
        }
        self
    }
}

fn retain_positions<T>(list: &mut Vec<T>, kept: impl Fn(usize) -> bool) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        kept(at - 1)
    });
}
