//! The settings file: TOML, one line a setting.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;

/// The largest settings file: a mistaken path to something else is not read whole.
const LARGEST: u64 = 256 * 1024;

/// One line of the file.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) line: usize,
    /// One, or more where a list is given.
    pub(super) values: Vec<String>,
}

/// What a file says, with what could not be read.
#[derive(Default)]
pub(super) struct SettingsFile {
    pub(super) path: PathBuf,
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Vec<Problem>,
}

impl SettingsFile {
    /// Where a line is, as an editor jumps to it.
    pub(super) fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }

    fn problem(&mut self, line: usize, what: impl Into<String>) {
        let place = self.place(line);
        self.problems.push(Problem::at(place, what));
    }
}

/// Reads a file; goes on after a mistake, so that all are told at once.
pub(super) fn read(path: &Path) -> SettingsFile {
    let mut file = SettingsFile {
        path: path.to_owned(),
        ..SettingsFile::default()
    };
    match text_of(path) {
        Ok(text) => fill(&mut file, &text),
        Err(why) => {
            let place = path.display().to_string();
            file.problems.push(Problem::at(place, why));
        }
    }
    file
}

fn text_of(path: &Path) -> Result<String, String> {
    let told = |error: std::io::Error| format!("the settings file cannot be read: {error}");
    let bytes = std::fs::metadata(path).map_err(told)?.len();
    if bytes > LARGEST {
        return Err(format!(
            "{bytes} bytes are too many for a settings file: is this the right one?"
        ));
    }
    std::fs::read_to_string(path).map_err(told)
}

fn fill(file: &mut SettingsFile, text: &str) {
    let (table, broken) = DeTable::parse_recoverable(text);
    for error in broken {
        let line = error.span().map_or(1, |span| line_at(text, span.start));
        file.problem(line, error.message().replace('\n', " "));
    }
    for (name, value) in table.get_ref() {
        let line = line_at(text, name.span().start);
        match values(value) {
            Ok(values) => file.entries.push(Entry {
                name: name.get_ref().to_string(),
                line,
                values,
            }),
            Err(why) => file.problem(line, format!("'{}': {why}", name.get_ref())),
        }
    }
}

fn line_at(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().iter().take(byte);
    1 + before.filter(|byte| **byte == b'\n').count()
}

fn values(value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, &'static str> {
    match value.get_ref() {
        DeValue::Array(list) => list.iter().map(|each| one(each.get_ref())).collect(),
        single => one(single).map(|text| vec![text]),
    }
}

fn one(value: &DeValue<'_>) -> Result<String, &'static str> {
    match value {
        DeValue::String(text) => Ok(text.to_string()),
        DeValue::Integer(number) => Ok(number.to_string()),
        DeValue::Boolean(truth) => Ok(truth.to_string()),
        DeValue::Float(number) => Ok(number.to_string()),
        DeValue::Datetime(_) => Err("a setting is a text or a number"),
        DeValue::Table(_) => Err("settings stand one a line, without sections"),
        DeValue::Array(_) => Err("a list holds texts or numbers"),
    }
}
