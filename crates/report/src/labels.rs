//! The words of a respondent group's items and categories, wherever its data come from: a
//! questionnaire of the program, or the codebook of somebody else's table.

use std::collections::BTreeMap;

use mkbroute_domain::insights::codebook::{Codebook, CodebookItem, CodebookKind};
use mkbroute_domain::pathways::Pathway;
use mkbroute_domain::surveys::answer::OTHER;
use mkbroute_domain::surveys::instrument::{Instrument, ItemKind, Question};
use mkbroute_domain::text::{Lang, Text};

use crate::words::choose;

/// The code of the item that tells through which pathway somebody was reached.
const PATHWAY: &str = "pathway";

/// What a report calls the things of one respondent group. A code without words stands for itself.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Who answered, in the plural: "studenten".
    pub respondents: Text,
    /// Where the words come from: "vragenlijst versie 1".
    pub origin: Text,
    pub items: BTreeMap<String, ItemLabels>,
    /// Headings of blocks that the report has no words of its own for.
    pub blocks: BTreeMap<String, Text>,
}

/// The words of one item, or of a ratio.
#[derive(Clone, Debug, Default)]
pub struct ItemLabels {
    pub text: Text,
    /// The unit of its numbers.
    pub unit: Option<Text>,
    /// Categories, merged categories and bands by code.
    pub categories: BTreeMap<String, Text>,
    /// Researchers gave the codes afterwards, from open answers.
    pub coded: bool,
}

impl Labels {
    /// The words of a questionnaire, and of the pathways through which it went out.
    pub fn of_instrument(instrument: &Instrument, pathways: &[Pathway]) -> Self {
        let questions = instrument
            .questions()
            .map(|question| (question.code.to_owned(), ItemLabels::of_question(&question)));
        let ratios = instrument
            .ratios
            .iter()
            .map(|ratio| (ratio.code.clone(), ItemLabels::named(ratio.text.clone())));
        let pathway = std::iter::once((PATHWAY.to_owned(), ItemLabels::of_pathways(pathways)));
        let version = instrument.version;
        Self {
            respondents: crate::words::respondents(instrument.group),
            origin: Text::new(
                format!("vragenlijst versie {version}"),
                format!("questionnaire version {version}"),
            ),
            items: questions.chain(ratios).chain(pathway).collect(),
            blocks: BTreeMap::new(),
        }
    }

    /// The words of the codebook of somebody's table.
    pub fn of_codebook(codebook: &Codebook) -> Self {
        let items = codebook.items.iter();
        let items = items.map(|item| (item.id.clone(), ItemLabels::of_codebook(item)));
        let ratios = codebook.ratios.iter();
        let ratios = ratios.map(|ratio| (ratio.id.clone(), ItemLabels::named(ratio.text.clone())));
        Self {
            respondents: codebook.respondents.clone(),
            origin: Text::new("codeboek", "codebook"),
            items: items.chain(ratios).collect(),
            blocks: BTreeMap::from([(String::new(), Text::new("Alle vragen", "All questions"))]),
        }
    }

    /// Who answered, in the plural and without a capital.
    pub fn respondents(&self, lang: Lang) -> &str {
        self.respondents.get(lang)
    }

    /// What a question or ratio is called in a report.
    pub fn item<'a>(&'a self, code: &'a str, lang: Lang) -> &'a str {
        self.items
            .get(code)
            .map_or(code, |item| item.text.get(lang))
    }

    /// What a question is called, with the unit of its numbers unless the question names it.
    pub fn item_with_unit(&self, code: &str, lang: Lang) -> String {
        let name = self.item(code, lang);
        let unit = self.items.get(code).and_then(|item| item.unit.as_ref());
        match unit.map(|unit| unit.get(lang)) {
            Some(unit) if !name.contains(unit) => format!("{name} ({unit})"),
            _ => name.to_owned(),
        }
    }

    /// What a category, a merged category or a band of an item is called.
    pub fn category<'a>(&'a self, item: &str, code: &'a str, lang: Lang) -> &'a str {
        let found = self.items.get(item);
        found
            .and_then(|item| item.categories.get(code))
            .map_or(code, |words| words.get(lang))
    }

    /// Whether the codes of an item were given afterwards.
    pub fn is_coded(&self, item: &str) -> bool {
        self.items.get(item).is_some_and(|item| item.coded)
    }

    /// What a block of questions is called.
    pub fn block<'a>(&'a self, code: &'a str, lang: Lang) -> &'a str {
        if let Some(words) = self.blocks.get(code) {
            return words.get(lang);
        }
        let (nl, en) = match code {
            "background" => ("Achtergrond", "Background"),
            "contracts" => ("Contracten", "Contracts"),
            "careers" => ("Loopbaan", "Careers"),
            "motives" => ("Waarom zij dit doen", "Why they do this"),
            "support" => ("Steun van het bedrijf", "Support by the company"),
            "satisfaction" => ("Hoe tevreden zij zijn", "How satisfied they are"),
            "decision" => (
                "Waarom niet, en wat zou helpen",
                "Why not, and what would help",
            ),
            "supposed_motives" => ("Waarom zij het zouden doen", "Why they would do it"),
            "stopping" => ("Waarom zij stopten", "Why they stopped"),
            "workload" => ("Werkdruk", "Workload"),
            "closing" => ("Tot slot", "Finally"),
            other => (other, other),
        };
        choose(lang, nl, en)
    }
}

impl ItemLabels {
    /// An item with a name and nothing else.
    pub fn named(text: Text) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    fn of_question(question: &Question<'_>) -> Self {
        let item = question.item;
        let mut categories = BTreeMap::new();
        for step in &item.analysis.collapse {
            categories.insert(step.into.clone(), step.label.clone());
        }
        for band in &item.analysis.bands {
            categories.insert(band.code.clone(), band.label.clone());
        }
        if let ItemKind::Single { options, .. } | ItemKind::Multiple { options, .. } = &item.kind {
            categories.insert(OTHER.to_owned(), Text::new("Anders", "Other"));
            let options = options.iter();
            categories.extend(options.map(|option| (option.code.clone(), option.text.clone())));
        }
        let unit = match &item.kind {
            ItemKind::Number { unit, .. } => Some(unit.clone()),
            ItemKind::Share => Some(Text::new("%", "%")),
            _ => None,
        };
        Self {
            text: question.text.clone(),
            unit,
            categories,
            coded: item.coded_from.is_some(),
        }
    }

    fn of_codebook(item: &CodebookItem) -> Self {
        let unit = match &item.kind {
            CodebookKind::Number { unit, .. } => unit.clone(),
            _ => None,
        };
        let merged = item.collapse.iter();
        let merged = merged.map(|step| (step.into.clone(), step.label.clone()));
        Self {
            text: item.text.clone(),
            unit,
            categories: merged.chain(item.labels().iter().cloned()).collect(),
            coded: false,
        }
    }

    fn of_pathways(pathways: &[Pathway]) -> Self {
        let name = |pathway: &Pathway| {
            let name = |words: &str| format!("{words} ({})", pathway.hogeschool);
            let text = Text::new(name(&pathway.name.nl), name(&pathway.name.en));
            (pathway.slug.clone(), text)
        };
        Self {
            categories: pathways.iter().map(name).collect(),
            ..Self::named(Text::new("Route", "Pathway"))
        }
    }
}
