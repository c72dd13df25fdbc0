//! A complete page of its own, for a file that is passed on.

use std::fmt::Write;

use mkbroute_domain::text::Lang;

use super::{Block, Cell, Document, Table};

const STYLE: &str = include_str!("report.css");

/// Writes the report as one page without any other file.
pub fn html(document: &Document, lang: Lang) -> String {
    let mut page = String::new();
    let title = escape(&document.title);
    // Writing to a String cannot fail.
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        lang.code()
    );
    body(document, &mut page);
    let _ = write!(
        page,
        "</main>\n<footer>{}</footer>\n</body>\n</html>\n",
        escape(&document.foot)
    );
    page
}

/// Writes everything below the title: also part of the page within the program.
pub(crate) fn body(document: &Document, page: &mut String) {
    let _ = writeln!(page, "<p class=\"lead\">{}</p>", escape(&document.subtitle));
    for label in &document.labels {
        let _ = writeln!(
            page,
            "<p><span class=\"badge\">{}</span></p>",
            escape(label)
        );
    }
    let _ = write!(
        page,
        "<nav aria-label=\"{0}\"><h2>{0}</h2><ol>",
        escape(&document.contents_title)
    );
    for chapter in &document.chapters {
        let _ = write!(
            page,
            "<li><a href=\"#{}\">{}</a></li>",
            chapter.id,
            escape(&chapter.title)
        );
    }
    page.push_str("</ol></nav>\n");
    for chapter in &document.chapters {
        let _ = writeln!(
            page,
            "<section id=\"{}\"><h2>{}</h2>",
            chapter.id,
            escape(&chapter.title)
        );
        for part in &chapter.blocks {
            block(part, page);
        }
        page.push_str("</section>\n");
    }
}

fn block(block: &Block, page: &mut String) {
    let _ = match block {
        Block::Heading { text } => writeln!(page, "<h3>{}</h3>", escape(text)),
        Block::Paragraph { text } => writeln!(page, "<p>{}</p>", escape(text)),
        Block::Notice { title, lines } => {
            let _ = writeln!(
                page,
                "<div class=\"notice\"><p><strong>{}</strong></p><ul>",
                escape(title)
            );
            for line in lines {
                let _ = writeln!(page, "<li>{}</li>", escape(line));
            }
            writeln!(page, "</ul></div>")
        }
        Block::Table(found) => {
            table(found, page);
            Ok(())
        }
    };
}

/// Writes a table that scrolls by itself where the screen is narrow.
pub(crate) fn table(table: &Table, page: &mut String) {
    let _ = write!(
        page,
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\"><table><caption>{0}</caption><thead><tr>",
        escape(&table.caption)
    );
    for column in &table.columns {
        let class = if column.numeric() {
            " class=\"number\""
        } else {
            ""
        };
        let _ = write!(
            page,
            "<th scope=\"col\"{class}>{}</th>",
            escape(&column.heading)
        );
    }
    page.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (position, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            write_cell(cell, position == 0, column.numeric(), page);
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table></div>\n");
    if let Some(note) = &table.note {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escape(note));
    }
}

fn write_cell(cell: &Cell, heads_row: bool, numeric: bool, page: &mut String) {
    let class = match (numeric, cell.withheld) {
        (_, true) => " class=\"withheld\"",
        (true, false) => " class=\"number\"",
        (false, false) => "",
    };
    let content = match &cell.svg {
        // The value stands in words in the next cells; the drawing itself is decoration.
        Some(svg) => svg.to_string(),
        None => escape(&cell.text),
    };
    let _ = if heads_row && !cell.text.is_empty() {
        write!(page, "<th scope=\"row\"{class}>{content}</th>")
    } else {
        write!(page, "<td{class}>{content}</td>")
    };
}

/// Makes text safe within a page, also within an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
