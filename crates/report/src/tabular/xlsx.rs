//! An Excel workbook: figures, reservations, comparisons, and what they are about.

use chrono::Datelike;
use mkbroute_domain::text::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

pub use rust_xlsxwriter::XlsxError;

use super::{COLUMNS, Value, about, compared, reservations, rows};
use crate::source::Source;
use crate::words::{self, choose};

/// A cell of Excel holds no more characters.
const MOST: usize = 32_000;

/// A column: its heading and its width in characters.
pub(super) type Head<'a> = (&'a str, f64);

/// The workbook in one language. Text is always text, never a formula; numbers are numbers. The same
/// figures give the same bytes.
pub fn xlsx(source: &Source, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(source, lang)?);
    figures(workbook.add_worksheet(), source, lang)?;
    caveats(workbook.add_worksheet(), source, lang)?;
    comparisons(workbook.add_worksheet(), source, lang)?;
    colophon(workbook.add_worksheet(), source, lang)?;
    workbook.save_to_buffer()
}

/// The day of making would change the bytes: the workbook states the day of its figures.
fn properties(source: &Source, lang: Lang) -> Result<DocProperties, XlsxError> {
    let day = source.subject.date;
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let (month, day) = (day.month(), day.day());
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let day = ExcelDateTime::from_ymd(year, small(month), small(day))?;
    Ok(DocProperties::new()
        .set_title(source.subject.title.get(lang))
        .set_author("mkbroute")
        .set_comment(crate::document::labels(source, lang).join(", "))
        .set_creation_datetime(&day))
}

fn figures(sheet: &mut Worksheet, source: &Source, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(choose(lang, "Cijfers", "Figures"))?;
    let columns = || COLUMNS.iter();
    let heads = columns().map(|column| {
        (
            choose(lang, column.heading.0, column.heading.1),
            column.width,
        )
    });
    head(sheet, heads)?;
    for (line, row) in (1..).zip(&rows(source, lang)) {
        for (at, column) in (0..).zip(columns()) {
            if column.name == "statistic" {
                let statistic = words::statistic(row.figure.statistic, lang);
                sheet.write_string(line, at, statistic)?;
            } else {
                write(sheet, line, at, (column.value)(row), lang)?;
            }
        }
    }
    Ok(())
}

fn caveats(sheet: &mut Worksheet, source: &Source, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(choose(lang, "Voorbehouden", "Reservations"))?;
    let text = choose(
        lang,
        "lees dit met de cijfers mee",
        "read this with the figures",
    );
    let group = choose(lang, "groep", "group");
    let rule = choose(lang, "regel (code)", "rule (code)");
    head(
        sheet,
        [(group, 12.0), (rule, 24.0), (text, 110.0)].into_iter(),
    )?;
    for (line, row) in (1..).zip(reservations(source, lang)) {
        for (at, content) in (0..).zip([row.group.unwrap_or_default(), &row.rule, &row.text]) {
            write_text(sheet, line, at, content)?;
        }
    }
    Ok(())
}

fn comparisons(sheet: &mut Worksheet, source: &Source, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(choose(lang, "Vergelijkingen", "Comparisons"))?;
    let columns = || compared::COLUMNS.iter();
    let heads = columns().map(|((nl, en), width, _)| (choose(lang, nl, en), *width));
    head(sheet, heads)?;
    let rows = compared::rows(source, lang);
    for (line, row) in (1..).zip(&rows) {
        for (at, (_, _, value)) in (0..).zip(columns()) {
            write(sheet, line, at, value(row), lang)?;
        }
    }
    if rows.is_empty() {
        let none = choose(
            lang,
            "Er is geen eerdere meting om mee te vergelijken.",
            "There is no earlier wave to compare with.",
        );
        sheet.write_string(1, 0, none)?;
    }
    Ok(())
}

fn colophon(sheet: &mut Worksheet, source: &Source, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(choose(lang, "Over", "About"))?;
    let what = choose(lang, "wat", "what");
    head(sheet, [(what, 24.0), ("", 80.0)].into_iter())?;
    for (line, (name, content)) in (1..).zip(about(source, lang)) {
        let (nl, en) = match name {
            "wave" => ("meting (code)", "wave (code)"),
            "title" => ("meting", "wave"),
            "labels" => ("let op", "note"),
            "audience" => ("voor wie (code)", "audience (code)"),
            "dataset_sha256" => ("gegevens (SHA-256)", "data (SHA-256)"),
            "policy" => ("beleid voor publicatie", "policy of publication"),
            other => (other, other),
        };
        write_text(sheet, line, 0, choose(lang, nl, en))?;
        write_text(sheet, line, 1, &content)?;
    }
    Ok(())
}

/// The first row: bold, and always in sight.
pub(super) fn head<'a>(
    sheet: &mut Worksheet,
    columns: impl Iterator<Item = Head<'a>>,
) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    for (at, (heading, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, heading, &bold)?;
        sheet.set_column_width(at, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

pub(super) fn write(
    sheet: &mut Worksheet,
    line: u32,
    at: u16,
    value: Value<'_>,
    lang: Lang,
) -> Result<(), XlsxError> {
    match value {
        Value::Nothing => {}
        Value::Text(text) => write_text(sheet, line, at, &text)?,
        Value::Number(number) => {
            sheet.write_number(line, at, number)?;
        }
        Value::Count(count) => {
            sheet.write_number(line, at, count)?;
        }
        Value::Flag(flag) => {
            let (nl, en) = if flag { ("ja", "yes") } else { ("nee", "no") };
            sheet.write_string(line, at, choose(lang, nl, en))?;
        }
    }
    Ok(())
}

/// Text as text: the file marks it as a string, so that nothing computes it.
fn write_text(sheet: &mut Worksheet, line: u32, at: u16, text: &str) -> Result<(), XlsxError> {
    let kept = |c: &char| !c.is_control() || *c == '\n';
    let text: String = text.chars().filter(kept).take(MOST).collect();
    sheet.write_string(line, at, text)?;
    Ok(())
}

#[cfg(test)]
mod tests;
