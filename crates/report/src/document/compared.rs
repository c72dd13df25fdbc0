//! The wave beside an earlier one.

mod tables;
mod verdict;

pub(crate) use verdict::permission;

use mkbroute_analysis::compare::{Design, Difference, GroupComparison, ItemComparison, Measure};
use mkbroute_analysis::figure::{Figure, Verdict};
use mkbroute_domain::text::Lang;

use super::{Block, Chapter, compose};
use crate::labels::Labels;
use crate::source::{ComparedSource, Source};
use crate::words::{capital, choose, number};

/// The p below which a difference is called one, after Holm's correction.
const FOUND: f64 = 0.05;

/// The chapter that compares; `None` without an earlier wave.
pub(super) fn chapter(source: &Source, lang: Lang) -> Option<Chapter> {
    let compared = source.compared.as_ref()?;
    let mut blocks = vec![Block::Notice {
        title: choose(
            lang,
            "Lees dit met de verschillen mee",
            "Read this with the differences",
        )
        .into(),
        lines: caveats(compared, lang),
    }];
    for group in &compared.groups {
        let Some(labels) = labels_of(source, group) else {
            continue;
        };
        let who = labels.respondents(lang);
        blocks.push(Block::Heading { text: capital(who) });
        blocks.push(Block::Paragraph {
            text: design(group, compared, who, lang),
        });
        blocks.extend(tables::tables(group, labels, lang));
    }
    let title = match lang {
        Lang::Nl => format!("Vergeleken met: {}", compared.with.title.get(lang)),
        Lang::En => format!("Compared with: {}", compared.with.title.get(lang)),
    };
    Some(Chapter {
        id: "compared".into(),
        title,
        blocks,
    })
}

fn labels_of<'a>(source: &'a Source, group: &GroupComparison) -> Option<&'a Labels> {
    let found = source.groups.iter();
    let mut found = found.filter(|found| found.result.group == group.group);
    found.next().map(|found| &found.labels)
}

fn caveats(compared: &ComparedSource, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = compose::provenance(compared.with.provenance, lang)
        .map(|label| match lang {
            Lang::Nl => format!("De eerdere meting is {label}."),
            Lang::En => format!("The earlier wave is {label}."),
        })
        .into_iter()
        .collect();
    let fixed = [
        choose(
            lang,
            "Een verschil noemen wij pas aangetoond als de kans op toeval kleiner is dan 5%, na correctie voor het aantal vergelijkingen in hetzelfde blok (Holm).",
            "A difference is called found only when chance explains it with less than 5%, after correction for the number of comparisons in the same block (Holm).",
        ),
        choose(
            lang,
            "Niet aangetoond is niet hetzelfde als gelijk gebleven: met weinig antwoorden is alleen een groot verschil te zien.",
            "Not found does not mean unchanged: with few answers only a large difference can be seen.",
        ),
    ];
    lines.extend(fixed.map(str::to_owned));
    lines
}

fn design(group: &GroupComparison, compared: &ComparedSource, who: &str, lang: Lang) -> String {
    let earlier = compared.with.title.get(lang);
    let (before, after, pairs) = (group.before, group.after, group.pairs);
    match (group.design, lang) {
        (Design::Linked, Lang::Nl) => format!(
            "{earlier}: {before} {who}; nu: {after}. Van {pairs} weten wij, door de code die zij zelf maakten, dat zij beide keren meededen. De verschillen gaan over hen."
        ),
        (Design::Linked, Lang::En) => format!(
            "{earlier}: {before} {who}; now: {after}. Of {pairs} we know, by the code they made themselves, that they took part both times. The differences are theirs."
        ),
        (Design::Independent, Lang::Nl) => format!(
            "{earlier}: {before} {who}; nu: {after}. Wie beide keren meedeed weten wij niet: wij vergelijken twee groepen."
        ),
        (Design::Independent, Lang::En) => format!(
            "{earlier}: {before} {who}; now: {after}. Who took part both times is not known: two groups are compared."
        ),
    }
}

/// What changed, in sentences that the tests carry: the most telling first, at most `most`.
pub(super) fn sentences(source: &Source, group: &str, most: usize, lang: Lang) -> Vec<String> {
    let Some(compared) = &source.compared else {
        return Vec::new();
    };
    let Some(found) = compared.groups.iter().find(|found| found.group == group) else {
        return Vec::new();
    };
    let Some(labels) = labels_of(source, found) else {
        return Vec::new();
    };
    let mut changes: Vec<(&ItemComparison, &Measure, &Difference)> = found
        .items
        .iter()
        .flat_map(|item| item.measures.iter().map(move |measure| (item, measure)))
        .filter(|(_, measure)| measure.verdict == Verdict::Released && measure.category.is_none())
        .filter_map(|(item, measure)| Some((item, measure, measure.difference.as_ref()?)))
        .filter(|(_, _, difference)| difference.p_adjusted.is_some_and(|p| p < FOUND))
        .collect();
    changes.sort_by(|a, b| a.2.p.total_cmp(&b.2.p));
    let sentence = |(item, measure, difference): (&ItemComparison, &Measure, &Difference)| {
        let name = labels.item(&item.id, lang);
        let value = |figure: &Figure| number::one_decimal(figure.value.unwrap_or_default(), lang);
        let (before, after) = (value(&measure.before), value(&measure.after));
        match (difference.value > 0.0, lang) {
            (true, Lang::Nl) => {
                format!("“{name}” is hoger dan de vorige keer: {before} werd {after}.")
            }
            (false, Lang::Nl) => {
                format!("“{name}” is lager dan de vorige keer: {before} werd {after}.")
            }
            (true, Lang::En) => {
                format!("“{name}” is higher than last time: {before} became {after}.")
            }
            (false, Lang::En) => {
                format!("“{name}” is lower than last time: {before} became {after}.")
            }
        }
    };
    changes.into_iter().take(most).map(sentence).collect()
}
