//! Folders carry the same words in every layer, so that a feature has one name everywhere.

use std::fs;
use std::path::Path;

use anyhow::Result;

/// What the program can do. A new word needs an ADR.
const CAPABILITIES: [&str; 13] = [
    "accounts",
    "organisations",
    "pathways",
    "outreach",
    "students",
    "workplaces",
    "matching",
    "agreements",
    "guidance",
    "funding",
    "surveys",
    "insights",
    "guides",
];

/// Layers whose folders are capabilities, with the technical folders that they may have beside.
const LAYERS: [(&str, &[&str]); 5] = [
    ("domain", &[]),
    ("application", &["asks", "demo", "operations"]),
    (
        "store",
        &[
            "audit",
            "backup",
            "connect",
            "entities",
            "error",
            "figures_file",
            "frozen",
            "migrations",
            "privacy",
            "questionnaire_drafts",
            "store",
            "submit",
            "tables",
        ],
    ),
    (
        "web",
        &["accessibility", "api", "error", "extract", "guard", "style"],
    ),
    ("worker", &[]),
];

/// Folders that carry no known word.
pub(super) fn breaches(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (layer, technical) in LAYERS {
        for entry in fs::read_dir(root.join("crates").join(layer).join("src"))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let known = CAPABILITIES.contains(&name.as_str()) || technical.contains(&name.as_str());
            if entry.file_type()?.is_dir() && !known {
                found.push(format!("{layer}/src/{name} is no capability word"));
            }
        }
    }
    Ok(found)
}
