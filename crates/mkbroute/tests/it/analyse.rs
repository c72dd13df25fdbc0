//! Somebody else's table: an honest report in one command, and a clear word where there is none.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::run::{assert_refused, errors, mkbroute, printed, seeded, text};

/// Sixty answers: region (three large, one of two), a rating, hours, and a text of their own.
fn answers() -> String {
    let mut csv = String::from("region;rating;hours;weight;remark\n");
    for row in 0..60 {
        let region = if row < 2 {
            "west"
        } else {
            ["north", "east", "south"][row % 3]
        };
        let weight = if row % 2 == 0 { "1" } else { "2" };
        let _ = writeln!(
            csv,
            "{region};{};{};{weight};text {row}",
            1 + row % 10,
            8 + row % 30
        );
    }
    csv
}

struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn analyse(file: &Path, more: &[&str]) -> std::process::Output {
    let mut arguments = vec!["analyse", text(file)];
    arguments.extend(more);
    mkbroute(&arguments)
}

#[test]
fn one_command_gives_a_strangers_csv_an_honest_report() {
    let files = Files::new();
    let file = files.write("answers.csv", answers());
    let output = analyse(&file, &["--lang", "en"]);
    let page = printed(&output);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(page.contains("No codebook was given"), "{page}");
    assert!(page.contains("Not analysed (open answers, names or empty): remark"));
    assert!(
        page.contains("5.5 (4.8 to 6.2)"),
        "mean with its interval: {page}"
    );
    assert!(
        page.contains("region (n = 60): a group is too small."),
        "{page}"
    );
    assert!(page.contains("Population unknown"), "{page}");
    assert!(!page.contains("text 7"), "no open answer: {page}");
}

#[test]
fn a_suggested_codebook_is_corrected_and_given_back() {
    let files = Files::new();
    let file = files.write("answers.csv", answers());
    let codebook = files.0.path().join("answers.toml");
    let output = analyse(&file, &["--suggest-codebook", "--out", text(&codebook)]);
    assert!(output.status.success(), "{}", errors(&output));
    let suggested = std::fs::read_to_string(&codebook).unwrap();
    assert!(suggested.contains("# left out: remark"), "{suggested}");
    let collapse =
        "collapse = [{ into = \"rest\", label = \"Elsewhere\", from = [\"west\", \"south\"] }]";
    let corrected = suggested.replacen(
        "identifying = true",
        &format!("identifying = true\n{collapse}"),
        1,
    );
    std::fs::write(&codebook, corrected).unwrap();
    let output = analyse(
        &file,
        &[
            "--codebook",
            text(&codebook),
            "--format",
            "json",
            "--weights",
            "weight",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
    let figures = json["figures"].as_array().unwrap();
    let find = |id: &str| figures.iter().find(|figure| figure["id"] == id).unwrap();
    assert_eq!(find("data.region.count.rest")["k"], 22);
    assert_eq!(
        find("data.region.count.west")["value"],
        serde_json::Value::Null
    );
    assert_eq!(find("data.region.count.west")["rule"], "collapsed");
    assert!(find("data.rating.mean")["weighted"]["value"].is_number());
    assert_eq!(json["dataset_sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn every_form_is_written() {
    let files = Files::new();
    let file = files.write("answers.csv", answers());
    for (format, beginning) in [
        ("pdf", "%PDF-1.7"),
        ("html", "<!doctype html>"),
        ("json", "{"),
    ] {
        let out = files.0.path().join(format);
        let output = analyse(&file, &["--format", format, "--out", text(&out)]);
        assert!(output.status.success(), "{}", errors(&output));
        let written = std::fs::read(&out).unwrap();
        assert!(written.starts_with(beginning.as_bytes()), "{format}");
    }
}

#[test]
fn other_dialects_of_csv_give_the_same_figures() {
    let files = Files::new();
    let figures = |name: &str, bytes: Vec<u8>| {
        let file = files.write(name, bytes);
        let output = analyse(&file, &["--format", "json"]);
        assert!(output.status.success(), "{name}: {}", errors(&output));
        let json: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
        json["figures"].clone()
    };
    let plain = figures("plain.csv", answers().into_bytes());
    for (name, csv) in [
        ("comma.csv", answers().replace(';', ",")),
        ("tab.csv", answers().replace(';', "\t")),
        ("pipe.csv", answers().replace(';', "|")),
        ("cr.csv", answers().replace('\n', "\r")),
        ("crlf.csv", answers().replace('\n', "\r\n")),
        ("bom.csv", format!("\u{feff}{}", answers())),
    ] {
        assert_eq!(figures(name, csv.into_bytes()), plain, "{name}");
    }
}

#[test]
fn tables_that_are_none_are_refused_on_one_line() {
    let files = Files::new();
    for (name, bytes, words) in [
        ("empty.csv", String::new(), "is empty"),
        ("header.csv", "region;rating\n".into(), "nothing to analyse"),
        ("double.csv", "a;b;a\n1;2;3\n".into(), "both called 'a'"),
        (
            "nameless.csv",
            "a;;b\n1;2;3\n".into(),
            "column 2 has no name",
        ),
        ("ragged.csv", "a;b\n1;2\n1\n".into(), "line 3 has 1 cells"),
        ("zip.csv", "PK\u{3}\u{4}more".into(), "is "),
    ] {
        let file = files.write(name, bytes);
        let output = analyse(&file, &[]);
        assert_refused(&output, 1, words);
        assert!(errors(&output).contains(name), "names the file");
    }
    let missing = files.0.path().join("nowhere.csv");
    assert_refused(&analyse(&missing, &[]), 1, "cannot be read");
}

#[test]
fn wrong_types_are_told_cell_by_cell() {
    let files = Files::new();
    let file = files.write("answers.csv", answers().replace(";8;", ";acht;"));
    let codebook = files.write(
        "book.toml",
        "[[item]]\nid = \"rating\"\ntype = \"scale\"\nmin = 1\nmax = 10\n",
    );
    let output = analyse(&file, &["--codebook", text(&codebook)]);
    let told = errors(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        told.contains("column 'rating', row 8 and 5 more: 'acht' is no number"),
        "{told}"
    );
    assert!(told.contains("mend the data"), "{told}");
}

#[test]
fn a_codebook_with_unknown_keys_or_columns_is_refused() {
    let files = Files::new();
    let file = files.write("answers.csv", answers());
    let book = files.write(
        "book.toml",
        "[[item]]\nid = \"rating\"\ntype = \"choice\"\ncolour = 3\n",
    );
    let output = analyse(&file, &["--codebook", text(&book)]);
    let told = errors(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        told.contains("book.toml:4: unknown field `colour`"),
        "{told}"
    );
    assert!(told.contains("nothing was analysed"), "{told}");
    let book = files.write(
        "book.toml",
        "[[item]]\nid = \"cijfer\"\ntype = \"choice\"\n",
    );
    let output = analyse(&file, &["--codebook", text(&book)]);
    assert_refused(
        &output,
        1,
        "no column 'cijfer' in the data; there is: region, rating",
    );
}

#[test]
fn weights_strata_and_parts_that_cannot_be_are_refused() {
    let files = Files::new();
    let file = files.write("answers.csv", answers());
    let refused = |more: &[&str], words: &str| assert_refused(&analyse(&file, more), 1, words);
    refused(&["--strata", "region"], "--strata needs --weights");
    refused(&["--weights", "gewicht"], "no column 'gewicht' to weigh by");
    refused(&["--weights", "remark"], "the weight of row 1");
    refused(&["--by", "nothing"], "there is no such item");
    refused(
        &["--by", "region"],
        "'west' has 2 respondents, too few to stand apart",
    );
    let strata = ["--weights", "weight", "--strata", "region"];
    refused(&strata, "stratum 'west' has 2 respondents");
}

#[test]
fn a_frozen_file_is_analysed_by_the_codebook_and_plan_that_it_carries() {
    let folder = seeded();
    let file = folder.path().join("frozen/nulmeting-2021/students.parquet");
    let output = analyse(&file, &["--lang", "en"]);
    let page = printed(&output);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(page.contains("[reconstructed]"), "{page}");
    assert!(
        page.contains("More than 90% of the students belong to"),
        "{page}"
    );
    let output = analyse(&file, &["--by", "sex"]);
    assert_refused(&output, 1, "frozen with its codebook and its release plan");
}

#[test]
fn responses_are_imported_into_a_wave_or_refused_row_by_row() {
    let folder = seeded();
    let files = Files::new();
    let good = files.write("good.csv", "role;workload\nteacher;5\nBoth;6\n");
    let bad = files.write("bad.csv", "role;workload\nteacher;5\nchef;9\n");
    let import = |file: &Path, more: &[&str]| {
        let data = text(folder.path());
        let mut arguments = vec!["import", "vervolgmeting", text(file)];
        arguments.extend(["--group", "teachers", "--data", data]);
        arguments.extend(more);
        mkbroute(&arguments)
    };
    let output = import(&bad, &[]);
    let told = errors(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        told.contains("row 2: role: there is no option 'chef'"),
        "{told}"
    );
    assert!(told.contains("1 of 2 rows cannot be accepted"), "{told}");
    let output = import(&good, &["--dry-run"]);
    assert!(printed(&output).contains("nothing was stored"));
    let output = import(&good, &["--json"]);
    let json: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(json["imported"], 2);
}

#[test]
fn shells_get_their_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = mkbroute(&["completions", shell]);
        assert!(printed(&output).contains("analyse"), "{shell}");
    }
}

#[test]
fn the_handout_is_one_page_in_both_languages() {
    let folder = seeded();
    for wave in ["nulmeting-2021", "gesimuleerd-2025"] {
        for more in [["--lang", "nl"], ["--lang", "en"]] {
            let out = folder.path().join("page.pdf");
            let mut arguments = vec!["report", wave, "--one-page", "--data", text(folder.path())];
            arguments.extend(["--audience", "researcher", "--out", text(&out)]);
            arguments.extend(more);
            let output = mkbroute(&arguments);
            assert!(output.status.success(), "{}", errors(&output));
            let told = std::process::Command::new("pdfinfo")
                .arg(&out)
                .output()
                .unwrap();
            let told = String::from_utf8_lossy(&told.stdout).into_owned();
            let pages = told
                .lines()
                .find(|line| line.starts_with("Pages:"))
                .unwrap();
            assert!(pages.ends_with(" 1"), "{wave}: {pages}");
        }
    }
}
