//! Landmarks and headings, as a screen reader lists them.

use mkbroute_e2e::tree::Tree;

/// Landmarks that each page has exactly once.
const ONCE: [&str; 3] = ["banner", "main", "contentinfo"];

/// Landmarks that need a name of their own where a page has several of a kind.
const NAMED: [&str; 4] = ["navigation", "region", "complementary", "search"];

/// What is wrong with the landmarks and headings of a page.
pub(crate) fn structure_problems(tree: &Tree) -> Vec<String> {
    let mut problems = Vec::new();
    for role in ONCE {
        match tree.of(&[role]).count() {
            1 => {}
            0 => problems.push(format!("no landmark '{role}'")),
            count => problems.push(format!("{count} landmarks '{role}'")),
        }
    }
    for role in NAMED {
        let mut names: Vec<&str> = tree.of(&[role]).map(|part| part.name.as_str()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        if count > 1 && (names.len() < count || names.contains(&"")) {
            problems.push(format!(
                "{count} landmarks '{role}' with the names {names:?}"
            ));
        }
    }
    problems.extend(heading_problems(tree));
    problems
}

fn heading_problems(tree: &Tree) -> Vec<String> {
    let mut problems = Vec::new();
    let headings: Vec<_> = tree.of(&["heading"]).collect();
    let first = headings.iter().filter(|found| found.level == 1).count();
    if first != 1 {
        problems.push(format!("{first} headings of level 1"));
    }
    let mut level = 0;
    for heading in headings {
        if heading.level > level + 1 {
            let (deep, name) = (heading.level, &heading.name);
            problems.push(format!("'{name}' skips from level {level} to {deep}"));
        }
        if heading.name.is_empty() {
            problems.push(format!("a heading of level {} is empty", heading.level));
        }
        level = heading.level;
    }
    problems
}
