use serde_json::Value;

use crate::run::{errors, mkbroute, printed, report, seeded, text};

#[test]
fn the_demonstration_is_filled_once() {
    let folder = seeded();
    let again = mkbroute(&["demo", "--seed-only", "--data", text(folder.path())]);
    assert!(printed(&again).contains("nothing was changed"));
}

#[test]
fn the_baseline_report_comes_in_three_forms() {
    let folder = seeded();
    let out = folder.path().join("report.pdf");
    let pdf = report(
        folder.path(),
        &["--format", "pdf", "--lang", "nl", "--out", text(&out)],
    );
    assert!(pdf.status.success(), "{}", errors(&pdf));
    assert!(std::fs::read(&out).unwrap().starts_with(b"%PDF-1.7"));

    let html = printed(&report(
        folder.path(),
        &["--format", "html", "--lang", "en", "--out", "-"],
    ));
    assert!(html.contains("<html lang=\"en\">") && html.contains("reconstructed"));
    for asked in ["src=\"http", "href=\"http", "url(", "@import"] {
        assert!(
            !html.contains(asked),
            "a file that is passed on asks nothing of the network"
        );
    }

    let json = report(folder.path(), &["--format", "json", "--out", "-"]);
    let value: Value = serde_json::from_str(&printed(&json)).unwrap();
    assert_eq!(
        value["audience"], "release",
        "the release is what one gets without asking"
    );
    assert!(value["figures"].as_array().unwrap().len() > 500);
}

#[test]
fn a_frozen_wave_stays_as_it_is() {
    let folder = seeded();
    let freeze = || {
        let data = text(folder.path());
        mkbroute(&["freeze", "nulmeting-2021", "--json", "--data", data])
    };
    let (one, two) = (freeze(), freeze());
    assert!(one.status.success(), "{}", errors(&one));
    let hash = |output| serde_json::from_str::<Value>(&printed(output)).unwrap();
    assert_eq!(hash(&one), hash(&two));
}

#[test]
fn kan_dit_kloppen_answers_in_words_and_json() {
    let no = mkbroute(&["check", "75%", "--n", "25"]);
    assert!(printed(&no).starts_with("No:"));
    let yes = mkbroute(&["check", "72%", "--n", "25"]);
    assert_eq!(printed(&yes), "Yes: 18 of 25.\n");
    let json = mkbroute(&["check", "ongeveer twee derde", "--n", "18", "--json"]);
    let value: Value = serde_json::from_str(&printed(&json)).unwrap();
    assert_eq!(value["fitting"], serde_json::json!([12]));
}

#[test]
fn a_questionnaire_goes_out_and_in_again() {
    let folder = seeded();
    let file = folder.path().join("students.toml");
    let data = text(folder.path());
    let to_file = [
        "instrument",
        "export",
        "students",
        "1",
        "--out",
        text(&file),
        "--data",
        data,
    ];
    assert!(mkbroute(&to_file).status.success());
    let check = mkbroute(&["instrument", "check", text(&file)]);
    assert!(printed(&check).contains("students version 1 is sound"));
    assert_eq!(errors(&check), "", "every page has a good size");

    let changed = std::fs::read_to_string(&file).unwrap();
    let changed = changed.replace("version = 1", "version = 2");
    std::fs::write(&file, changed).unwrap();
    let import = mkbroute(&["instrument", "import", text(&file), "--data", data]);
    assert!(
        printed(&import).contains("students version 2 is stored"),
        "{}",
        errors(&import)
    );
}

#[test]
fn a_page_that_is_too_short_or_too_long_is_advised_against_but_sound() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("students.toml");
    let source = include_str!("../../../../data/instruments/students.toml");
    // One page of nothing before, and the first two pages as one.
    let second = source.match_indices("[[section]]").nth(1).unwrap().0;
    let item = source[second..].find("[[section.item]]").unwrap() + second;
    let joined = format!("{}{}", &source[..second], &source[item..]);
    let empty =
        "[[section]]\nid = \"empty\"\ntitle = { nl = \"Leeg\", en = \"Empty\" }\n\n[[section]]";
    std::fs::write(&file, joined.replacen("[[section]]", empty, 1)).unwrap();
    let check = mkbroute(&["instrument", "check", text(&file)]);
    assert!(check.status.success(), "{}", errors(&check));
    assert!(printed(&check).contains("is sound"));
    let told = errors(&check);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    assert!(lines[0].contains("'empty' asks 0 questions"), "{told}");
    assert!(lines[1].contains("'you' asks 9 items"), "{told}");
}

#[test]
fn load_data_are_the_same_for_the_same_seed() {
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str, seed: &str| -> Value {
        let out = folder.path().join(name);
        let arguments = ["--responses", "1000", "--items", "20", "--seed", seed];
        let more = ["--out", text(&out), "--json"];
        let output = mkbroute(&[&["generate"], &arguments[..], &more[..]].concat());
        assert!(output.status.success(), "{}", errors(&output));
        assert_eq!(errors(&output), "", "no bar without a terminal");
        serde_json::from_str(&printed(&output)).unwrap()
    };
    let (one, two, other) = (made("1", "5"), made("2", "5"), made("3", "6"));
    assert_eq!((&one["rows"], &one["items"]), (&1000.into(), &20.into()));
    assert_eq!(one["sha256"], two["sha256"]);
    assert_ne!(one["sha256"], other["sha256"]);
    assert!(folder.path().join("1").exists());
}

#[test]
fn help_names_every_command_and_exit_code() {
    let help = printed(&mkbroute(&["--help"]));
    for word in [
        "demo",
        "serve",
        "report",
        "export",
        "freeze",
        "generate",
        "instrument",
        "check",
        "Exit codes",
    ] {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn the_figures_of_the_baseline_come_in_three_forms() {
    let folder = seeded();
    let data = text(folder.path());
    for (format, begins) in [
        ("csv", "\u{feff}id,group,part"),
        ("xlsx", "PK"),
        ("parquet", "PAR1"),
    ] {
        let out = folder.path().join("figures").with_extension(format);
        let export = |out: &str| {
            let form = [
                "--format", format, "--lang", "en", "--out", out, "--data", data,
            ];
            mkbroute(&[&["export", "nulmeting-2021"][..], &form[..]].concat())
        };
        let output = export(text(&out));
        assert!(output.status.success(), "{}", errors(&output));
        let bytes = std::fs::read(&out).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{format}");
        assert_eq!(
            export("-").stdout,
            bytes,
            "the same bytes on standard output"
        );
    }
}

#[test]
fn an_export_is_the_release_unless_a_researcher_asks() {
    let folder = seeded();
    let export = |more: &[&str]| {
        let asked = [
            "export",
            "nulmeting-2021",
            "--out",
            "-",
            "--data",
            text(folder.path()),
        ];
        printed(&mkbroute(&[&asked[..], more].concat()))
    };
    let (released, all) = (export(&[]), export(&["--audience", "researcher"]));
    assert!(released.contains(",release,") && !released.contains("niet voor publicatie"));
    assert!(all.contains(",researcher,") && all.contains("niet voor publicatie"));
    assert_eq!(released.lines().count(), all.lines().count());
}

#[test]
fn whoever_runs_the_server_makes_a_link_for_somebody_locked_out() {
    let folder = seeded();
    let data = text(folder.path());
    let origin = "https://mkb.example.nl/";
    let made = mkbroute(&[
        "sign-in-link",
        "Anja-Kok",
        "--origin",
        origin,
        "--data",
        data,
    ]);
    let told = printed(&made);
    assert!(told.starts_with("Anja Kok signs in once"), "{told}");
    assert!(told.contains("https://mkb.example.nl/aanmelden/"), "{told}");
    let nobody = mkbroute(&["sign-in-link", "nobody@example.nl", "--data", data]);
    assert!(!nobody.status.success());
    assert!(errors(&nobody).contains("'beheerder'"), "what to try");
}
