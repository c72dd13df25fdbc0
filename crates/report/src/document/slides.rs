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
/// Millimetres of a slide that rows may take.
const HEIGHT: usize = 96;
/// Characters of a name on a line: beside a drawing, and without one.
const NAME: [usize; 2] = [23, 48];

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
            if let Some(mut table) = items::choice(group, item, lang) {
                let title = group.labels.item(&item.id, lang);
                table.caption = format!("{who}, {}", items::base_text(item, lang));
                chapters.push(chapters_of(group, title, &table, lang));
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
    let id = &group.result.group;
    let slide = |(position, rows)| {
        let shown = Table {
            rows,
            ..table.clone()
        };
        let blocks = [Block::Table(shown)].into_iter();
        Chapter {
            id: format!("{id}-{position}"),
            title: title.to_owned(),
            blocks: blocks.chain(group::notice(group, lang)).collect(),
        }
    };
    handfuls(table).into_iter().enumerate().map(slide).collect()
}

/// The rows by slide: as many as fit, spread evenly over as few slides as that takes.
fn handfuls(table: &Table) -> Vec<Vec<Vec<Cell>>> {
    let drawn = table.rows.iter().flatten().any(|cell| cell.svg.is_some());
    let heights: Vec<usize> = table.rows.iter().map(|row| height(row, drawn)).collect();
    let slides = heights.iter().sum::<usize>().div_ceil(HEIGHT).max(1);
    let fair = heights.iter().sum::<usize>().div_ceil(slides);
    let mut handfuls: Vec<Vec<Vec<Cell>>> = vec![Vec::new()];
    let mut filled = 0;
    for (row, height) in table.rows.iter().zip(heights) {
        let full = filled >= fair || filled + height > HEIGHT;
        if full && filled > 0 {
            handfuls.push(Vec::new());
            filled = 0;
        }
        filled += height;
        handfuls
            .last_mut()
            .into_iter()
            .for_each(|last| last.push(row.clone()));
    }
    handfuls
}

/// The millimetres that a row takes: seven a line of its name, and five around it.
fn height(row: &[Cell], drawn: bool) -> usize {
    let name = row.first().map_or(0, |cell| cell.text.chars().count());
    let lines = name.div_ceil(NAME[usize::from(!drawn)]).max(1);
    // Blocks of a distribution stand higher than two lines.
    let blocks = row.iter().any(|cell| cell.row_figure().is_some());
    (lines * 7 + 5).max(if blocks { 17 } else { 0 })
}

fn lower(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next();
    first.map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests;
