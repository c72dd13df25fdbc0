//! A list of a page as a file: the same rows for a script and for a spreadsheet.

use mkbroute_domain::text::Lang;
use rust_xlsxwriter::Workbook;

use super::csv::csv_values;
use super::{CsvError, Value, XlsxError, xlsx};

/// The width of a column in characters, where its content says nothing better.
const NARROW: f64 = 14.0;
const WIDE: f64 = 60.0;

/// A list with a name for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'a> {
    /// For scripts: the same in every language.
    pub columns: &'a [&'a str],
    pub rows: Vec<Vec<Value<'a>>>,
}

impl Table<'_> {
    /// As CSV; nothing in it is a formula.
    pub fn csv(&self) -> Result<Vec<u8>, CsvError> {
        csv_values(self.columns, self.rows.iter().cloned())
    }

    /// As an Excel workbook of one sheet. Text is text, numbers are numbers.
    pub fn xlsx(&self, sheet_name: &str, lang: Lang) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name)?;
        let widths = (0..self.columns.len()).map(|at| self.width(at));
        xlsx::head(sheet, self.columns.iter().copied().zip(widths))?;
        for (line, row) in (1..).zip(&self.rows) {
            for (at, value) in (0..).zip(row) {
                xlsx::write(sheet, line, at, value.clone(), lang)?;
            }
        }
        workbook.save_to_buffer()
    }

    fn width(&self, at: usize) -> f64 {
        let cells = self.rows.iter().filter_map(|row| row.get(at));
        let longest = cells.map(|cell| plain(cell).chars().count()).max();
        let longest = u32::try_from(longest.unwrap_or_default()).unwrap_or(u32::MAX);
        f64::from(longest).clamp(NARROW, WIDE)
    }
}

fn plain(value: &Value<'_>) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => text.clone().into_owned(),
        Value::Number(number) => number.to_string(),
        Value::Count(count) => count.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_the_same_for_scripts_and_spreadsheets() {
        let table = Table {
            columns: &["name", "students", "euros"],
            rows: vec![
                vec![
                    Value::Text("=1+1".into()),
                    Value::Count(14),
                    Value::Number(-42.0),
                ],
                vec![
                    Value::Text("Ad Bouwkunde".into()),
                    Value::Nothing,
                    Value::Nothing,
                ],
            ],
        };
        let csv = String::from_utf8(table.csv().unwrap()).unwrap();
        assert_eq!(
            csv,
            "\u{feff}name,students,euros\r\n'=1+1,14,-42\r\nAd Bouwkunde,,\r\n"
        );
        let workbook = table.xlsx("Routes", Lang::Nl).unwrap();
        assert!(workbook.starts_with(b"PK"));
    }
}
