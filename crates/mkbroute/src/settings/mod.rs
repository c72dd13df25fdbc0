//! Settings: flags, then the environment, then one settings file, then what is usual.
//!
//! clap reads the flags. What the environment and the file say is checked here, so that all mistakes are told at
//! once and with their place, and is then handed to clap as what is usual.

mod file;
mod keys;
mod location;
mod provider;
mod review;
mod secrets;
mod sources;

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};

use crate::cli::Cli;
use keys::Key;
use sources::Sources;

pub(crate) use location::Settings;
pub(crate) use provider::provider;
pub(crate) use review::review;
pub(crate) use secrets::hidden;
pub(crate) use sources::{Environment, Given};

/// The name of the settings file in a folder.
const NAME: &str = "mkbroute.toml";
/// Where it is looked for when the data folder has none.
const ON_THE_MACHINE: &str = "/etc/mkbroute/mkbroute.toml";
/// The variable that names it.
const CONFIG: &str = "MKBROUTE_CONFIG";

/// A mistake in the settings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    /// `mkbroute.toml:3`, `MKBROUTE_LISTEN` or `--listen`.
    place: String,
    what: String,
}

impl Problem {
    pub(crate) fn at(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// What was asked, and where the settings of it come from.
pub(crate) struct Asked {
    pub(crate) cli: Cli,
    /// The settings file, if there is one.
    pub(crate) file: Option<PathBuf>,
    /// What the environment and the file say.
    pub(crate) given: Vec<Given>,
    /// Every setting of the command as it is in effect, with its place.
    pub(crate) effective: Vec<Effective>,
    pub(crate) problems: Vec<Problem>,
}

/// One setting in effect.
pub(crate) struct Effective {
    pub(crate) name: String,
    pub(crate) secret: bool,
    pub(crate) values: Vec<String>,
    pub(crate) place: Option<String>,
}

/// Reads flags, environment and settings file.
///
/// # Errors
/// Flags that are not understood, and `--help`.
pub(crate) fn read(
    arguments: &[OsString],
    environment: &Environment,
) -> Result<Asked, clap::Error> {
    let command = Cli::command();
    let keys = keys::all(&command);
    let bare = command.mut_args_everywhere(&|arg| arg.env(clap::builder::Resettable::Reset));
    let flags = bare
        .clone()
        .try_get_matches_from(arguments)
        .map_err(with_variables(arguments))?;
    let path = settings_file(leaf(&flags).1, environment);
    let file = path.as_deref().map(file::read).unwrap_or_default();
    let Sources {
        given,
        mut problems,
    } = Sources::read(&keys, environment, file);
    problems.extend(flags_that_tell_secrets(&keys, leaf(&flags).1));
    problems.extend(folder_within_itself(path.as_deref(), &given, &flags));
    let filled = bare.mut_args_everywhere(&|arg| fill(arg, &keys, &given));
    let mut matches = filled.try_get_matches_from(arguments)?;
    let effective = effective(&keys, &given, leaf(&matches).1);
    let cli = Cli::from_arg_matches_mut(&mut matches)?;
    Ok(Asked {
        cli,
        file: path,
        given,
        effective,
        problems,
    })
}

/// The help names the variables of the environment, which the first reading leaves out.
fn with_variables(arguments: &[OsString]) -> impl Fn(clap::Error) -> clap::Error {
    move |error| match error.kind() {
        ErrorKind::DisplayHelp => {
            let told = Cli::command().try_get_matches_from(arguments);
            told.err().unwrap_or(error)
        }
        _ => error,
    }
}

/// The innermost command that was asked, with its name.
fn leaf(matches: &ArgMatches) -> (String, &ArgMatches) {
    let mut found = (String::new(), matches);
    while let Some((name, inner)) = found.1.subcommand() {
        found = (format!("{} {name}", found.0).trim().to_owned(), inner);
    }
    found
}

/// The file that is named or, for a command that works with data, the one that lies where it usually does.
///
/// The demonstration lets anybody in, so it never picks up the settings of a real installation by itself.
fn settings_file(asked: &ArgMatches, environment: &Environment) -> Option<PathBuf> {
    let variable = |name| sources::path_in(environment, name);
    let named = |id: &str| asked.try_get_one::<PathBuf>(id).ok().flatten().cloned();
    if let Some(path) = named("config").or_else(|| variable(CONFIG)) {
        return Some(path);
    }
    let looks =
        asked.try_contains_id("data").is_ok() && asked.try_contains_id("seed_only").is_err();
    if !looks {
        return None;
    }
    let folder = named("data").or_else(|| variable("MKBROUTE_DATA"));
    let folder = folder.or_else(|| location::usual_folder(environment).ok());
    let usual = folder.map(|folder| folder.join(NAME));
    let places = usual.into_iter().chain([PathBuf::from(ON_THE_MACHINE)]);
    places.into_iter().find(|path| path.exists())
}

/// A file that was found in the data folder cannot say that the data are elsewhere.
fn folder_within_itself(
    file: Option<&Path>,
    given: &[Given],
    flags: &ArgMatches,
) -> Option<Problem> {
    let asked = leaf(flags).1;
    let named = asked.try_contains_id("config").is_ok_and(|named| named);
    let found = given.iter().find(|given| given.key.name == "data")?;
    let inside = file.is_some_and(|file| file != Path::new(ON_THE_MACHINE) && !named);
    (inside && found.place.contains(NAME)).then(|| {
        let what = "this file was found in the data folder, so it cannot name another: \
                    name the folder with MKBROUTE_DATA or --data";
        Problem::at(&found.place, what)
    })
}

fn flags_that_tell_secrets(keys: &[Key], asked: &ArgMatches) -> Vec<Problem> {
    let secret = keys.iter().filter(|key| key.secret);
    let told = secret.filter(|key| {
        let (source, values) = of_command(key, asked);
        source == Some(ValueSource::CommandLine) && secrets::is_secret(&values)
    });
    told.map(|key| {
        let what = format!(
            "everybody on this machine can read a command line: use {}, or name a file with the \
             secret in it with {}",
            key.variable(),
            key.file_name()
        );
        Problem::at(key.flag(), what)
    })
    .collect()
}

/// What a command has for a setting, and from where.
fn of_command(key: &Key, asked: &ArgMatches) -> (Option<ValueSource>, Vec<String>) {
    let id = key.arg.get_id().as_str();
    if asked.try_contains_id(id).is_err() {
        return (None, Vec::new());
    }
    let values = asked.get_raw(id).into_iter().flatten();
    let values = values.map(|value| value.to_string_lossy().into_owned());
    (asked.value_source(id), values.collect())
}

/// Hands what the environment and the file say to clap, as what is usual.
fn fill(arg: clap::Arg, keys: &[Key], given: &[Given]) -> clap::Arg {
    let key = keys.iter().find(|key| key.arg.get_id() == arg.get_id());
    let given = key.and_then(|key| given.iter().find(|given| given.key.name == key.name));
    match given {
        Some(given) => arg.default_values(given.values.clone()),
        None => arg,
    }
}

fn effective(keys: &[Key], given: &[Given], asked: &ArgMatches) -> Vec<Effective> {
    let of_command = keys.iter().filter_map(|key| {
        let id = key.arg.get_id().as_str();
        asked.try_contains_id(id).ok()?;
        let (source, values) = of_command(key, asked);
        let place = match source {
            Some(ValueSource::CommandLine) => Some(key.flag()),
            _ => given
                .iter()
                .find(|given| given.key.name == key.name)
                .map(|given| given.place.clone()),
        };
        Some(Effective {
            name: key.name.clone(),
            secret: key.secret,
            values,
            place,
        })
    });
    of_command.collect()
}

/// Changing the flags of a command and of all commands within it.
trait Everywhere {
    fn mut_args_everywhere(self, change: &dyn Fn(clap::Arg) -> clap::Arg) -> Self;
}

impl Everywhere for Command {
    fn mut_args_everywhere(self, change: &dyn Fn(clap::Arg) -> clap::Arg) -> Self {
        self.mut_args(change)
            .mut_subcommands(|inner| inner.mut_args_everywhere(change))
    }
}

/// Tells every mistake on a line of its own; the error that is returned tells how many.
pub(crate) fn refuse(problems: &[Problem]) -> anyhow::Error {
    if let [only] = problems {
        return anyhow::anyhow!("{only}");
    }
    for problem in problems {
        eprintln!("{problem}");
    }
    anyhow::anyhow!(
        "the settings have {} mistakes; nothing was done",
        problems.len()
    )
}

#[cfg(test)]
mod tests;
