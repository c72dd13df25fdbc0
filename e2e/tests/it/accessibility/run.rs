//! What a run over every page found, kept in the repository: the accessibility statement is made from it.
//!
//! A run compares with what is kept, but for its day; `cargo xtask accessibility` keeps a new one.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use mkbroute_e2e::axe::{Outcome, TAGS};
use serde::{Deserialize, Serialize};

/// A run in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Run {
    /// The day of the run.
    date: String,
    /// The version of axe.
    axe: String,
    /// The levels of WCAG, as axe names them.
    levels: Vec<String>,
    /// The widths of the screens, in CSS pixels.
    widths: Vec<u32>,
    /// The pages, by the names of their pictures.
    pages: Vec<String>,
    /// The rules that every page followed, where they had something to look at.
    passed: BTreeSet<String>,
    /// The rules that a page broke.
    failed: BTreeSet<String>,
}

impl Run {
    pub(crate) fn begin(widths: &[u32]) -> Self {
        Self {
            date: String::new(),
            axe: String::new(),
            levels: TAGS.map(str::to_owned).into(),
            widths: widths.to_vec(),
            pages: Vec::new(),
            passed: BTreeSet::new(),
            failed: BTreeSet::new(),
        }
    }

    /// Takes up a page on all widths.
    pub(crate) fn add(&mut self, page: &str, outcomes: Vec<Outcome>) {
        self.pages.push(page.to_owned());
        for outcome in outcomes {
            self.axe = outcome.version;
            self.passed.extend(outcome.passed);
            self.failed.extend(outcome.failed);
        }
        let failed = &self.failed;
        self.passed.retain(|rule| !failed.contains(rule));
    }

    /// Keeps the run if that is asked; otherwise compares it with the one that is kept.
    pub(crate) fn finish(mut self, lang: &str) -> Result<()> {
        let file = kept(lang);
        if std::env::var_os("MKBROUTE_TEST_KEEP").is_some() {
            self.date = today();
            let text = serde_json::to_string_pretty(&self)? + "\n";
            return std::fs::write(&file, text).with_context(|| file.display().to_string());
        }
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let differences = self.differences(&serde_json::from_str(&text)?);
        ensure!(
            differences.is_empty(),
            "the accessibility statement is of another run; `cargo xtask accessibility` makes it anew:\n{}",
            differences.join("\n")
        );
        Ok(())
    }

    /// What a run has that the kept one has not, or the other way round, but for the day.
    fn differences(&self, kept: &Self) -> Vec<String> {
        let mut found = Vec::new();
        if (&self.axe, &self.levels, &self.widths) != (&kept.axe, &kept.levels, &kept.widths) {
            found.push("another axe, other levels or other widths".to_owned());
        }
        let pages = |run: &Self| run.pages.iter().cloned().collect();
        for (what, now, then) in [
            ("page", pages(self), pages(kept)),
            ("rule that passed", self.passed.clone(), kept.passed.clone()),
            ("rule that failed", self.failed.clone(), kept.failed.clone()),
        ] {
            let (now, then): (BTreeSet<String>, BTreeSet<String>) = (now, then);
            found.extend(
                now.difference(&then)
                    .map(|one| format!("{what}, new: {one}")),
            );
            found.extend(
                then.difference(&now)
                    .map(|one| format!("{what}, gone: {one}")),
            );
        }
        found
    }
}

fn kept(lang: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/accessibility");
    PathBuf::from(folder).join(format!("{lang}.json"))
}

#[expect(clippy::disallowed_methods, reason = "the day of a real run")]
fn today() -> String {
    chrono::Utc::now().date_naive().to_string()
}

/// The comparison can fail: a page, a rule, a version or a width more or less is seen, another day is not.
#[test]
fn a_page_added_without_a_run_is_seen() {
    let outcome = || Outcome {
        version: "4".to_owned(),
        passed: vec!["label".to_owned(), "list".to_owned()],
        failed: vec!["list".to_owned()],
        broken: Vec::new(),
    };
    let mut kept = Run::begin(&[390, 1280]);
    kept.add("start", vec![outcome()]);
    let mut run = kept.clone();
    run.date = "2026-11-26".to_owned();
    assert_eq!(run.differences(&kept), [""; 0], "only the day differs");
    run.add("measurements", vec![outcome()]);
    assert_eq!(run.differences(&kept), ["page, new: measurements"]);
    assert_eq!(kept.differences(&run), ["page, gone: measurements"]);
    let mut run = kept.clone();
    run.passed.insert("region".to_owned());
    assert_eq!(run.differences(&kept), ["rule that passed, new: region"]);
    assert!(kept.failed.contains("list") && !kept.passed.contains("list"));
    let mut run = kept.clone();
    run.widths = vec![390];
    assert_eq!(run.differences(&kept).len(), 1);
}
