//! One page for a meeting: who took part, what stands out, what to keep in mind.

use mkbroute_analysis::dataset::ItemKind;
use mkbroute_analysis::figure::{Figure, Statistic};
use mkbroute_analysis::result::ItemResult;
use mkbroute_domain::text::Lang;

use super::items::with_interval;
use super::{Block, Cell, Chapter, Column, Document, Form, Table, compared, compose, opening};
use crate::source::{GroupSource, Source};
use crate::words::{self, capital, choose, number};

/// So much of each kind fits a page with three groups.
const SENTENCES: usize = 3;
const CAVEATS: usize = 2;
const CHANGES: usize = 2;
const HIGHEST: usize = 2;

/// Composes the page. It holds nothing that the report of the same source does not hold.
pub fn handout(source: &Source, lang: Lang) -> Document {
    let mut chapters = vec![took_part(source, lang), ratings(source, lang)];
    for group in &source.groups {
        chapters.push(stands_out(source, group, lang));
    }
    chapters.retain(|chapter| !chapter.blocks.is_empty());
    let subtitle = choose(
        lang,
        "De meting op één pagina",
        "The measurement on one page",
    );
    compose::document(Form::Handout, subtitle, chapters, source, lang)
}

fn took_part(source: &Source, lang: Lang) -> Chapter {
    let mut blocks: Vec<Block> = opening::notes(source, lang).into_iter().collect();
    blocks.push(Block::Table(opening::response(source, lang)));
    Chapter {
        id: "response".into(),
        title: choose(lang, "Respons", "Response").into(),
        blocks,
    }
}

/// What a group says, with the most telling caveats below it.
fn stands_out(source: &Source, group: &GroupSource, lang: Lang) -> Chapter {
    let mut sentences = compared::sentences(source, &group.result.group, CHANGES, lang);
    let left = SENTENCES.saturating_sub(sentences.len()).max(1);
    sentences.extend(opening::sentences(group, lang).into_iter().take(left));
    let caveats: Vec<String> = group
        .result
        .reservations
        .iter()
        .take(CAVEATS)
        .map(|found| words::reservation(found, &group.labels, lang))
        .collect();
    let mut blocks: Vec<Block> = sentences
        .into_iter()
        .map(|text| Block::Paragraph { text })
        .collect();
    if !caveats.is_empty() {
        blocks.push(Block::Notice {
            title: choose(lang, "Houd rekening met", "Keep in mind").into(),
            lines: caveats,
        });
    }
    Chapter {
        id: group.result.group.clone(),
        title: capital(group.labels.respondents(lang)),
        blocks,
    }
}

/// The highest and the lowest rating of each group.
fn ratings(source: &Source, lang: Lang) -> Chapter {
    let rows: Vec<Vec<Cell>> = source
        .groups
        .iter()
        .flat_map(|group| group_rows(group, lang))
        .collect();
    let table = Table {
        caption: choose(
            lang,
            "Gemiddelden met 95%-interval, schaal 1 tot en met 10",
            "Means with 95% interval, scale 1 to 10",
        )
        .into(),
        columns: vec![
            Column::labels(choose(lang, "Groep", "Group")),
            Column::words(choose(lang, "Vraag", "Question")),
            Column::numbers(choose(lang, "gemiddelde", "mean")),
            Column::numbers("n"),
        ],
        rows,
        note: None,
    };
    let blocks = if table.rows.is_empty() {
        Vec::new()
    } else {
        vec![Block::Table(table)]
    };
    Chapter {
        id: "ratings".into(),
        title: choose(
            lang,
            "Hoogste en laagste oordelen",
            "Highest and lowest ratings",
        )
        .into(),
        blocks,
    }
}

fn group_rows(group: &GroupSource, lang: Lang) -> Vec<Vec<Cell>> {
    let mut rated: Vec<(&ItemResult, &Figure, f64)> = group
        .result
        .items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Scale { max: 10, .. }))
        .filter_map(|item| {
            let mean = |figure: &&Figure| figure.statistic == Statistic::Mean;
            let figure = item.figures.iter().find(mean)?;
            let released = figure.is_released();
            Some((item, figure, figure.value.filter(|_| released)?))
        })
        .collect();
    rated.sort_by(|a, b| b.2.total_cmp(&a.2));
    if rated.len() > HIGHEST + 1 {
        rated.drain(HIGHEST..rated.len() - 1);
    }
    let row = |(item, figure, mean): (&ItemResult, &Figure, f64)| {
        let show = |end: f64| number::one_decimal(end, lang);
        let base = figure
            .base
            .map_or_else(String::new, |base| base.to_string());
        vec![
            Cell::text(capital(group.labels.respondents(lang))),
            Cell::text(group.labels.item(&item.id, lang)),
            Cell::text(with_interval(figure, mean, lang, show)),
            Cell::text(base),
        ]
    };
    rated.into_iter().map(row).collect()
}
