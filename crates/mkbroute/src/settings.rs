//! Where the data live when nobody says so.

use std::path::PathBuf;

use anyhow::Context;
use mkbroute_store::Location;

use crate::cli::DataArguments;

/// The folder and the database of a command.
pub(crate) struct Settings {
    pub(crate) data_dir: PathBuf,
    pub(crate) location: Location,
}

impl Settings {
    /// Reads the arguments; every command falls back on the same folder.
    pub(crate) fn from_arguments(arguments: &DataArguments) -> anyhow::Result<Self> {
        let data_dir = match &arguments.data {
            Some(folder) => folder.clone(),
            None => usual_folder()?,
        };
        let location = match &arguments.database {
            Some(url) => Location::Postgres(url.clone()),
            None => Location::Sqlite(data_dir.join("mkbroute.sqlite")),
        };
        Ok(Self { data_dir, location })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the binary is where the environment is read"
)]
fn usual_folder() -> anyhow::Result<PathBuf> {
    if let Ok(folder) = std::env::var("XDG_DATA_HOME") {
        return Ok(PathBuf::from(folder).join("mkbroute"));
    }
    let home = std::env::var("HOME").context("no home folder: name a folder with --data DIR")?;
    Ok(PathBuf::from(home).join(".local/share/mkbroute"))
}
