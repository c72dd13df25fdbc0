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

/// What the QR codes on the pages say, in the order of the pages.
///
/// # Panics
/// If a code cannot be read from the printed page.
pub fn qr_codes(pdf: &[u8]) -> Vec<String> {
    let pictures = bytes("pdftoppm", &["-gray", "-r", "110"], pdf, &[]);
    let mut rest = pictures.as_slice();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (width, points, after) = grey_picture(rest);
        let height = points.len() / width;
        let point = |x: usize, y: usize| points[y * width + x];
        let mut page = rqrr::PreparedImage::prepare_from_greyscale(width, height, point);
        for grid in page.detect_grids() {
            let (_, words) = grid.decode().expect("the code is readable");
            found.push(words);
        }
        rest = after;
    }
    found
}

/// Reads one binary PGM ("P5 width height 255", then a byte for each point): its width, its points,
/// and what follows.
fn grey_picture(bytes: &[u8]) -> (usize, &[u8], &[u8]) {
    let mut rest = bytes;
    let mut header = [0, 0, 0, 0];
    for number in &mut header {
        let end = rest.iter().position(u8::is_ascii_whitespace);
        let (word, after) = rest.split_at(end.expect("the header has four words"));
        *number = String::from_utf8_lossy(word).parse().unwrap_or_default();
        rest = &after[1..];
    }
    let [_, width, height, _] = header;
    let (points, after) = rest.split_at(width * height);
    (width, points, after)
}

fn run(tool: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    String::from_utf8_lossy(&bytes(tool, before, pdf, after)).into_owned()
}

/// # Panics
/// If poppler is missing or refuses the file.
fn bytes(tool: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> Vec<u8> {
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
    output.stdout
}
