//! The figures of a measurement as a file.

use mkbroute_application::insights::figures_file::{FiguresColumn, FiguresFile, encode};
use mkbroute_domain::text::Lang;
use mkbroute_report::source::Source;
use mkbroute_report::tabular::{self, COLUMNS, Column, CsvError, FigureRow, Value, XlsxError};
use thiserror::Error;

/// A form of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FiguresForm {
    Csv,
    Xlsx,
    Parquet,
}

/// The file could not be written.
#[derive(Debug, Error)]
pub enum FiguresError {
    #[error(transparent)]
    Csv(#[from] CsvError),
    #[error("the workbook cannot be written: {0}")]
    Xlsx(#[from] XlsxError),
    #[error("{0}")]
    Parquet(String),
}

impl FiguresForm {
    /// What the name of a file ends with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }

    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// The figures that the audience of the source may see. Pages and the command line share it. The
/// same figures give the same bytes.
pub fn figures_file(
    source: &Source,
    form: FiguresForm,
    lang: Lang,
) -> Result<Vec<u8>, FiguresError> {
    Ok(match form {
        FiguresForm::Csv => tabular::csv(source, lang)?,
        FiguresForm::Xlsx => tabular::xlsx(source, lang)?,
        FiguresForm::Parquet => {
            let file = columns(source, lang);
            encode(&file).map_err(|error| FiguresError::Parquet(error.to_string()))?
        }
    })
}

fn columns(source: &Source, lang: Lang) -> FiguresFile {
    let rows = tabular::rows(source, lang);
    let columns = COLUMNS.iter();
    let about = tabular::about(source, lang).into_iter();
    FiguresFile {
        columns: columns
            .map(|column| (column.name.to_owned(), values(column, &rows)))
            .collect(),
        about: about.map(|(name, text)| (name.to_owned(), text)).collect(),
    }
}

/// A column has the type of its first value; one without any is text.
fn values(column: &Column, rows: &[FigureRow<'_>]) -> FiguresColumn {
    let cells = || rows.iter().map(|row| (column.value)(row));
    match cells().find(|cell| *cell != Value::Nothing) {
        Some(Value::Number(_)) => FiguresColumn::Number(
            cells()
                .map(|cell| match cell {
                    Value::Number(number) => Some(number),
                    _ => None,
                })
                .collect(),
        ),
        Some(Value::Count(_)) => FiguresColumn::Count(
            cells()
                .map(|cell| match cell {
                    Value::Count(count) => Some(count),
                    _ => None,
                })
                .collect(),
        ),
        Some(Value::Flag(_)) => FiguresColumn::Flag(
            cells()
                .map(|cell| match cell {
                    Value::Flag(flag) => Some(flag),
                    _ => None,
                })
                .collect(),
        ),
        Some(Value::Text(_) | Value::Nothing) | None => FiguresColumn::Text(
            cells()
                .map(|cell| match cell {
                    Value::Text(text) => Some(text.into_owned()),
                    _ => None,
                })
                .collect(),
        ),
    }
}
