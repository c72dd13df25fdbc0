//! `/toegankelijkheid`: how accessible the pages are, as far as it was examined; made from the last run of the
//! tests over every page (`data/accessibility`, kept by `cargo xtask accessibility`).

use std::collections::BTreeSet;

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use mkbroute_domain::text::Lang;
use mkbroute_report::words::choose;
use serde::Deserialize;

use crate::error::render;
use crate::extract::Locale;
use crate::page::Page;

/// The runs that are kept, by language.
const KEPT: [(Lang, &str); 2] = [
    (
        Lang::Nl,
        include_str!("../../../data/accessibility/nl.json"),
    ),
    (
        Lang::En,
        include_str!("../../../data/accessibility/en.json"),
    ),
];

/// What a run over every page in one language found.
#[derive(Clone, Debug, Deserialize)]
struct Run {
    date: NaiveDate,
    /// The version of axe.
    axe: String,
    /// In CSS pixels.
    widths: Vec<u32>,
    pages: BTreeSet<String>,
    /// The rules that every page followed.
    passed: BTreeSet<String>,
    /// The rules that a page broke.
    failed: BTreeSet<String>,
}

impl Run {
    fn on(&self) -> String {
        let widths: Vec<String> = self.widths.iter().map(u32::to_string).collect();
        widths.join(", ")
    }
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    page: Page,
    runs: Vec<(&'static str, Run)>,
    /// The rules that a page broke, in any language.
    failed: BTreeSet<String>,
    /// The rules that every page followed.
    passed: BTreeSet<String>,
    pages: BTreeSet<String>,
}

/// The statement. Open to all: respondents read it too.
pub(crate) async fn show(locale: Locale) -> Response {
    render(&statement(&locale, kept(locale.lang)), locale.lang)
}

/// The runs that are kept, each with the name of its language.
fn kept(lang: Lang) -> Vec<(&'static str, Run)> {
    let read = |(of, kept): (Lang, &str)| {
        let name = match of {
            Lang::Nl => choose(lang, "Nederlands", "Dutch"),
            Lang::En => choose(lang, "Engels", "English"),
        };
        Some((name, serde_json::from_str(kept).ok()?))
    };
    KEPT.into_iter().filter_map(read).collect()
}

fn statement(locale: &Locale, runs: Vec<(&'static str, Run)>) -> AccessibilityPage {
    let title = choose(locale.lang, "Toegankelijkheid", "Accessibility");
    let all = |of: fn(&Run) -> &BTreeSet<String>| -> BTreeSet<String> {
        let found = runs.iter().flat_map(|(_, run)| of(run));
        found.cloned().collect()
    };
    let failed = all(|run| &run.failed);
    let mut passed = all(|run| &run.passed);
    passed.retain(|rule| !failed.contains(rule));
    AccessibilityPage {
        page: Page::new(locale, title),
        pages: all(|run| &run.pages),
        passed,
        failed,
        runs,
    }
}

#[cfg(test)]
mod tests;
