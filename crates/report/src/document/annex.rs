//! Pathways, self-check, what is withheld, every item, policy, colophon.

use mkbroute_analysis::figure::{Statistic, Verdict};
use mkbroute_domain::text::Lang;

use super::{Block, Cell, Chapter, Column, Table};
use crate::source::{Finding, Source};
use crate::words::{self, capital, choose, number};

fn chapter(id: &str, title: &str, blocks: Vec<Block>) -> Chapter {
    Chapter {
        id: id.to_owned(),
        title: title.to_owned(),
        blocks,
    }
}

/// The pathways with their phase.
pub(super) fn pathways(source: &Source, lang: Lang) -> Chapter {
    let rows = source.pathways.iter().map(|pathway| {
        vec![
            Cell::text(pathway.name.get(lang)),
            Cell::text(format!("{}, {}", pathway.hogeschool, pathway.partner)),
            Cell::text(capital(words::pathway::degree(pathway.degree, lang))),
            Cell::text(words::pathway::phase(pathway.phase, lang)),
            Cell::text(pathway.note.get(lang)),
        ]
    });
    let table = Table {
        caption: choose(
            lang,
            "De routes en hun fase",
            "The pathways and their phase",
        )
        .into(),
        columns: [
            choose(lang, "Route", "Pathway"),
            choose(lang, "Hogeschool en partner", "Hogeschool and partner"),
            choose(lang, "Graad", "Degree"),
            choose(lang, "Fase", "Phase"),
            choose(lang, "Toelichting", "Note"),
        ]
        .map(Column::words)
        .to_vec(),
        rows: rows.collect(),
        note: None,
    };
    chapter(
        "pathways",
        choose(lang, "Routes", "Pathways"),
        vec![Block::Table(table)],
    )
}

/// Published claims that were checked by counting.
pub(super) fn findings(source: &Source, lang: Lang) -> Chapter {
    let rows = source.findings.iter().map(|finding| {
        vec![
            Cell::text(finding.section.clone()),
            Cell::text(finding.words.get(lang)),
            Cell::text(verdict(finding, lang)),
        ]
    });
    let table = Table {
        caption: choose(
            lang,
            "Uitspraken uit het rapport van 2022",
            "Claims of the report of 2022",
        )
        .into(),
        columns: vec![
            Column::labels("§"),
            Column::words(choose(lang, "Uitspraak", "Claim")),
            Column::words(choose(lang, "Kan dit kloppen?", "Can it be true?")),
        ],
        rows: rows.collect(),
        note: None,
    };
    let intro = choose(
        lang,
        "Een percentage moet passen bij een heel aantal mensen. Deze uitspraken zijn nagerekend.",
        "A percentage must fit a whole number of people. These claims were checked.",
    );
    let blocks = vec![
        Block::Paragraph {
            text: intro.to_owned(),
        },
        Block::Table(table),
    ];
    let title = choose(
        lang,
        "Zelfcontrole: kan dit kloppen?",
        "Self-check: can it be true?",
    );
    chapter("self-check", title, blocks)
}

/// What the self-check says of a claim.
pub fn verdict(finding: &Finding, lang: Lang) -> String {
    let counts: Vec<String> = finding.fitting.iter().map(ToString::to_string).collect();
    let list = counts.join(choose(lang, " of ", " or "));
    let n = finding.n;
    match (finding.stated, counts.is_empty(), lang) {
        (_, true, Lang::Nl) => format!("Nee: geen aantal van {n} past."),
        (_, true, Lang::En) => format!("No: no count of {n} fits."),
        (Some(k), false, _) if !finding.fitting.contains(&k) => {
            let share = number::percent(k, n);
            match lang {
                Lang::Nl => format!("Nee: {k} van de {n} is {share}."),
                Lang::En => format!("No: {k} of {n} is {share}."),
            }
        }
        (_, false, Lang::Nl) => format!("Ja: {list} van de {n}."),
        (_, false, Lang::En) => format!("Yes: {list} of {n}."),
    }
}

/// Which items hold withheld figures, by name, without their numbers.
pub(super) fn withheld(source: &Source, lang: Lang) -> Chapter {
    let mut rows = Vec::new();
    for group in &source.groups {
        let who = capital(group.labels.respondents(lang));
        for item in &group.result.items {
            let telling = |statistic: Statistic| {
                matches!(
                    statistic,
                    Statistic::Mean | Statistic::Count | Statistic::Share | Statistic::Sum
                )
            };
            let found = item
                .figures
                .iter()
                .filter(|figure| telling(figure.statistic))
                .find_map(|figure| match figure.verdict {
                    Verdict::Withheld(rule) => Some(rule),
                    Verdict::Released => None,
                });
            if let Some(rule) = found {
                rows.push(vec![
                    Cell::text(who.clone()),
                    Cell::text(group.labels.item(&item.id, lang)),
                    Cell::text(words::rule(rule, lang)),
                ]);
            }
        }
        for ratio in &group.result.ratios {
            if let Verdict::Withheld(rule) = ratio.figure.verdict {
                rows.push(vec![
                    Cell::text(who.clone()),
                    Cell::text(group.labels.item(&ratio.id, lang)),
                    Cell::text(words::rule(rule, lang)),
                ]);
            }
        }
    }
    let intro = choose(
        lang,
        "Van deze vragen tonen wij niet alles. Hier staat waarom, zonder de getallen.",
        "Of these questions we do not show everything. Here is why, without the numbers.",
    );
    let table = Table {
        caption: choose(
            lang,
            "Wat niet naar buiten mag",
            "What may not be published",
        )
        .into(),
        columns: vec![
            Column::labels(choose(lang, "Groep", "Group")),
            Column::words(choose(lang, "Vraag", "Question")),
            Column::labels(choose(lang, "Reden", "Reason")),
        ],
        rows,
        note: None,
    };
    let blocks = vec![
        Block::Paragraph {
            text: intro.to_owned(),
        },
        Block::Table(table),
    ];
    chapter(
        "withheld",
        choose(lang, "Wat wij niet tonen", "What we do not show"),
        blocks,
    )
}

/// Every item with its base.
pub(super) fn every_item(source: &Source, lang: Lang) -> Chapter {
    let mut blocks = Vec::new();
    for group in &source.groups {
        let rows = group.result.items.iter().map(|item| {
            let base = item.base.map_or_else(
                || choose(lang, "minder dan 5", "fewer than 5").to_owned(),
                |base| base.valid.to_string(),
            );
            let shown = item
                .figures
                .iter()
                .filter(|figure| figure.is_released())
                .count();
            vec![
                Cell::text(item.id.clone()),
                Cell::text(group.labels.item(&item.id, lang)),
                Cell::text(base),
                Cell::text(format!("{shown} / {}", item.figures.len())),
            ]
        });
        blocks.push(Block::Table(Table {
            caption: format!(
                "{}, {}",
                capital(group.labels.respondents(lang)),
                group.labels.origin.get(lang)
            ),
            columns: vec![
                Column::labels("code"),
                Column::words(choose(lang, "Vraag", "Question")),
                Column::numbers("n"),
                Column::numbers(choose(lang, "cijfers getoond", "figures shown")),
            ],
            rows: rows.collect(),
            note: None,
        }));
    }
    chapter(
        "items",
        choose(lang, "Bijlage: alle vragen", "Annex: every question"),
        blocks,
    )
}

/// Who made the report that the data come from.
pub(super) fn colophon(source: &Source, lang: Lang) -> Chapter {
    let mut lines = Vec::new();
    if let Some(found) = &source.colophon {
        let by = choose(lang, "Onderzoekers:", "Researchers:");
        lines.push(format!(
            "{} {}",
            choose(lang, "Opdracht:", "Commissioned by:"),
            found.commissioner.get(lang)
        ));
        lines.push(format!(
            "{by} {} ({})",
            found.authors.join(", "),
            found.organisations.join("; ")
        ));
        lines.push(format!(
            "{} {}",
            choose(lang, "Datum:", "Date:"),
            number::date(found.date, lang)
        ));
        lines.push(format!(
            "{} {}",
            choose(lang, "Dank aan:", "Thanks to:"),
            found.thanks.get(lang)
        ));
    }
    let mut blocks: Vec<Block> = lines
        .into_iter()
        .map(|text| Block::Paragraph { text })
        .collect();
    if !source.literature.is_empty() {
        blocks.push(Block::Heading {
            text: choose(lang, "Literatuur", "Literature").to_owned(),
        });
        let works = source
            .literature
            .iter()
            .map(|work| work.get(lang).to_owned());
        blocks.extend(works.map(|text| Block::Paragraph { text }));
    }
    chapter("colophon", choose(lang, "Colofon", "Colophon"), blocks)
}
