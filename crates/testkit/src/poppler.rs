//! Reading a PDF back with poppler, as a reader or a screen reader would.

use std::process::Command;

/// The words of a PDF, in reading order.
pub fn text(pdf: &[u8]) -> String {
    run("pdftotext", &["-layout"], pdf, &["-"])
}

/// What `pdfinfo` tells: title, tags, pages, version.
pub fn info(pdf: &[u8]) -> String {
    run("pdfinfo", &[], pdf, &[])
}

/// The structure that a screen reader follows, one element a line.
pub fn structure(pdf: &[u8]) -> String {
    run("pdfinfo", &["-struct-text"], pdf, &[])
}

/// The fonts, one a line, with whether each is embedded.
pub fn fonts(pdf: &[u8]) -> String {
    run("pdffonts", &[], pdf, &[])
}

/// # Panics
/// If poppler is missing or refuses the file.
fn run(tool: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("it.pdf");
    std::fs::write(&file, pdf).expect("the file is written");
    let output = Command::new(tool)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .expect("poppler is there: `cargo xtask test` installs it");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{tool}: {errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
