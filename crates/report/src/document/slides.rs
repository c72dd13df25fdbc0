//! Slides for a meeting: who took part, then one figure a slide with its base and its caveats.

use mkbroute_analysis::dataset::ItemKind;
use mkbroute_analysis::result::ItemResult;
use mkbroute_domain::text::Lang;

use super::response::rate;
use super::{Block, Cell, Chapter, Column, Document, Form, Table, compose, group, items, opening};
use crate::source::{GroupSource, Source};
use crate::words::{capital, choose};

/// Tells who answered, not what they said.
const BACKGROUND: &str = "background";
/// Rows that fit a slide beside its caveats.
const ROWS: usize = 6;

/// Composes the slides. They hold nothing that the report of the same source does not hold.
pub fn slides(source: &Source, lang: Lang) -> Document {
    let mut chapters = vec![took_part(source, lang)];
    for group in &source.groups {
        chapters.extend(of_group(group, lang));
    }
    let subtitle = choose(lang, "Wat wij tot nu toe zien", "What we see so far");
    compose::document(Form::Slides, subtitle, chapters, source, lang)
}

/// The response against the population, and what must be known first.
fn took_part(source: &Source, lang: Lang) -> Chapter {
    let row = |group: &GroupSource| {
        let response = &group.result.response;
        let population = response.population.map(|count| count.to_string());
        let unknown = || choose(lang, "onbekend", "unknown").to_owned();
        vec![
            Cell::text(capital(group.labels.respondents(lang))),
            Cell::text(response.started.to_string()),
            Cell::text(population.unwrap_or_else(unknown)),
            Cell::text(rate(response, lang)),
        ]
    };
    let table = Table {
        caption: choose(lang, "Wie deden mee", "Who took part").into(),
        columns: vec![
            Column::words(choose(lang, "Groep", "Group")),
            Column::numbers(choose(lang, "antwoorden", "responses")),
            Column::numbers(choose(lang, "populatie", "population")),
            Column::numbers(choose(lang, "respons", "response")),
        ],
        rows: source.groups.iter().map(row).collect(),
        note: None,
    };
    let notes = opening::notes(source, lang);
    Chapter {
        id: "response".into(),
        title: choose(lang, "Respons", "Response").into(),
        blocks: [Block::Table(table)].into_iter().chain(notes).collect(),
    }
}

/// The figures of a group that matter: ratings, questions with several answers, and choices that
/// the engine has a sentence about.
fn of_group(group: &GroupSource, lang: Lang) -> Vec<Chapter> {
    let who = capital(group.labels.respondents(lang));
    let mut chapters = Vec::new();
    let blocks = group::blocks_in_order(group).into_iter();
    for block in blocks.filter(|block| block != BACKGROUND) {
        let title = format!("{who}: {}", lower(group.labels.block(&block, lang)));
        let ratings = items::ratings_of(group, &block, lang);
        chapters.extend(ratings.map(|table| chapters_of(group, &title, &table, lang)));
        let of_block = group.result.items.iter();
        for item in of_block.filter(|item| item.block == block && matters(item)) {
            if let Some(table) = items::choice(group, item, lang) {
                chapters.push(chapters_of(group, &table.caption, &table, lang));
            }
        }
    }
    let mut chapters = chapters.concat();
    if chapters.is_empty() {
        let text = choose(
            lang,
            "Er zijn nog te weinig antwoorden voor een cijfer dat iets zegt.",
            "There are too few responses yet for a figure that says something.",
        );
        let base = format!("n = {}", group.result.response.started);
        let lines = [text.to_owned(), base].map(|text| Block::Paragraph { text });
        let (id, title) = (group.result.group.clone(), who);
        let blocks = lines.into_iter().chain(group::notice(group, lang));
        chapters.push(Chapter {
            blocks: blocks.collect(),
            id,
            title,
        });
    }
    chapters
}

fn matters(item: &ItemResult) -> bool {
    matches!(item.kind, ItemKind::MultiResponse { .. }) || !item.phrases.is_empty()
}

/// A slide for each handful of rows, each with the caveats of the group.
fn chapters_of(group: &GroupSource, title: &str, table: &Table, lang: Lang) -> Vec<Chapter> {
    let who = group.labels.respondents(lang);
    let id = &group.result.group;
    let slide = |(position, rows): (usize, &[Vec<Cell>])| {
        let mut shown = Table {
            rows: rows.to_vec(),
            ..table.clone()
        };
        if shown.caption == title {
            shown.caption = format!("{}: {who}", choose(lang, "Groep", "Group"));
        }
        let blocks = [Block::Table(shown)].into_iter();
        Chapter {
            id: format!("{id}-{position}"),
            title: title.to_owned(),
            blocks: blocks.chain(group::notice(group, lang)).collect(),
        }
    };
    // Two slides of four rather than one of six and one of two.
    let slides = table.rows.len().div_ceil(ROWS).max(1);
    let rows = table.rows.len().div_ceil(slides).max(1);
    table.rows.chunks(rows).enumerate().map(slide).collect()
}

fn lower(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next();
    first.map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}
