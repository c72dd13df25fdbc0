//! Summary and method.

use mkbroute_analysis::result::Phrase;
use mkbroute_domain::text::Lang;

use super::{Block, Cell, Chapter, Column, Table, compared};
use crate::labels;
use crate::source::{GroupSource, Source};
use crate::words::{self, capital, choose, number};

/// What the gates allow to say first.
pub(super) fn summary(source: &Source, lang: Lang) -> Chapter {
    let mut blocks = vec![Block::Table(response(source, lang))];
    for group in &source.groups {
        let name = capital(words::group(group.instrument.group, lang));
        blocks.push(Block::Heading { text: name });
        blocks.extend(super::group::notice(group, lang));
        let changed = compared::sentences(source, &group.result.group, 5, lang);
        blocks.extend(changed.into_iter().map(|text| Block::Paragraph { text }));
        blocks.extend(
            sentences(group, lang)
                .into_iter()
                .map(|text| Block::Paragraph { text }),
        );
    }
    Chapter {
        id: "summary".into(),
        title: choose(lang, "Samenvatting", "Summary").into(),
        blocks,
    }
}

fn response(source: &Source, lang: Lang) -> Table {
    let rows = source.groups.iter().map(|group| {
        let response = &group.result.response;
        let population = match response.population {
            Some(count) => count.to_string(),
            None => choose(lang, "onbekend", "unknown").to_owned(),
        };
        let name = capital(words::group(group.instrument.group, lang));
        let mut row = vec![Cell::text(name)];
        let counts = [
            response.started,
            response.complete,
            response.partial,
            response.break_off,
        ];
        row.extend(counts.iter().map(|count| Cell::text(count.to_string())));
        row.push(Cell::text(population));
        row
    });
    Table {
        caption: choose(lang, "Wie deden mee", "Who took part").into(),
        columns: vec![
            Column::words(choose(lang, "Groep", "Group")),
            Column::numbers(choose(lang, "begonnen", "started")),
            Column::numbers(choose(lang, "volledig", "complete")),
            Column::numbers(choose(lang, "deels", "partial")),
            Column::numbers(choose(lang, "afgebroken", "broken off")),
            Column::numbers(choose(lang, "populatie", "population")),
        ],
        rows: rows.collect(),
        note: None,
    }
}

/// What the ranking of ratings carries, per block.
pub(super) fn sentences(group: &GroupSource, lang: Lang) -> Vec<String> {
    let named = |phrase: &Phrase| -> Vec<String> {
        let items = group
            .result
            .items
            .iter()
            .filter(|item| item.phrases.contains(phrase));
        items
            .filter(|item| item.block == "satisfaction")
            .map(|item| format!("“{}”", labels::item(&group.instrument, &item.id, lang)))
            .collect()
    };
    let who = words::group(group.instrument.group, lang);
    let mut sentences = Vec::new();
    for item in named(&Phrase::RanksFirst) {
        sentences.push(match lang {
            Lang::Nl => format!("De {who} zijn het meest tevreden over {item}."),
            Lang::En => format!("The {who} are most satisfied with {item}."),
        });
    }
    let among = named(&Phrase::AmongHighest);
    if !among.is_empty() {
        let list = among.join(choose(lang, " en ", " and "));
        let one = among.len() == 1;
        sentences.push(match (lang, one) {
            (Lang::Nl, true) => {
                format!("{list} behoort tot de punten waarover zij het meest tevreden zijn.")
            }
            (Lang::Nl, false) => {
                format!("{list} behoren tot de punten waarover zij het meest tevreden zijn.")
            }
            (Lang::En, true) => format!("{list} is among the points that satisfy them most."),
            (Lang::En, false) => format!("{list} are among the points that satisfy them most."),
        });
    }
    for item in named(&Phrase::MostDivided) {
        sentences.push(match lang {
            Lang::Nl => format!("Over {item} zijn zij het meest verdeeld."),
            Lang::En => format!("They are most divided about {item}."),
        });
    }
    sentences
}

/// Whether parts of a group stand apart, and why not.
fn per_pathway(source: &Source, lang: Lang) -> String {
    let apart = source
        .groups
        .iter()
        .any(|group| !group.result.breakdowns.is_empty());
    let words = if apart {
        choose(
            lang,
            "Een route of ander deel staat alleen apart bij tien of meer antwoorden, en als er samen met de andere cijfers niets over personen uit terug te rekenen is.",
            "A pathway or other part stands apart only with ten or more answers, and if nothing about persons can be computed from it together with the other figures.",
        )
    } else {
        choose(
            lang,
            "Cijfers per route tonen wij niet: daarvoor zijn de aantallen te klein.",
            "Figures per pathway are not shown: the numbers are too small.",
        )
    };
    words.to_owned()
}

/// How the measurement was made, and what it cannot carry.
pub(super) fn method(source: &Source, lang: Lang) -> Chapter {
    let wave = &source.wave;
    let (opens, closes) = (
        number::date(wave.opens, lang),
        number::date(wave.closes, lang),
    );
    let policy = &source.policy;
    let text = match lang {
        Lang::Nl => vec![
            format!("De vragenlijsten stonden open van {opens} tot en met {closes}."),
            format!(
                "Wij tonen niets bij minder dan {} antwoorden, aantallen vanaf {} en percentages vanaf {}. \
                 Bij {} tot {} antwoorden tonen wij alleen gemiddelden, als zeer indicatief.",
                policy.show_from, policy.counts_from, policy.percentages_from,
                policy.show_from, policy.counts_from - 1
            ),
            "Elke vraag heeft haar eigen basis: wie de vraag kreeg en een geldig antwoord gaf. Wij vullen niets in.".to_owned(),
            "Intervallen zijn 95%-intervallen. Bij een gemiddelde is dat Students t, afgekapt op de schaal; bij een percentage Wilson.".to_owned(),
            per_pathway(source, lang),
        ],
        Lang::En => vec![
            format!("The questionnaires were open from {opens} to {closes}."),
            format!(
                "We show nothing below {} answers, counts from {} and percentages from {}. \
                 With {} to {} answers we show means only, as very indicative.",
                policy.show_from, policy.counts_from, policy.percentages_from,
                policy.show_from, policy.counts_from - 1
            ),
            "Every question has its own base: who was asked and gave a valid answer. Nothing is imputed.".to_owned(),
            "Intervals are 95% intervals: Student's t for a mean, clipped to the scale; Wilson for a percentage.".to_owned(),
            per_pathway(source, lang),
        ],
    };
    let blocks = text
        .into_iter()
        .map(|text| Block::Paragraph { text })
        .collect();
    Chapter {
        id: "method".into(),
        title: choose(lang, "Hoe wij maten", "How we measured").into(),
        blocks,
    }
}
