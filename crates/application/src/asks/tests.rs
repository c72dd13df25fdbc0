use std::path::Path;

/// Capabilities that ask nothing of anybody, each with why.
const SILENT: [(&str, &str); 3] = [
    ("demo", "it fills a database and is done"),
    ("operations", "whoever runs commands is no signed-in person"),
    (
        "organisations",
        "what a company is asked stands with its pathway",
    ),
];

/// A capability that is forgotten would never show on the start page.
#[test]
fn every_capability_asks_or_says_why_it_does_not() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(&root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !path.is_dir() || name == "asks" {
            continue;
        }
        let asks = path.join("asks.rs").is_file();
        let silent = SILENT.iter().any(|(found, _)| *found == name);
        assert!(asks != silent, "{name}: an asks.rs, or a reason");
    }
}
