//! The report as plain text for a terminal.

use std::fmt::Write;

use super::{Block, Cell, Column, Document, Table};

/// Characters of a line.
const WIDTH: usize = 100;
/// The widest that a column of words becomes.
const WIDEST: usize = 48;

/// Writes the report as plain text: no pictures, tables in columns.
pub fn text(document: &Document) -> String {
    let mut page = String::new();
    heading(&document.title, '=', &mut page);
    line(&document.subtitle, &mut page);
    for label in &document.labels {
        line(&format!("[{label}]"), &mut page);
    }
    for chapter in &document.chapters {
        page.push('\n');
        heading(&chapter.title, '-', &mut page);
        for part in &chapter.blocks {
            block(part, &mut page);
        }
    }
    page.push('\n');
    line(&document.foot, &mut page);
    page
}

fn line(text: &str, page: &mut String) {
    page.push_str(text);
    page.push('\n');
}

fn heading(text: &str, under: char, page: &mut String) {
    line(text, page);
    line(&under.to_string().repeat(length(text)), page);
}

fn block(block: &Block, page: &mut String) {
    match block {
        Block::Heading { text } => {
            page.push('\n');
            line(&format!("## {text}"), page);
        }
        Block::Paragraph { text } => wrapped(text, "", page),
        Block::Notice { title, lines } => {
            line(&format!("! {title}"), page);
            for text in lines {
                wrapped(text, "  ", page);
            }
        }
        Block::Table(found) => table(found, page),
    }
}

/// Words filled into lines, each after the indent.
fn wrapped(text: &str, indent: &str, page: &mut String) {
    for filled in fill(text, WIDTH - indent.len()) {
        line(&format!("{indent}{filled}"), page);
    }
}

/// The lines of a text that are not longer than the width, if its words are not.
fn fill(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().map_or(0, |last| length(last));
        if last > 0 && last + 1 + length(word) > width {
            lines.push(String::new());
        }
        if let Some(last) = lines.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

fn table(table: &Table, page: &mut String) {
    page.push('\n');
    wrapped(&table.caption, "", page);
    // A picture says what stands beside it as text.
    let shown: Vec<usize> = (0..table.columns.len())
        .filter(|at| {
            table
                .rows
                .iter()
                .all(|row| row.get(*at).is_none_or(|cell| cell.svg.is_none()))
        })
        .collect();
    let columns: Vec<&Column> = shown.iter().map(|at| &table.columns[*at]).collect();
    let head: Vec<&str> = columns
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    let body: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| shown.iter().map(|at| words(row.get(*at))).collect())
        .collect();
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| {
            let cells = body.iter().map(|row| length(row[at]));
            cells
                .chain([length(head[at])])
                .max()
                .unwrap_or(0)
                .min(WIDEST)
        })
        .collect();
    row(&head, &columns, &widths, page);
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    line(&format!("  {}", rule.join("  ")), page);
    for cells in &body {
        row(cells, &columns, &widths, page);
    }
    // A note below a table with pictures is about the pictures.
    let pictures = shown.len() < table.columns.len();
    if let Some(note) = table.note.as_ref().filter(|_| !pictures) {
        wrapped(note, "  ", page);
    }
}

fn words(cell: Option<&Cell>) -> &str {
    cell.map_or("", |cell| cell.text.as_str())
}

/// One row, over as many lines as its longest cell needs.
fn row(cells: &[&str], columns: &[&Column], widths: &[usize], page: &mut String) {
    let filled: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| fill(cell, *width))
        .collect();
    let lines = filled.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..lines {
        let mut text = String::from(" ");
        for ((cell, column), width) in filled.iter().zip(columns).zip(widths) {
            let part = cell.get(at).map_or("", String::as_str);
            let space = " ".repeat(width.saturating_sub(length(part)));
            // Writing to a String cannot fail.
            let _ = if column.numeric() {
                write!(text, " {space}{part} ")
            } else {
                write!(text, " {part}{space} ")
            };
        }
        line(text.trim_end(), page);
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests;
