//! Data sets on disk: written once when a wave is frozen, read by every release.

use std::path::PathBuf;

use mkbroute_analysis::dataset::{Column, DataSet, ItemSpec, Values, missing};
use mkbroute_analysis::release::plan::ReleasePlan;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_store::frozen::{self, FrozenColumn, FrozenTable};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::dataset::ratios;
use crate::{App, AppError};

/// SHA-256 of one file.
pub(super) type FileHash = [u8; 32];

/// A group's data set with the plan by which it may be published.
#[derive(Clone, Debug)]
pub(super) struct FrozenData {
    pub(super) data: DataSet,
    pub(super) plan: ReleasePlan,
}

/// The column of codes by which respondents are recognised in the next wave.
const LINKS: &str = "link_code";

/// Writes a group's data set and returns the hash of the file.
pub(super) async fn write(
    app: &App,
    wave: &Wave,
    instrument: &Instrument,
    frozen: FrozenData,
) -> Result<FileHash, AppError> {
    let path = path(app, wave, instrument.group);
    let codebook = codebook(wave, instrument, &frozen);
    let data = frozen.data;
    let links = links_column(&data.links);
    let columns = data.columns.into_iter().map(frozen_column);
    let table = FrozenTable {
        group: data.group,
        codebook,
        columns: columns.chain(links).collect(),
    };
    in_background(move || frozen::write(&path, &table)).await
}

/// Reads a group's data set back, with the hash of the file.
pub(super) async fn read(
    app: &App,
    wave: &Wave,
    instrument: &Instrument,
) -> Result<(FrozenData, FileHash), AppError> {
    let path = path(app, wave, instrument.group);
    let (table, hash) = in_background(move || frozen::read(&path)).await?;
    Ok((thaw(instrument, table)?, hash))
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
fn codebook(wave: &Wave, instrument: &Instrument, frozen: &FrozenData) -> serde_json::Value {
    let items: Vec<_> = frozen
        .data
        .columns
        .iter()
        .map(|column| &column.item)
        .collect();
    serde_json::json!({
        "wave": wave.slug,
        "provenance": wave.provenance.code(),
        "instrument": instrument,
        "items": items,
        "release_plan": frozen.plan,
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

/// The codes of all respondents as a column; none when nobody gave one.
fn links_column(links: &[Option<u64>]) -> Option<(String, FrozenColumn)> {
    let bits = links.iter().map(|link| link.unwrap_or(0)).collect();
    let state = links
        .iter()
        .map(|link| if link.is_some() { 0 } else { missing::SKIPPED })
        .collect();
    (!links.is_empty()).then(|| (LINKS.to_owned(), FrozenColumn::Masks { bits, state }))
}

/// The part of the codebook that the program itself reads back.
#[derive(Deserialize)]
struct Codebook {
    items: Vec<ItemSpec>,
    #[serde(default)]
    release_plan: ReleasePlan,
}

fn thaw(instrument: &Instrument, mut table: FrozenTable) -> Result<FrozenData, AppError> {
    let codebook: Codebook =
        serde_json::from_value(table.codebook).map_err(AppError::unreadable)?;
    let links = thawed_links(&mut table.columns);
    if codebook.items.len() != table.columns.len() {
        return Err(AppError::unreadable(
            "the frozen columns are not those of the codebook",
        ));
    }
    let (mut columns, mut respondents) = (Vec::new(), 0);
    for (item, (name, values)) in codebook.items.into_iter().zip(table.columns) {
        if item.id != name {
            return Err(AppError::unreadable(format!(
                "column '{name}' is out of place"
            )));
        }
        let (values, length) = thawed(values);
        respondents = length;
        columns.push(Column { item, values });
    }
    let data = DataSet {
        group: table.group,
        respondents,
        columns,
        ratios: ratios(instrument),
        links,
        weights: None,
    };
    Ok(FrozenData {
        data,
        plan: codebook.release_plan,
    })
}

fn thawed_links(columns: &mut Vec<(String, FrozenColumn)>) -> Vec<Option<u64>> {
    let Some(position) = columns.iter().position(|(name, _)| name == LINKS) else {
        return Vec::new();
    };
    let FrozenColumn::Masks { bits, state } = columns.remove(position).1 else {
        return Vec::new();
    };
    let link = |(bits, state): (u64, u8)| (state == 0).then_some(bits);
    bits.into_iter().zip(state).map(link).collect()
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
