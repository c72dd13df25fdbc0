//! One line that says what went wrong and what to do; an exit code; nothing lost.

use crate::run::{assert_refused, errors, mkbroute, mkbroute_with, report, seeded, text};

#[test]
fn without_a_database_it_says_how_to_get_one() {
    let folder = tempfile::tempdir().unwrap();
    let output = report(folder.path(), &["--out", "-"]);
    assert_refused(&output, 1, "run `mkbroute demo --seed-only`");
    assert!(
        std::fs::read_dir(folder.path()).unwrap().next().is_none(),
        "and makes none"
    );
}

#[test]
fn an_unknown_wave_names_the_known_ones() {
    let folder = seeded();
    let data = text(folder.path());
    let output = mkbroute(&["report", "nulmeting-1921", "--out", "-", "--data", data]);
    assert_refused(
        &output,
        3,
        "gesimuleerd-2025, nulmeting-2021, vervolgmeting\n",
    );
}

#[test]
fn an_open_wave_has_no_report_and_cannot_be_frozen() {
    let folder = seeded();
    let data = text(folder.path());
    let output = mkbroute(&["report", "vervolgmeting", "--out", "-", "--data", data]);
    assert_refused(&output, 4, "froze");
    let output = mkbroute(&["freeze", "vervolgmeting", "--data", data]);
    assert_refused(&output, 4, "close");
}

#[test]
fn an_output_that_cannot_be_written_leaves_what_was_there() {
    let folder = seeded();
    let in_the_way = folder.path().join("file");
    std::fs::write(&in_the_way, "van gisteren").unwrap();
    let inside = in_the_way.join("report.json");
    let output = report(folder.path(), &["--format", "json", "--out", text(&inside)]);
    assert_refused(&output, 1, "choose another place with --out");
    assert_eq!(
        std::fs::read_to_string(&in_the_way).unwrap(),
        "van gisteren"
    );
}

#[test]
fn a_full_disk_is_told() {
    let folder = seeded();
    let output = report(folder.path(), &["--format", "json", "--out", "/dev/full"]);
    assert_refused(&output, 1, "cannot write /dev/full");
}

#[test]
fn a_file_that_is_no_database_is_told_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mkbroute.sqlite");
    let letter = "Dit is een brief. ".repeat(300);
    std::fs::write(&file, &letter).unwrap();
    let output = report(folder.path(), &["--out", "-"]);
    assert_refused(&output, 1, "damaged or no database");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), letter);
}

#[test]
fn frozen_data_that_were_changed_give_no_report() {
    let folder = seeded();
    let frozen = find(&folder.path().join("frozen"), "students.parquet");
    let mut bytes = std::fs::read(&frozen).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle] ^= 1;
    std::fs::write(&frozen, bytes).unwrap();
    let output = report(folder.path(), &["--format", "json", "--out", "-"]);
    assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
    assert!(output.stdout.is_empty());
}

fn find(folder: &std::path::Path, name: &str) -> std::path::PathBuf {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    let mut below = entries.flat_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            vec![path.join(name)]
        } else {
            vec![path]
        }
    });
    below
        .find(|path| path.ends_with(name) && path.exists())
        .unwrap()
}

#[test]
fn the_demonstration_stays_on_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let output = mkbroute(&["demo", "--listen", "0.0.0.0:8080", "--data", data]);
    assert_refused(&output, 1, "loopback only");
}

#[test]
fn an_address_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = seeded();
    let output = mkbroute(&["demo", "--listen", &address, "--data", text(folder.path())]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains(&address), "{}", errors(&output));
}

#[test]
fn wrong_usage_has_its_own_code() {
    assert_eq!(mkbroute(&["report"]).status.code(), Some(2));
    assert_eq!(mkbroute(&["fly"]).status.code(), Some(2));
}

#[test]
fn a_claim_that_is_no_claim_is_told() {
    assert_refused(
        &mkbroute(&["check", "veel", "--n", "25"]),
        1,
        "no percentage or fraction",
    );
}

#[test]
fn each_problem_of_a_questionnaire_has_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.toml");
    let sound = include_str!("../../../../data/instruments/teachers.toml");
    std::fs::write(&file, sound.replace("en = \"Full-time\"", "en = \"\"")).unwrap();
    let output = mkbroute(&["instrument", "check", text(&file)]);
    let told = errors(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let line = told.lines().next().unwrap();
    let after = line.strip_prefix(&format!("{}:", file.display())).unwrap();
    let number: usize = after.split(':').next().unwrap().parse().unwrap();
    assert!(number > 1 && after.contains("employment"), "{line}");
}

#[test]
fn a_stored_version_of_a_questionnaire_cannot_be_replaced() {
    let folder = seeded();
    let file = folder.path().join("other.toml");
    let sound = include_str!("../../../../data/instruments/teachers.toml");
    std::fs::write(&file, sound.replace("Full-time", "Whole week")).unwrap();
    let data = text(folder.path());
    let output = mkbroute(&["instrument", "import", text(&file), "--data", data]);
    assert_refused(&output, 1, "exists already with other content");
}

#[test]
fn a_known_questionnaire_for_another_group_is_refused() {
    let folder = seeded();
    let file = folder.path().join("other.toml");
    let sound = include_str!("../../../../data/instruments/teachers.toml");
    let other = sound.replace("group = \"teachers\"", "group = \"companies\"");
    std::fs::write(&file, other.replace("version = 1", "version = 2")).unwrap();
    let data = text(folder.path());
    let output = mkbroute(&["instrument", "import", text(&file), "--data", data]);
    let told =
        "questionnaire 'teachers' is for teachers, this file is for companies: give the file";
    assert_refused(&output, 1, told);
}

#[test]
fn mail_settings_that_cannot_be_used_stop_the_start_and_keep_the_password() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let half = ["serve", "--smtp-url", "smtps://host", "--data", data];
    assert_refused(&mkbroute(&half), 1, "set mail_from");
    let from = "meting@example.nl";
    let open = ["serve", "--mail-from", from, "--data", data];
    let url = "smtp://user:geheim@mail.example.nl";
    let output = mkbroute_with(&open, &[("MKBROUTE_SMTP_URL", url)]);
    assert_refused(&output, 1, "mail must not travel in the open");
    assert!(!errors(&output).contains("geheim"));
}
