//! Data sets on disk: written once when a wave is frozen, read by every release.

use std::path::PathBuf;

use mkbroute_analysis::dataset::{Column, DataSet, Values};
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_store::frozen::{self, FrozenColumn, FrozenTable};
use sha2::{Digest, Sha256};

use super::dataset::{empty_columns, ratios};
use crate::{App, AppError};

/// SHA-256 of one file.
pub(super) type FileHash = [u8; 32];

/// Writes a group's data set and returns the hash of the file.
pub(super) async fn write(
    app: &App,
    wave: &Wave,
    instrument: &Instrument,
    data: DataSet,
) -> Result<FileHash, AppError> {
    let path = path(app, wave, instrument.group);
    let table = FrozenTable {
        group: data.group,
        codebook: codebook(wave, instrument, &data.columns),
        columns: data.columns.into_iter().map(frozen_column).collect(),
    };
    in_background(move || frozen::write(&path, &table)).await
}

/// Reads a group's data set back, with the hash of the file.
pub(super) async fn read(
    app: &App,
    wave: &Wave,
    instrument: &Instrument,
) -> Result<(DataSet, FileHash), AppError> {
    let path = path(app, wave, instrument.group);
    let (table, hash) = in_background(move || frozen::read(&path)).await?;
    Ok((data_set(instrument, table)?, hash))
}

/// The hash that releases cite: SHA-256 over a line `group hash` for each file, in order.
pub(super) fn combined(hashes: &[(RespondentGroup, FileHash)]) -> String {
    let mut digest = Sha256::new();
    for (group, hash) in hashes {
        digest.update(format!("{} {}\n", group.code(), hex(hash)));
    }
    hex(&digest.finalize())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn path(app: &App, wave: &Wave, group: RespondentGroup) -> PathBuf {
    app.data_dir()
        .join("frozen")
        .join(&wave.slug)
        .join(format!("{}.parquet", group.code()))
}

/// Everything a reader of the file needs: items with their kinds and the words of both languages.
fn codebook(wave: &Wave, instrument: &Instrument, columns: &[Column]) -> serde_json::Value {
    let items: Vec<_> = columns.iter().map(|column| &column.item).collect();
    serde_json::json!({
        "wave": wave.slug,
        "provenance": wave.provenance.code(),
        "instrument": instrument,
        "items": items,
        "missing": { "not_asked": 255, "skipped": 254, "not_applicable": 253, "dont_know": 252 },
    })
}

fn frozen_column(column: Column) -> (String, FrozenColumn) {
    let values = match column.values {
        Values::Codes(codes) => FrozenColumn::Codes(codes),
        Values::Masks { bits, state } => FrozenColumn::Masks { bits, state },
        Values::Numbers { values, state } => FrozenColumn::Numbers { values, state },
    };
    (column.item.id, values)
}

fn data_set(instrument: &Instrument, table: FrozenTable) -> Result<DataSet, AppError> {
    let mut columns = empty_columns(instrument);
    if columns.len() != table.columns.len() {
        return Err(AppError::unreadable(
            "the frozen columns are not those of the questionnaire",
        ));
    }
    let mut respondents = 0;
    for (column, (name, values)) in columns.iter_mut().zip(table.columns) {
        if column.item.id != name {
            return Err(AppError::unreadable(format!(
                "column '{name}' is out of place"
            )));
        }
        (column.values, respondents) = thawed(values);
    }
    Ok(DataSet {
        group: table.group,
        respondents,
        columns,
        ratios: ratios(instrument),
    })
}

fn thawed(values: FrozenColumn) -> (Values, usize) {
    match values {
        FrozenColumn::Codes(codes) => {
            let respondents = codes.len();
            (Values::Codes(codes), respondents)
        }
        FrozenColumn::Masks { bits, state } => {
            let respondents = state.len();
            (Values::Masks { bits, state }, respondents)
        }
        FrozenColumn::Numbers { values, state } => {
            let respondents = state.len();
            (Values::Numbers { values, state }, respondents)
        }
    }
}

/// File work leaves the threads that serve requests alone.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, mkbroute_store::StoreError> + Send + 'static,
) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::unreadable)?;
    Ok(done?)
}
