//! Which settings there are: every flag that has a variable of the environment is one.
//!
//! So a new flag with `env = "MKBROUTE_…"` can be set in the settings file at once, and a flag whose value is
//! hidden in the help (`hide_env_values`) is treated as a secret.

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command};

/// What the name of every variable begins with.
pub(super) const PREFIX: &str = "MKBROUTE_";
/// What the name of a setting ends with that names a file with a secret in it.
const IN_FILE: &str = "_file";

/// A setting as the file names it: `smtp_url` is `MKBROUTE_SMTP_URL` and `--smtp-url`.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) name: String,
    /// Never shown, and taken from no place that others can read.
    pub(crate) secret: bool,
    /// The flag, by which a value is checked.
    pub(super) arg: Arg,
}

impl Key {
    /// The variable of the environment.
    pub(super) fn variable(&self) -> String {
        format!("{PREFIX}{}", self.name.to_uppercase())
    }

    pub(super) fn flag(&self) -> String {
        format!("--{}", self.arg.get_long().unwrap_or(&self.name))
    }

    /// The setting that names a file with this secret in it.
    pub(super) fn file_name(&self) -> String {
        format!("{}{IN_FILE}", self.name)
    }

    /// Whether it may be given several times.
    pub(super) fn many(&self) -> bool {
        matches!(self.arg.get_action(), ArgAction::Append)
    }

    /// What is wrong with a value, in one line.
    pub(super) fn problem(&self, values: &[String]) -> Option<String> {
        let mut alone = Command::new("check").no_binary_name(true);
        alone = alone.arg(without_surroundings(self.arg.clone()));
        let flag = self.flag();
        let given = values.iter().map(|value| format!("{flag}={value}"));
        let error = alone.try_get_matches_from(given).err()?;
        let told = error.to_string();
        let mut lines = told.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or("it cannot be read");
        let words = first.rsplit_once("': ").map_or(first, |(_, words)| words);
        let possible = lines.next().filter(|line| line.starts_with("[possible"));
        let shown = if self.secret {
            String::new()
        } else {
            format!("'{}': ", values.join(", "))
        };
        let words = possible.map_or(words, |_| "not one of the possible values");
        let possible = possible.map_or(String::new(), |line| format!(" {line}"));
        Some(format!("{shown}{words}{possible}"))
    }
}

/// The flag on its own, free of other flags and of the environment.
fn without_surroundings(arg: Arg) -> Arg {
    arg.env(Resettable::Reset)
        .required(false)
        .global(false)
        .default_value(Resettable::<clap::builder::OsStr>::Reset)
}

/// All settings of all commands, in the order of the help.
pub(super) fn all(command: &Command) -> Vec<Key> {
    let mut found: Vec<Key> = Vec::new();
    collect(command, &mut found);
    found
}

fn collect(command: &Command, found: &mut Vec<Key>) {
    for arg in command.get_arguments() {
        let variable = arg.get_env().and_then(|name| name.to_str());
        let Some(name) = variable.and_then(|name| name.strip_prefix(PREFIX)) else {
            continue;
        };
        let name = name.to_lowercase();
        if found.iter().all(|key| key.name != name) {
            found.push(Key {
                name,
                secret: arg.is_hide_env_values_set(),
                arg: arg.clone(),
            });
        }
    }
    for inner in command.get_subcommands() {
        collect(inner, found);
    }
}

/// A setting by its name, and whether the name is that of a file with the secret in it.
pub(super) fn find<'a>(keys: &'a [Key], name: &str) -> Option<(&'a Key, bool)> {
    let named = |name: &str| keys.iter().find(|key| key.name == name);
    if let Some(key) = named(name) {
        return Some((key, false));
    }
    let secret = named(name.strip_suffix(IN_FILE)?)?;
    secret.secret.then_some((secret, true))
}

/// "; did you mean …?", if a name is near enough.
pub(super) fn suggestion(keys: &[Key], name: &str) -> String {
    let names = keys.iter().flat_map(|key| {
        let file = key.secret.then(|| key.file_name());
        std::iter::once(key.name.clone()).chain(file)
    });
    let near = names
        .map(|known| (strsim::jaro_winkler(&known, name), known))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    near.map_or(String::new(), |(_, known)| {
        format!("; did you mean '{known}'?")
    })
}
