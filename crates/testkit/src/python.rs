//! The Python that `cargo xtask test` makes for the tests.

use std::process::{Command, Output};

/// The interpreter.
///
/// # Panics
/// If nobody says where it is: `cargo xtask test` does.
#[expect(
    clippy::disallowed_methods,
    reason = "the tests are told where Python is"
)]
pub fn interpreter() -> String {
    std::env::var("MKBROUTE_TEST_PYTHON")
        .expect("MKBROUTE_TEST_PYTHON names no Python: run `cargo xtask test`")
}

/// Runs it to its end.
///
/// # Panics
/// If it does not start.
pub fn run(arguments: &[&str]) -> Output {
    let mut python = Command::new(interpreter());
    python.args(arguments).output().expect("Python starts")
}
