//! Reading somebody's table, with a progress bar on a terminal.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use mkbroute_store::tables::{self, ReadOptions, Table};

/// Reads a CSV or Parquet file.
pub(crate) fn read(file: &Path) -> anyhow::Result<Table> {
    let bar = ProgressBar::new(0).with_message("Reading");
    bar.set_style(ProgressStyle::with_template("{msg} {wide_bar} {percent}%")?);
    let progress = |done, of| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let options = ReadOptions {
        progress: Some(&progress),
        ..ReadOptions::default()
    };
    let table = tables::read(file, options);
    bar.finish_and_clear();
    table.map_err(|error| anyhow::anyhow!("{} {error}", file.display()))
}
