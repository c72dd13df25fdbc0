//! Data sets on disk: written once when a wave is frozen, read by every release.

use std::path::PathBuf;

use chrono::NaiveDate;
use mkbroute_analysis::dataset::{Column, DataSet, Values, missing};
use mkbroute_analysis::release::plan::ReleasePlan;
use mkbroute_domain::hex::hex;
use mkbroute_domain::surveys::instrument::{Instrument, RespondentGroup};
use mkbroute_domain::surveys::wave::Wave;
use mkbroute_store::frozen::{self, FrozenColumn, FrozenTable};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::codebook;
use super::thaw::{LINKS, Thawed, thaw};
use crate::{App, AppError};

/// SHA-256 of one file.
pub(super) type FileHash = [u8; 32];

/// A group's data set with the plan by which it may be published.
#[derive(Clone, Debug)]
pub(super) struct FrozenData {
    pub(super) data: DataSet,
    pub(super) plan: ReleasePlan,
    /// The interim release whose data these are, where the group keeps its figures.
    pub(super) kept: Option<KeptInterim>,
}

/// A group changed too little since this interim release to show other figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptInterim {
    pub number: u32,
    pub day: NaiveDate,
}

/// Where the file of a group lies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// The data of a closed wave.
    Frozen,
    /// A snapshot, named by its hash: two people who release at once never overwrite each other.
    Interim(&'a str),
}

/// Writes a group's data set and returns the hash of the file.
pub(super) async fn write(
    app: &App,
    wave: &Wave,
    instrument: &Instrument,
    place: Place<'_>,
    frozen: FrozenData,
) -> Result<FileHash, AppError> {
    let path = path(app, wave, instrument.group, place);
    let codebook = codebook::of_wave(wave, instrument, &frozen);
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

/// Writes a group's snapshot under the name of its hash, which it returns.
pub(super) async fn write_snapshot(
    app: &App,
    wave: &Wave,
    instrument: &Instrument,
    frozen: FrozenData,
) -> Result<String, AppError> {
    let draft = app.fresh_id().to_string();
    let hash = write(app, wave, instrument, Place::Interim(&draft), frozen).await?;
    let hash = hex(&hash);
    let at = |name: &str| path(app, wave, instrument.group, Place::Interim(name));
    std::fs::rename(at(&draft), at(&hash)).map_err(AppError::unreadable)?;
    Ok(hash)
}

/// Reads a group's data set back, with the hash of the file.
pub(super) async fn read(
    app: &App,
    wave: &Wave,
    group: RespondentGroup,
    place: Place<'_>,
) -> Result<(FrozenData, FileHash), AppError> {
    let path = path(app, wave, group, place);
    let (table, hash) = in_background(move || frozen::read(&path)).await?;
    let Thawed {
        data, plan, kept, ..
    } = thaw(table)?;
    Ok((FrozenData { data, plan, kept }, hash))
}

/// The hash that releases cite: SHA-256 over a line `group hash` for each file, in order.
pub(super) fn combined(hashes: &[(RespondentGroup, FileHash)]) -> String {
    combined_hex(hashes.iter().map(|(group, hash)| (*group, hex(hash))))
}

/// The same of hashes as text.
pub(super) fn combined_hex(hashes: impl Iterator<Item = (RespondentGroup, String)>) -> String {
    let mut digest = Sha256::new();
    for (group, hash) in hashes {
        digest.update(format!("{} {hash}\n", group.code()));
    }
    hex(&digest.finalize())
}

fn path(app: &App, wave: &Wave, group: RespondentGroup, place: Place<'_>) -> PathBuf {
    let folder = |name| app.data_dir().join(name).join(&wave.slug);
    let group = group.code();
    match place {
        Place::Frozen => folder("frozen").join(format!("{group}.parquet")),
        Place::Interim(name) => folder("interim").join(format!("{group}-{name}.parquet")),
    }
}

/// A column as a file holds it.
pub(super) fn frozen_column(column: Column) -> (String, FrozenColumn) {
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

/// File work leaves the threads that serve requests alone.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, mkbroute_store::StoreError> + Send + 'static,
) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::unreadable)?;
    Ok(done?)
}
