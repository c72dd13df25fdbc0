//! Slides for a meeting: who took part, then one figure a slide with its base and its caveats.

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

/// The figures of a group that say something: its ratings, and the choices that the engine has a
/// sentence about.
fn of_group(group: &GroupSource, lang: Lang) -> Vec<Chapter> {
    let who = capital(group.labels.respondents(lang));
    let mut chapters = Vec::new();
    let blocks = group::blocks_in_order(group).into_iter();
    for block in blocks.filter(|block| block != BACKGROUND) {
        for found in items::block(group, &block, lang) {
            let Block::Table(table) = found else {
                continue;
            };
            let title = match table.figure() {
                Some(id) if says_something(group, id) => table.caption.clone(),
                None if table.has_row_figures() => {
                    let name = group.labels.block(&block, lang);
                    format!("{who}: {}", lower(name))
                }
                _ => continue,
            };
            chapters.extend(chapters_of(group, &title, table, lang));
        }
    }
    if chapters.is_empty() {
        let text = choose(
            lang,
            "Over deze groep is nog niets te zeggen: er zijn te weinig antwoorden.",
            "Nothing can be said about this group yet: there are too few responses.",
        );
        let blocks = vec![Block::Paragraph { text: text.into() }];
        let (id, title) = (group.result.group.clone(), who);
        chapters.push(Chapter { id, title, blocks });
    }
    chapters
}

/// A slide for each handful of rows, each with the caveats of the group.
fn chapters_of(group: &GroupSource, title: &str, table: Table, lang: Lang) -> Vec<Chapter> {
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

/// Whether the engine has a sentence about the item of a figure, `students.motives`.
fn says_something(group: &GroupSource, figure: &str) -> bool {
    let item = figure.split_once('.').map_or(figure, |(_, item)| item);
    let item = group.result.item(item);
    item.is_some_and(|item| !item.phrases.is_empty())
}

fn lower(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next();
    first.map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}

impl Table {
    /// Whether some row is a figure with an address.
    fn has_row_figures(&self) -> bool {
        self.rows
            .iter()
            .flatten()
            .any(|cell| cell.row_figure().is_some())
    }
}
