//! Who took part, from which pathways, and how evenly.

use mkbroute_analysis::result::{PathwayResponse, Response};
use mkbroute_domain::text::Lang;

use super::{Block, Cell, Chapter, Column, Table, opening};
use crate::source::{GroupSource, Source};
use crate::words::{capital, choose, number};

/// The chapter on response and coverage.
pub(super) fn chapter(source: &Source, lang: Lang) -> Chapter {
    let mut blocks = vec![Block::Table(opening::response(source, lang))];
    blocks.extend(coverage(source, lang).map(Block::Table));
    blocks.extend(
        source
            .groups
            .iter()
            .filter_map(|group| per_pathway(group, lang))
            .map(Block::Table),
    );
    blocks.push(Block::Paragraph {
        text: choose(
            lang,
            "Volledig is 80% of meer van de vragen die iemand kreeg, deels 50 tot 80%, afgebroken minder dan 50%. Een route telt mee vanaf vijf antwoorden. Waar de populatie onbekend is, schatten wij haar niet.",
            "Complete is 80% or more of the questions that somebody was asked, partial 50 to 80%, broken off less than 50%. A pathway counts from five answers on. Where the population is unknown, it is not estimated.",
        )
        .to_owned(),
    });
    Chapter {
        id: "response".into(),
        title: choose(lang, "Respons en dekking", "Response and coverage").into(),
        blocks,
    }
}

/// How many of the pathways are covered, and how much of the population with them.
fn coverage(source: &Source, lang: Lang) -> Option<Table> {
    let row = |group: &GroupSource| {
        let response = &group.result.response;
        let found = response.coverage?;
        let share = found.population_share.map(number::proportion);
        Some(vec![
            Cell::text(capital(group.labels.respondents(lang))),
            Cell::text(number::k_of_n(found.pathways, found.of, lang)),
            Cell::text(share.unwrap_or_else(|| unknown(lang).to_owned())),
            Cell::text(rate(response, lang)),
        ])
    };
    let table = Table {
        caption: choose(lang, "Dekking", "Coverage").into(),
        columns: vec![
            Column::words(choose(lang, "Groep", "Group")),
            Column::numbers(choose(
                lang,
                "routes met 5 of meer",
                "pathways with 5 or more",
            )),
            Column::numbers(choose(lang, "deel van de populatie", "share of population")),
            Column::numbers(choose(lang, "respons", "response")),
        ],
        rows: source.groups.iter().filter_map(row).collect(),
        note: None,
    };
    (!table.rows.is_empty()).then_some(table)
}

fn unknown(lang: Lang) -> &'static str {
    choose(lang, "onbekend", "unknown")
}

/// The share of the population that answered.
pub(super) fn rate(response: &Response, lang: Lang) -> String {
    match response.population {
        Some(population) => number::percent(response.started, population),
        None => unknown(lang).to_owned(),
    }
}

/// How many of each pathway answered; only a researcher holds it.
fn per_pathway(group: &GroupSource, lang: Lang) -> Option<Table> {
    let row = |pathway: &PathwayResponse| {
        let population = pathway.population;
        let of = population.map_or_else(|| unknown(lang).to_owned(), |n| n.to_string());
        let rate = population.map_or_else(String::new, |n| number::percent(pathway.answered, n));
        vec![
            Cell::text(group.labels.category("pathway", &pathway.code, lang)),
            Cell::text(pathway.answered.to_string()),
            Cell::text(of),
            Cell::text(rate),
        ]
    };
    let who = group.labels.respondents(lang);
    let table = Table {
        caption: format!("{}: {who}", choose(lang, "Per route", "By pathway")),
        columns: vec![
            Column::words(choose(lang, "Route", "Pathway")),
            Column::numbers(choose(lang, "begonnen", "started")),
            Column::numbers(choose(lang, "populatie", "population")),
            Column::numbers(choose(lang, "respons", "response")),
        ],
        rows: group.result.response.pathways.iter().map(row).collect(),
        note: None,
    };
    (!table.rows.is_empty()).then_some(table)
}
