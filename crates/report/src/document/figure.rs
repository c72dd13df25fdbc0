//! A figure of the report by itself, for a slide or another document.
//!
//! It is cut from the composed report, so that it can say no more than the page does.

use mkbroute_domain::text::Lang;

use super::{Block, Cell, Chapter, Column, ColumnKind, Document, Table};
use crate::picture::{Slide, SlideRow};
use crate::words::{capital, choose};

/// Which figure a drawing belongs to: `group.item`, or more where an item has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// The row is a figure of its own.
    Row(String),
    /// All rows of the table are one figure.
    Table(String),
}

impl Drawn {
    /// A row about one item.
    pub fn row(group: &str, item: &str) -> Self {
        Self::Row(format!("{group}.{item}"))
    }

    /// A table about one item.
    pub fn table(group: &str, item: &str) -> Self {
        Self::Table(format!("{group}.{item}"))
    }

    /// The address of the figure.
    pub fn id(&self) -> &str {
        match self {
            Self::Row(id) | Self::Table(id) => id,
        }
    }
}

impl Cell {
    /// The figure that this row is.
    pub fn row_figure(&self) -> Option<&str> {
        match &self.drawn {
            Some(Drawn::Row(id)) => Some(id),
            _ => None,
        }
    }
}

impl Table {
    /// The figure that the table is as a whole.
    pub fn figure(&self) -> Option<&str> {
        let mut cells = self.rows.iter().flatten();
        cells.find_map(|cell| match &cell.drawn {
            Some(Drawn::Table(id)) => Some(id.as_str()),
            _ => None,
        })
    }
}

/// The address of every figure of a report, in order.
pub fn figure_ids(document: &Document) -> Vec<&str> {
    let cells = tables(document).flat_map(|(_, table)| table.rows.iter().flatten());
    let mut ids: Vec<&str> = cells
        .filter_map(|cell| cell.drawn.as_ref().map(Drawn::id))
        .collect();
    ids.dedup();
    ids
}

/// The figure with this address; `None` where the report draws no such figure for its audience.
pub fn figure(document: &Document, id: &str, lang: Lang) -> Option<Slide> {
    tables(document).find_map(|(chapter, table)| {
        if table.figure() == Some(id) {
            let rows = table.rows.iter().map(|row| table_row(table, row));
            return Some(
                slide(document, chapter, table, &table.caption, lang).with(rows.collect()),
            );
        }
        let is_wanted = |cell: &Cell| cell.row_figure() == Some(id);
        let row = table.rows.iter().find(|row| row.iter().any(is_wanted))?;
        let title = row.first().map_or("", |cell| cell.text.as_str());
        Some(slide(document, chapter, table, title, lang).with(vec![single_row(table, row)]))
    })
}

fn tables(document: &Document) -> impl Iterator<Item = (&Chapter, &Table)> {
    document.chapters.iter().flat_map(|chapter| {
        let blocks = chapter.blocks.iter();
        blocks.filter_map(move |block| match block {
            Block::Table(table) => Some((chapter, table)),
            _ => None,
        })
    })
}

/// What must be read along with the figures of a chapter.
fn caveats(chapter: &Chapter) -> Option<String> {
    let mut blocks = chapter.blocks.iter();
    blocks.find_map(|block| match block {
        Block::Notice { title, lines } => Some(format!("{title}: {}", lines.join(" "))),
        _ => None,
    })
}

/// The figure but for its rows.
fn slide(document: &Document, chapter: &Chapter, table: &Table, title: &str, lang: Lang) -> Slide {
    let mut columns = table.columns.iter();
    let heading = columns.find(|column| column.kind == ColumnKind::Pictures);
    let source = choose(lang, "Bron", "Source");
    let mut notes: Vec<String> = table.note.iter().cloned().collect();
    notes.extend(caveats(chapter));
    notes.push(format!("{source}: {}. {}", document.title, document.foot));
    Slide {
        title: capital(title),
        subtitle: chapter.title.clone(),
        labels: document.labels.clone(),
        heading: heading.map_or_else(String::new, |column| column.heading.clone()),
        rows: Vec::new(),
        notes,
    }
}

/// The words of a row beside its name and its drawing, with their columns.
fn values<'a>(table: &'a Table, row: &'a [Cell]) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
    let cells = table.columns.iter().zip(row).skip(1);
    cells.filter(|(column, cell)| {
        column.kind != ColumnKind::Pictures && !cell.text.is_empty() && cell.svg.is_none()
    })
}

fn table_row(table: &Table, row: &[Cell]) -> SlideRow {
    let values: Vec<&str> = values(table, row)
        .map(|(_, cell)| cell.text.as_str())
        .collect();
    SlideRow {
        name: row
            .first()
            .map_or_else(String::new, |cell| cell.text.clone()),
        drawing: row.iter().find_map(|cell| cell.svg.clone()),
        value: vec![values.join(" · ")],
    }
}

fn single_row(table: &Table, row: &[Cell]) -> SlideRow {
    let value = |(column, cell): (&Column, &Cell)| format!("{}: {}", column.heading, cell.text);
    SlideRow {
        name: String::new(),
        drawing: row.iter().find_map(|cell| cell.svg.clone()),
        value: values(table, row).map(value).collect(),
    }
}

#[cfg(test)]
mod tests;
