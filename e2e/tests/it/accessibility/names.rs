//! What a screen reader says at each field of a questionnaire.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use mkbroute_domain::surveys::instrument::Instrument;
use mkbroute_domain::text::Lang;
use mkbroute_e2e::browser::Screen;
use mkbroute_e2e::tree::{Part, Tree};

use crate::places::Tour;

/// Roles of what is filled in.
const FIELDS: [&str; 5] = ["radio", "checkbox", "textbox", "spinbutton", "combobox"];

/// Each field is named with the question it belongs to, in words of the questionnaire itself; each
/// row of a matrix is a group of radio buttons named after the row. Without script, so that
/// questions behind a condition are there as well.
#[tokio::test(flavor = "multi_thread")]
async fn every_field_says_which_question_it_answers() -> Result<()> {
    let tour = Tour::begin(Screen::Phone, false).await?;
    let mut problems = Vec::new();
    for group in [
        "companies",
        "students",
        "teachers",
        "declined_companies",
        "stopped_students",
    ] {
        let instrument = instrument(group)?;
        let own = tour.begin_answering(group).await?;
        for lang in [Lang::Nl, Lang::En] {
            let mut seen = BTreeSet::new();
            for number in 1..=instrument.sections.len() {
                tour.go(&format!("{own}/deel/{number}"), lang.code())
                    .await?;
                let tree = tour.browser.tree().await?;
                for field in tree.of(&FIELDS) {
                    let name = tour.browser.field_name(field).await?;
                    let Some((_, code)) = name.split_once('.') else {
                        problems.push(format!("{own}/deel/{number}: a field called '{name}'"));
                        continue;
                    };
                    problems.extend(field_problem(&instrument, &tree, field, code, lang));
                    seen.insert(code.to_owned());
                }
            }
            let asked = instrument
                .questions()
                .filter(|question| question.item.coded_from.is_none());
            for question in asked.filter(|question| !seen.contains(question.code)) {
                problems.push(format!("{group}: no field for '{}'", question.code));
            }
        }
    }
    ensure!(problems.is_empty(), "{}", problems.join("\n"));
    Ok(())
}

/// What is wrong with what is read at a field: its own name and those of the groups around it.
fn field_problem(
    instrument: &Instrument,
    tree: &Tree,
    field: &Part,
    code: &str,
    lang: Lang,
) -> Option<String> {
    let question = instrument.question(code)?;
    let words = question.text.get(lang);
    let own = std::iter::once(field).chain(tree.around(field));
    let read: Vec<&str> = own
        .filter(|part| {
            ["group", "radiogroup"].contains(&part.role.as_str()) || part.name == field.name
        })
        .map(|part| part.name.as_str())
        .collect();
    if field.name.is_empty() {
        return Some(format!("{code}: a {} without a name", field.role));
    }
    if !read.iter().any(|name| name.contains(words)) {
        return Some(format!("{code}: {read:?} does not say '{words}'"));
    }
    if question.row.is_some() && field.role == "radio" {
        let group = tree.around(field).find(|part| part.role == "radiogroup");
        let ends = group.is_some_and(|group| group.name == words && !group.description.is_empty());
        return (!ends).then(|| format!("{code}: {group:?} is not the group of '{words}'"));
    }
    None
}

fn instrument(name: &str) -> Result<Instrument> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../data/instruments/{name}.toml"));
    let source = std::fs::read(&file).with_context(|| file.display().to_string())?;
    Instrument::from_toml(&source).map_err(|problems| anyhow::anyhow!("{problems:?}"))
}
