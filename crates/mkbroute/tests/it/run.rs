//! Running the built program.

use std::path::Path;
use std::process::{Command, Output};

/// Runs `mkbroute` with these arguments, free of settings from outside.
pub(crate) fn mkbroute(arguments: &[&str]) -> Output {
    mkbroute_with(arguments, &[])
}

/// Runs `mkbroute` with these arguments and only these settings in its environment.
pub(crate) fn mkbroute_with(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    command(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

/// `mkbroute` with these arguments, yet to be started.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mkbroute"));
    command.args(arguments);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("MKBROUTE_") {
            command.env_remove(name);
        }
    }
    command
}

/// A folder with the demonstration in it.
pub(crate) fn seeded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = mkbroute(&["demo", "--seed-only", "--data", text(folder.path())]);
    assert!(output.status.success(), "{}", errors(&output));
    folder
}

/// Runs the report of the baseline.
pub(crate) fn report(folder: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["report", "nulmeting-2021", "--data", text(folder)];
    arguments.extend(more);
    mkbroute(&arguments)
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Asserts that it failed with this code and one line that holds these words.
pub(crate) fn assert_refused(output: &Output, code: i32, words: &str) {
    let told = errors(output);
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(told.contains(words), "{told}");
    assert_eq!(told.trim_end().lines().count(), 1, "one line: {told}");
}
