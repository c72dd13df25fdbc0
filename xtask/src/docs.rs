//! Checks of the documents: named tests exist, links lead somewhere, no path of one machine.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

/// Words that only mean something on one machine.
const FORBIDDEN: [&str; 3] = ["/root/", "/home/", "/work/"];

/// How a path within the checkout begins.
const PLACES: [&str; 6] = ["crates/", "data/", "docs/", "e2e/", "xtask/src", "bench/"];

/// Checks every Markdown file of the checkout.
pub(crate) fn check(root: &Path) -> Result<()> {
    let sources = read_all(root, "rs")?;
    let mut problems = Vec::new();
    for (path, text) in read_all(root, "md")? {
        let shown = path.strip_prefix(root).unwrap_or(&path).display();
        let found = dead_links(&path, &text)
            .into_iter()
            .chain(missing_paths(root, &text))
            .chain(forbidden(&text));
        problems.extend(found.map(|problem| format!("{shown}: {problem}")));
        if path.ends_with("docs/seed.md") {
            problems.extend(missing_tests(&text, &sources));
        }
    }
    ensure!(problems.is_empty(), "{}", problems.join("\n"));
    Ok(())
}

/// Files with this ending, outside hidden folders and build output.
fn read_all(folder: &Path, ending: &str) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            found.extend(read_all(&path, ending)?);
        } else if path
            .extension()
            .is_some_and(|extension| extension == ending)
        {
            let text = fs::read_to_string(&path)?;
            found.push((path, text));
        }
    }
    Ok(found)
}

/// Relative links to files that are not there.
fn dead_links(file: &Path, text: &str) -> Vec<String> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    targets
        .map(|target| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .filter(|target| !target.starts_with("mailto:"))
        .filter(|target| !folder.join(target).exists())
        .map(|target| format!("the link to {target} leads nowhere"))
        .collect()
}

/// Paths in code style that name a place in the checkout where nothing is.
fn missing_paths(root: &Path, text: &str) -> Vec<String> {
    let named = text.split('`').skip(1).step_by(2);
    named
        .filter(|words| PLACES.iter().any(|place| words.starts_with(place)))
        .filter(|words| !words.contains(['{', '*', ' ', ',']) && !root.join(words).exists())
        .map(|words| format!("{words} is not there"))
        .collect()
}

fn forbidden(text: &str) -> Vec<String> {
    FORBIDDEN
        .iter()
        .filter(|word| text.contains(**word))
        .map(|word| format!("names {word}, a path of one machine"))
        .collect()
}

/// Tests that the table of demands names in its column "test" and that do not exist.
fn missing_tests(table: &str, sources: &[(PathBuf, String)]) -> Vec<String> {
    let named = table
        .lines()
        .filter(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(4))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2));
    named
        .filter(|name| {
            let definition = format!("fn {name}(");
            !sources.iter().any(|(_, text)| text.contains(&definition))
        })
        .map(|name| format!("docs/seed.md: no test is called {name}"))
        .collect()
}

#[cfg(test)]
mod tests;
