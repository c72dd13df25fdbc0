//! Where the data live when nobody says so.

use std::path::PathBuf;

use anyhow::Context;
use mkbroute_store::Location;

use super::sources::{Environment, path_in};
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
            None => usual_folder(&std::env::vars_os().collect())?,
        };
        let location = match &arguments.database {
            Some(url) => Location::Postgres(url.clone()),
            None => Location::Sqlite(data_dir.join("mkbroute.sqlite")),
        };
        Ok(Self { data_dir, location })
    }
}

/// The folder that all commands share.
pub(super) fn usual_folder(environment: &Environment) -> anyhow::Result<PathBuf> {
    let variable = |name| path_in(environment, name);
    if let Some(folder) = variable("XDG_DATA_HOME") {
        return Ok(folder.join("mkbroute"));
    }
    let home = variable("HOME").context("no home folder: name a folder with --data DIR")?;
    Ok(home.join(".local/share/mkbroute"))
}
