//! One line that says what went wrong and what to do, and an exit code that a script can read.

use std::process::ExitCode;

use mkbroute_application::AppError;

/// Something failed.
const FAILED: u8 = 1;
/// What was named does not exist.
const NOT_FOUND: u8 = 3;
/// It exists, but not in the state that the command needs.
const NOT_READY: u8 = 4;

/// Prints a failure on one line and turns it into an exit code. (Wrong usage exits with 2.)
pub(crate) fn report(done: anyhow::Result<()>) -> ExitCode {
    let Err(error) = done else {
        return ExitCode::SUCCESS;
    };
    eprintln!("mkbroute: {}", one_line(&error));
    ExitCode::from(code(&error))
}

fn one_line(error: &anyhow::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain() {
        // "It does not exist" adds nothing to the words around it, which name what does not.
        let bare = matches!(cause.downcast_ref(), Some(AppError::NotFound));
        let words = cause.to_string();
        let said = parts.last().is_some_and(|last| last.contains(&words));
        if parts.is_empty() || !(bare || said) {
            parts.push(words);
        }
    }
    parts.join(": ")
}

fn code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref::<AppError>() {
        Some(AppError::NotFound) => NOT_FOUND,
        Some(AppError::NotFrozen(_) | AppError::NotClosed(_) | AppError::NotWelcome) => NOT_READY,
        _ => FAILED,
    }
}
