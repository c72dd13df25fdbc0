use serde_json::Value;

use crate::run::{assert_refused, errors, mkbroute, printed, seeded, text};

#[test]
fn a_log_is_followed_and_compared_with_the_head_that_was_kept() {
    let folder = seeded();
    let data = ["--data", text(folder.path())];
    let run = |arguments: &[&str]| mkbroute(&[&["audit"], arguments, &data].concat());
    let kept = folder.path().join("head.txt");
    let head = ["head", "--out", text(&kept)];
    assert!(run(&head).status.success());
    let line = std::fs::read_to_string(&kept).unwrap();
    let (number, hash) = line.trim().split_once(' ').unwrap();
    let verify = ["verify", "--head", text(&kept)];
    let whole = format!("The log is whole: {number} entries, {hash}\n");
    assert_eq!(printed(&run(&verify)), whole);
    assert_eq!(printed(&run(&["verify"])), whole);

    // Entries that the kept head knows and the log does not.
    let number: u64 = number.parse().unwrap();
    std::fs::write(&kept, format!("{} {hash}\n", number + 3)).unwrap();
    let words = format!(
        "the log was cut off: entry {} is missing, and it went on to entry {}",
        number + 1,
        number + 3
    );
    assert_refused(&run(&verify), 1, &words);
    let told = run(&[&verify[..], &["--json"]].concat());
    let told: Value = serde_json::from_str(&printed(&told)).unwrap();
    assert_eq!(told["whole"], false);
    assert_eq!(told["first_bad"], number + 1);

    // Another history with as many entries.
    std::fs::write(&kept, format!("{number} sha256:{}\n", "0".repeat(64))).unwrap();
    assert_refused(&run(&verify), 1, "the log was written anew");
    std::fs::write(&kept, "nonsense").unwrap();
    assert_refused(&run(&verify), 1, "holds no number and hash");
    let nowhere = run(&["verify", "--head", "/nowhere/head.txt"]);
    assert_refused(&nowhere, 1, "cannot read /nowhere/head.txt");
    let healed = run(&["verify", "--json"]);
    assert!(healed.status.success(), "{}", errors(&healed));
}
