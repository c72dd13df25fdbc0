//! The annex with every limit of the engine.

use mkbroute_analysis::policy::Policy;
use mkbroute_domain::text::Lang;

use super::{Block, Cell, Chapter, Column, Table};
use crate::source::Source;
use crate::words::{choose, number};

/// How a limit is written.
type Written = fn(&Policy, Lang) -> String;

/// Every limit: its name in Dutch and English, and its value.
const LIMITS: [(&str, &str, Written); 35] = [
    (
        "antwoorden vanaf welke wij iets tonen",
        "answers from which something is shown",
        |policy, _| count(policy.show_from),
    ),
    (
        "antwoorden voor aantallen, mediaan, verdeling",
        "answers for counts, median, distribution",
        |policy, _| count(policy.counts_from),
    ),
    (
        "antwoorden voor percentages en kwartielen",
        "answers for percentages and quartiles",
        |policy, _| count(policy.percentages_from),
    ),
    (
        "antwoorden voor andere percentielen",
        "answers for other percentiles",
        |policy, _| count(policy.percentiles_from),
    ),
    (
        "kleinste aantal bij een kenmerk dat kan herkennen",
        "smallest count of a category that can identify",
        |policy, _| count(policy.smallest_cell),
    ),
    (
        "aandeel vanaf waar een gevoelig antwoord te veel zegt",
        "share from which a sensitive category tells too much",
        |policy, _| share(policy.sensitive_share),
    ),
    (
        "bedrijven achter een totaal",
        "companies behind a total",
        |policy, _| count(policy.contributors),
    ),
    ("p van de p%-regel", "p of the p% rule", |policy, lang| {
        number::plain(policy.p_percent, lang)
    }),
    (
        "aandeel vanaf waar één antwoord overheerst",
        "share from which a category dominates",
        |policy, _| share(policy.dominance),
    ),
    (
        "aandeel vanaf waar het beeld niet voor alle routes geldt",
        "share from which answers do not represent all pathways",
        |policy, _| share(policy.severe_dominance),
    ),
    (
        "Herfindahl-index voor hetzelfde",
        "Herfindahl index for the same",
        |policy, _| share(policy.severe_herfindahl),
    ),
    (
        "betrouwbaarheid van intervallen",
        "confidence of intervals",
        |policy, _| share(policy.confidence),
    ),
    (
        "deel van de vragen voor een volledig antwoord",
        "share of items of a complete response",
        |policy, _| share(policy.complete_share),
    ),
    (
        "deel van de vragen voor een deels antwoord",
        "share of items of a partial response",
        |policy, _| share(policy.partial_share),
    ),
    (
        "trekkingen waarin een vraag eerste moet zijn",
        "bootstraps in which an item must rank first",
        |policy, _| share(policy.rank_stability),
    ),
    (
        "trekkingen voor “behoort tot de hoogste”",
        "bootstraps for “among the highest”",
        |policy, _| share(policy.among_highest),
    ),
    ("trekkingen", "bootstraps", |policy, _| {
        policy.bootstraps.to_string()
    }),
    (
        "startgetal van de trekkingen",
        "seed of the bootstraps",
        |policy, _| policy.seed.to_string(),
    ),
    (
        "afstand tot een eenvoudige breuk",
        "distance to a simple fraction",
        |policy, _| share(policy.fraction_tolerance),
    ),
    (
        "antwoorden waarboven toetsen bij benadering zijn",
        "answers above which tests are approximate",
        |policy, _| count(policy.asymptotic_from),
    ),
    (
        "kans op een vals alarm bij het aantoonbare verschil",
        "chance of a false alarm at the detectable difference",
        |policy, _| share(policy.alpha),
    ),
    (
        "kans om het aantoonbare verschil te vinden",
        "chance of finding the detectable difference",
        |policy, _| share(policy.power),
    ),
    (
        "grootste aantoonbare verschil, in standaardafwijkingen",
        "largest detectable difference, in standard deviations",
        |policy, lang| number::one_decimal(policy.detectable_d, lang),
    ),
    (
        "antwoorden per meting voor een verschil",
        "answers per wave for a difference",
        |policy, _| count(policy.compare_from),
    ),
    (
        "paren voor een gekoppeld verschil",
        "pairs for a linked difference",
        |policy, _| count(policy.pairs_from),
    ),
    (
        "deel van beide metingen dat gekoppeld moet zijn",
        "share of both waves that must be linked",
        |policy, _| share(policy.linked_share),
    ),
    (
        "mensen in een deelgroep die apart staat",
        "people in a part that stands apart",
        |policy, _| count(policy.part_from),
    ),
    (
        "speelruimte van een verborgen aantal",
        "width of a withheld count",
        |policy, _| count(policy.audit_width),
    ),
    (
        "verzamelingen die de herleidingstoets bekijkt",
        "sets that the span test looks at",
        |policy, _| count(policy.span_unions),
    ),
    (
        "antwoorden per laag voor weging",
        "answers per stratum for weighting",
        |policy, _| count(policy.stratum_from),
    ),
    (
        "grootste gewicht gedeeld door het kleinste",
        "largest weight over the smallest",
        |policy, lang| number::plain(policy.weight_ratio, lang),
    ),
    (
        "ontwerpeffect van de weging",
        "design effect of weighting",
        |policy, lang| number::one_decimal(policy.design_effect, lang),
    ),
    (
        "effectief aantal antwoorden bij weging",
        "effective number of answers when weighting",
        |policy, lang| number::plain(policy.effective_from, lang),
    ),
    (
        "variatie in respons tussen routes",
        "variation in response between pathways",
        |policy, _| share(policy.propensity_variation),
    ),
    (
        "respons voor een correctie voor een eindige groep",
        "response for a finite population correction",
        |policy, _| share(policy.cohort_response),
    ),
];

/// The limits under which figures are shown, and the hash of the data.
pub(super) fn policy(source: &Source, lang: Lang) -> Chapter {
    let rows = LIMITS.iter().map(|(nl, en, value)| {
        let name = choose(lang, nl, en);
        vec![Cell::text(name), Cell::text(value(&source.policy, lang))]
    });
    let table = Table {
        caption: format!("{} {}", choose(lang, "Beleid", "Policy"), source.policy.id),
        columns: vec![
            Column::words(choose(lang, "grens", "limit")),
            Column::numbers(choose(lang, "waarde", "value")),
        ],
        rows: rows.collect(),
        note: None,
    };
    let hash = source
        .subject
        .dataset_sha256
        .clone()
        .unwrap_or_else(|| choose(lang, "nog niet bevroren", "not frozen yet").to_owned());
    let text = format!(
        "{} {hash}",
        choose(lang, "SHA-256 van de gegevens:", "SHA-256 of the data:")
    );
    let blocks = vec![Block::Table(table), Block::Paragraph { text }];
    Chapter {
        id: "policy".into(),
        title: choose(lang, "Bijlage: grenzen", "Annex: limits").into(),
        blocks,
    }
}

fn count(value: u32) -> String {
    value.to_string()
}

fn share(value: f64) -> String {
    number::proportion(value)
}
