//! The words of items and categories, from the questionnaire.

use mkbroute_domain::surveys::answer::OTHER;
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind};
use mkbroute_domain::text::Lang;

use crate::words::choose;

/// What a question or ratio is called in a report.
pub fn item(instrument: &Instrument, code: &str, lang: Lang) -> String {
    if let Some(question) = instrument.question(code) {
        return question.text.get(lang).to_owned();
    }
    let ratio = instrument.ratios.iter().find(|ratio| ratio.code == code);
    ratio.map_or_else(|| code.to_owned(), |ratio| ratio.text.get(lang).to_owned())
}

/// What a question is called, with the unit of its numbers unless the question names it.
pub fn item_with_unit(instrument: &Instrument, code: &str, lang: Lang) -> String {
    let name = item(instrument, code, lang);
    let kind = instrument.question(code).map(|found| &found.item.kind);
    let unit = match kind {
        Some(ItemKind::Number { unit, .. }) => unit.get(lang),
        Some(ItemKind::Share) => "%",
        _ => return name,
    };
    if name.contains(unit) {
        name
    } else {
        format!("{name} ({unit})")
    }
}

/// What a category, a merged category or a band of an item is called.
pub fn category(instrument: &Instrument, item: &str, code: &str, lang: Lang) -> String {
    found(instrument, item, code, lang).unwrap_or_else(|| code.to_owned())
}

fn found(instrument: &Instrument, item: &str, code: &str, lang: Lang) -> Option<String> {
    let item = instrument.question(item)?.item;
    let words = |text: &mkbroute_domain::text::Text| text.get(lang).to_owned();
    if let ItemKind::Single { options, .. } | ItemKind::Multiple { options, .. } = &item.kind {
        if let Some(option) = options.iter().find(|option| option.code == code) {
            return Some(words(&option.text));
        }
        if code == OTHER {
            return Some(choose(lang, "Anders", "Other").to_owned());
        }
    }
    let merged = item.analysis.collapse.iter().find(|step| step.into == code);
    let band = item.analysis.bands.iter().find(|band| band.code == code);
    merged
        .map(|step| words(&step.label))
        .or_else(|| band.map(|band| words(&band.label)))
}

/// What a block of the questionnaire is called.
pub fn block(code: &str, lang: Lang) -> String {
    let (nl, en) = match code {
        "background" => ("Achtergrond", "Background"),
        "contracts" => ("Contracten", "Contracts"),
        "careers" => ("Loopbaan", "Careers"),
        "motives" => ("Waarom zij dit doen", "Why they do this"),
        "support" => ("Steun van het bedrijf", "Support by the company"),
        "satisfaction" => ("Hoe tevreden zij zijn", "How satisfied they are"),
        "workload" => ("Werkdruk", "Workload"),
        "closing" => ("Tot slot", "Finally"),
        other => (other, other),
    };
    choose(lang, nl, en).to_owned()
}
