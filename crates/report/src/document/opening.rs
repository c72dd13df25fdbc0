//! Summary and method.

use mkbroute_analysis::figure::{Figure, Statistic};
use mkbroute_analysis::result::{ItemResult, Phrase};
use mkbroute_domain::text::Lang;

use super::{Block, Cell, Chapter, Column, Table, compared};
use crate::source::{GroupSource, Source};
use crate::words::{self, capital, choose, number};

/// What the gates allow to say first.
pub(super) fn summary(source: &Source, lang: Lang) -> Chapter {
    let mut blocks: Vec<Block> = notes(source, lang).into_iter().collect();
    blocks.push(Block::Table(response(source, lang)));
    for group in &source.groups {
        let name = capital(group.labels.respondents(lang));
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

/// What a reader must know first, if there is anything.
pub(super) fn notes(source: &Source, lang: Lang) -> Option<Block> {
    let lines: Vec<String> = source
        .notes
        .iter()
        .map(|note| note.text.get(lang).to_owned())
        .collect();
    (!lines.is_empty()).then(|| Block::Notice {
        title: choose(lang, "Lees dit eerst", "Read this first").to_owned(),
        lines,
    })
}

/// Who took part, group by group.
pub(super) fn response(source: &Source, lang: Lang) -> Table {
    let rows = source.groups.iter().map(|group| {
        let response = &group.result.response;
        let population = match response.population {
            Some(count) => count.to_string(),
            None => choose(lang, "onbekend", "unknown").to_owned(),
        };
        let name = capital(group.labels.respondents(lang));
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
        note: fielded(source, lang),
    }
}

/// What was done to reach people, and what stayed unfinished, group by group.
fn fielded(source: &Source, lang: Lang) -> Option<String> {
    let told = |group: &GroupSource| {
        let found = group.result.response.fielded;
        let part = |count: u32, nl: &str, en: &str| {
            (count > 0).then(|| format!("{count} {}", choose(lang, nl, en)))
        };
        let parts = [
            part(
                found.invited,
                "keer persoonlijk uitgenodigd",
                "personal invitations",
            ),
            part(
                found.reissued,
                "keer op verzoek opnieuw (dubbel meedoen is dan niet uit te sluiten)",
                "made anew at request (so that answering twice is not excluded)",
            ),
            part(
                found.destroyed,
                "onvolledig en bij het sluiten gewist",
                "unfinished and deleted at closing",
            ),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let name = capital(group.labels.respondents(lang));
        (!parts.is_empty()).then(|| format!("{name}: {}.", parts.join(", ")))
    };
    let notes: Vec<String> = source.groups.iter().filter_map(told).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// What the figures of a group carry in words.
pub(super) fn sentences(group: &GroupSource, lang: Lang) -> Vec<String> {
    let mut sentences = Vec::new();
    for block in super::group::blocks_in_order(group) {
        sentences.extend(ranking(group, &block, lang));
    }
    sentences.extend(majorities(group, MOST_MAJORITIES, lang));
    sentences
}

/// Majorities that a summary names.
const MOST_MAJORITIES: usize = 5;

/// What the ranking of ratings in a block carries.
pub(super) fn ranking(group: &GroupSource, block: &str, lang: Lang) -> Vec<String> {
    let named = |phrase: &Phrase| -> Vec<String> {
        let items = group.result.items.iter();
        items
            .filter(|item| item.block == block && item.phrases.contains(phrase))
            .map(|item| format!("“{}”", group.labels.item(&item.id, lang)))
            .collect()
    };
    let who = group.labels.respondents(lang);
    let about = Topic {
        satisfaction: block == "satisfaction",
        title: group.labels.block(block, lang),
    };
    let mut sentences: Vec<String> = named(&Phrase::RanksFirst)
        .iter()
        .map(|item| about.first(who, item, lang))
        .collect();
    let among = named(&Phrase::AmongHighest);
    if !among.is_empty() {
        sentences.push(about.among(&among, lang));
    }
    for item in named(&Phrase::MostDivided) {
        sentences.push(match lang {
            Lang::Nl => format!("Over {item} zijn zij het meest verdeeld."),
            Lang::En => format!("They are most divided about {item}."),
        });
    }
    sentences
}

/// What a block of ratings is about.
struct Topic<'a> {
    satisfaction: bool,
    title: &'a str,
}

impl Topic<'_> {
    fn first(&self, who: &str, item: &str, lang: Lang) -> String {
        let title = self.title;
        match (self.satisfaction, lang) {
            (true, Lang::Nl) => format!("De {who} zijn het meest tevreden over {item}."),
            (true, Lang::En) => format!("The {who} are most satisfied with {item}."),
            (false, Lang::Nl) => format!("{title}: {item} scoort bij de {who} het hoogst."),
            (false, Lang::En) => format!("{title}: {item} scores highest with the {who}."),
        }
    }

    fn among(&self, items: &[String], lang: Lang) -> String {
        let list = items.join(choose(lang, " en ", " and "));
        let title = self.title;
        match (self.satisfaction, lang, items.len()) {
            (true, Lang::Nl, 1) => {
                format!("{list} behoort tot de punten waarover zij het meest tevreden zijn.")
            }
            (true, Lang::Nl, _) => {
                format!("{list} behoren tot de punten waarover zij het meest tevreden zijn.")
            }
            (true, Lang::En, 1) => format!("{list} is among the points that satisfy them most."),
            (true, Lang::En, _) => format!("{list} are among the points that satisfy them most."),
            (false, Lang::Nl, 1) => format!("{title}: {list} behoort tot wat het hoogst scoort."),
            (false, Lang::Nl, _) => format!("{title}: {list} behoren tot wat het hoogst scoort."),
            (false, Lang::En, 1) => format!("{title}: {list} is among what scores highest."),
            (false, Lang::En, _) => format!("{title}: {list} are among what scores highest."),
        }
    }
}

/// Answers of a majority, the largest first. The share is called by a simple fraction where it is
/// near one.
fn majorities(group: &GroupSource, most: usize, lang: Lang) -> Vec<String> {
    let mut found: Vec<(&ItemResult, &Figure)> = Vec::new();
    for item in &group.result.items {
        for phrase in &item.phrases {
            let Phrase::Majority { category } = phrase else {
                continue;
            };
            let share = |figure: &&Figure| {
                figure.statistic == Statistic::Share && figure.category.as_ref() == Some(category)
            };
            let figure = item.figures.iter().find(share);
            found.extend(
                figure
                    .filter(|figure| figure.is_released())
                    .map(|figure| (item, figure)),
            );
        }
    }
    found.sort_by(|a, b| {
        b.1.value
            .unwrap_or(0.0)
            .total_cmp(&a.1.value.unwrap_or(0.0))
    });
    let sentences = found.into_iter().filter_map(|(item, figure)| {
        let (k, n, code) = (figure.k?, figure.base?, figure.category.as_ref()?);
        let who = group.labels.respondents(lang);
        let question = group.labels.item(&item.id, lang);
        let answer = group.labels.category(&item.id, code, lang);
        let share = words::share(item, code, lang);
        let count = number::k_of_n(k, n, lang);
        Some(match lang {
            Lang::Nl => {
                format!("{share} van de {who} ({count}) antwoordt “{answer}” op “{question}”.")
            }
            Lang::En => {
                format!("{share} of the {who} ({count}) answers “{answer}” to “{question}”.")
            }
        })
    });
    sentences.take(most).collect()
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
    } else if source.subject.fielded.is_none() {
        choose(
            lang,
            "De cijfers gaan over iedereen samen: er is niet gevraagd om delen apart te tonen.",
            "The figures are about everybody together: no parts were asked for.",
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
    let fixed = [
        choose(
            lang,
            "Elke vraag heeft haar eigen basis: wie de vraag kreeg en een geldig antwoord gaf. Wij vullen niets in.",
            "Every question has its own base: who was asked and gave a valid answer. Nothing is imputed.",
        ),
        choose(
            lang,
            "Intervallen zijn 95%-intervallen. Bij een gemiddelde is dat Students t, afgekapt op de schaal; bij een percentage Wilson.",
            "Intervals are 95% intervals: Student's t for a mean, clipped to the scale; Wilson for a percentage.",
        ),
    ];
    let text = period(source, lang)
        .into_iter()
        .chain([gates(source, lang)])
        .chain(fixed.map(str::to_owned))
        .chain([per_pathway(source, lang)]);
    Chapter {
        id: "method".into(),
        title: choose(lang, "Hoe wij maten", "How we measured").into(),
        blocks: text.map(|text| Block::Paragraph { text }).collect(),
    }
}

/// When answers could be given.
fn period(source: &Source, lang: Lang) -> Option<String> {
    let (opens, closes) = source.subject.fielded?;
    let (opens, closes) = (number::date(opens, lang), number::date(closes, lang));
    Some(match lang {
        Lang::Nl => format!("De vragenlijsten stonden open van {opens} tot en met {closes}."),
        Lang::En => format!("The questionnaires were open from {opens} to {closes}."),
    })
}

/// What the number of answers allows to show.
fn gates(source: &Source, lang: Lang) -> String {
    let policy = &source.policy;
    let (show, counts) = (policy.show_from, policy.counts_from);
    let (percentages, few) = (policy.percentages_from, counts - 1);
    match lang {
        Lang::Nl => format!(
            "Wij tonen niets bij minder dan {show} antwoorden, aantallen vanaf {counts} en percentages vanaf {percentages}. \
             Bij {show} tot {few} antwoorden tonen wij alleen gemiddelden, als zeer indicatief."
        ),
        Lang::En => format!(
            "We show nothing below {show} answers, counts from {counts} and percentages from {percentages}. \
             With {show} to {few} answers we show means only, as very indicative."
        ),
    }
}
