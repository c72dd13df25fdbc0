//! What the environment and the settings file say, and what is wrong with it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::file::SettingsFile;
use super::keys::{self, Key, PREFIX};
use super::{Problem, secrets};

/// Variables that are no settings: those of the tests, and where the settings file is.
const NO_SETTINGS: [&str; 4] = ["TEST_", "SCREENSHOTS", "BENCH_", "CONFIG"];

/// The environment, passed in so that tests have one of their own.
pub(crate) type Environment = Vec<(OsString, OsString)>;

/// The path that a variable holds.
pub(super) fn path_in(environment: &Environment, wanted: &str) -> Option<PathBuf> {
    let found = environment.iter().find(|(name, _)| name == wanted);
    found.map(|(_, value)| PathBuf::from(value))
}

/// A setting with the place it comes from.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) key: Key,
    pub(crate) values: Vec<String>,
    /// `mkbroute.toml:3` or `MKBROUTE_LISTEN`.
    pub(crate) place: String,
}

/// Everything that was given apart from flags, the strongest only.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) given: Vec<Given>,
    pub(super) problems: Vec<Problem>,
}

impl Sources {
    /// Reads the environment, then the file for what the environment does not say.
    pub(super) fn read(keys: &[Key], environment: &Environment, file: SettingsFile) -> Self {
        let mut sources = Self::default();
        sources.environment(keys, environment);
        let of_environment = sources.given.len();
        sources.file(keys, file, of_environment);
        sources
    }

    fn environment(&mut self, keys: &[Key], environment: &Environment) {
        for (variable, value) in environment {
            let Some(name) = variable.to_str().and_then(|name| name.strip_prefix(PREFIX)) else {
                continue;
            };
            if NO_SETTINGS.iter().any(|other| name.starts_with(other)) {
                continue;
            }
            let place = format!("{PREFIX}{name}");
            let name = name.to_lowercase();
            match (keys::find(keys, &name), value.to_str()) {
                (None, _) => self.unknown(keys, place, &name),
                (_, None) => self.problem(place, "it is no text in UTF-8"),
                // An empty variable says nothing, as elsewhere.
                (_, Some("")) => {}
                (Some((key, in_file)), Some(value)) => {
                    let values = if key.many() && !in_file {
                        value.split(',').map(|one| one.trim().to_owned()).collect()
                    } else {
                        vec![value.to_owned()]
                    };
                    self.take(key, in_file, values, place, 0);
                }
            }
        }
    }

    fn file(&mut self, keys: &[Key], file: SettingsFile, stronger: usize) {
        for entry in &file.entries {
            let place = file.place(entry.line);
            let Some((key, in_file)) = keys::find(keys, &entry.name) else {
                self.unknown(keys, place, &entry.name);
                continue;
            };
            if key.secret && !in_file && secrets::is_secret(&entry.values) {
                self.problem(
                    place,
                    format!(
                        "a secret does not belong in this file: put it in a file of its own and name \
                         that with {}",
                        key.file_name()
                    ),
                );
                continue;
            }
            self.take(key, in_file, entry.values.clone(), place, stronger);
        }
        self.problems.extend(file.problems);
    }

    /// Keeps a value, unless one of the first `stronger` has the same key.
    fn take(
        &mut self,
        key: &Key,
        in_file: bool,
        values: Vec<String>,
        place: String,
        stronger: usize,
    ) {
        let mut same = self.given.iter().enumerate();
        if let Some((at, other)) = same.find(|(_, other)| other.key.name == key.name) {
            if at >= stronger {
                let other = other.place.clone();
                self.problem(place, format!("{} is given by {other} too", key.name));
            }
            return;
        }
        let read = if in_file {
            values
                .iter()
                .map(|path| secrets::read(Path::new(path)))
                .collect()
        } else {
            Ok(values)
        };
        let checked = read.and_then(|values| match key.problem(&values) {
            None => Ok(values),
            Some(what) => Err(what),
        });
        match checked {
            Ok(values) => self.given.push(Given {
                key: key.clone(),
                values,
                place,
            }),
            Err(what) => self.problem(place, format!("{}: {what}", key.name)),
        }
    }

    fn unknown(&mut self, keys: &[Key], place: String, name: &str) {
        let near = keys::suggestion(keys, name);
        self.problem(place, format!("there is no setting '{name}'{near}"));
    }

    fn problem(&mut self, place: String, what: impl Into<String>) {
        self.problems.push(Problem::at(place, what));
    }
}
