//! Writing a result to a file or to standard output, whole or not at all.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

/// Writes the bytes. A file gets its name only once it is complete, so that a failure leaves an
/// older file as it was.
pub(crate) fn write(out: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if out == Path::new("-") {
        return std::io::stdout()
            .write_all(bytes)
            .context("cannot write to standard output");
    }
    if out.exists() && !out.is_file() {
        // A device such as /dev/stdout, or a folder (which gives a clear error).
        return std::fs::write(out, bytes).with_context(|| refused(out));
    }
    let mut unfinished = out.as_os_str().to_owned();
    unfinished.push(".part");
    let written =
        std::fs::write(&unfinished, bytes).and_then(|()| std::fs::rename(&unfinished, out));
    if written.is_err() {
        // The error below tells what went wrong; a leftover part is of no use.
        let _ = std::fs::remove_file(&unfinished);
    }
    written.with_context(|| refused(out))
}

fn refused(out: &Path) -> String {
    format!(
        "cannot write {}: choose another place with --out",
        out.display()
    )
}
