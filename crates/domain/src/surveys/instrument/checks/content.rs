//! Words in both languages, options, ranges, and what the analysis refers to.

use super::Lines;
use super::codes::well_formed;
use crate::surveys::answer::OTHER;
use crate::surveys::instrument::file::{InstrumentProblems, ProblemKind};
use crate::surveys::instrument::{Choice, Instrument, Item, ItemKind, Scale};
use crate::text::Text;

/// As many categories as a multi-response column can hold, "other" included.
const MOST_OPTIONS: usize = 63;

pub(super) fn check(instrument: &Instrument, lines: &Lines, problems: &mut InstrumentProblems) {
    let mut checker = Checker { lines, problems };
    let id = &instrument.id;
    checker.words(id, "title", &instrument.title);
    checker.words(id, "intro", &instrument.intro);
    checker.words(id, "thanks", &instrument.thanks);
    for section in &instrument.sections {
        checker.words(&section.id, "title", &section.title);
        checker.optional(&section.id, "intro", section.intro.as_ref());
    }
    for (_, item) in instrument.items() {
        checker.item(item);
        checker.coded_from(instrument, item);
    }
    for ratio in &instrument.ratios {
        checker.words(&ratio.code, "text", &ratio.text);
        for part in ratio.of.iter().chain(&ratio.over) {
            let question = instrument.question(part);
            if !question.is_some_and(|q| matches!(q.item.kind, ItemKind::Number { .. })) {
                checker.add(&ratio.code, ProblemKind::NotANumber { item: part.clone() });
            }
        }
    }
}

struct Checker<'a> {
    lines: &'a Lines,
    problems: &'a mut InstrumentProblems,
}

impl Checker<'_> {
    fn add(&mut self, code: &str, kind: ProblemKind) {
        self.problems.add(self.lines.get(code).copied(), code, kind);
    }

    fn words(&mut self, code: &str, field: &str, text: &Text) {
        if let Some(lang) = text.missing() {
            self.add(
                code,
                ProblemKind::MissingTranslation {
                    field: field.to_owned(),
                    lang,
                },
            );
        }
    }

    fn optional(&mut self, code: &str, field: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.words(code, field, text);
        }
    }

    fn item(&mut self, item: &Item) {
        let code = &item.code;
        self.words(code, "text", &item.text);
        self.optional(code, "help", item.help.as_ref());
        self.optional(code, "why", item.why.as_ref());
        self.optional(code, "not_applicable", item.not_applicable.as_ref());
        self.optional(code, "dont_know", item.dont_know.as_ref());
        self.kind(item);
        self.analysis(item);
    }

    fn kind(&mut self, item: &Item) {
        let code = &item.code;
        match &item.kind {
            ItemKind::Single { options, other } | ItemKind::Multiple { options, other } => {
                self.options(code, options);
                self.optional(code, "other", other.as_ref());
            }
            ItemKind::Scale(scale) => self.scale(code, scale),
            ItemKind::Matrix { scale, rows } => {
                self.scale(code, scale);
                if rows.is_empty() {
                    self.add(code, ProblemKind::MissingKey { key: "rows" });
                }
                for row in rows {
                    self.words(&row.code, "text", &row.text);
                }
            }
            ItemKind::Number { unit, min, max, .. } => {
                self.words(code, "unit", unit);
                self.range(code, min < max);
            }
            ItemKind::Year { min, max } | ItemKind::YearMonth { min, max } => {
                self.range(code, min < max);
            }
            ItemKind::Share | ItemKind::Open { .. } | ItemKind::Information => {}
        }
    }

    fn range(&mut self, code: &str, holds: bool) {
        if !holds {
            self.add(code, ProblemKind::EmptyRange);
        }
    }

    fn scale(&mut self, code: &str, scale: &Scale) {
        self.range(code, scale.min < scale.max);
        self.words(code, "low", &scale.low);
        self.words(code, "high", &scale.high);
    }

    fn options(&mut self, code: &str, options: &[Choice]) {
        if options.len() < 2 {
            self.add(code, ProblemKind::NoOptions);
        }
        if options.len() > MOST_OPTIONS {
            let kind = ProblemKind::TooManyOptions {
                found: options.len(),
                most: MOST_OPTIONS,
            };
            self.add(code, kind);
        }
        for (index, option) in options.iter().enumerate() {
            if !well_formed(&option.code) {
                self.add(
                    code,
                    ProblemKind::BadCode {
                        code: option.code.clone(),
                    },
                );
            }
            if options[..index]
                .iter()
                .any(|earlier| earlier.code == option.code)
            {
                self.add(
                    code,
                    ProblemKind::DuplicateCode {
                        code: option.code.clone(),
                    },
                );
            }
            self.words(code, &option.code, &option.text);
        }
    }

    fn analysis(&mut self, item: &Item) {
        let notes = &item.analysis;
        let merged = notes.collapse.iter().flat_map(|step| &step.from);
        for option in notes.sensitive_options.iter().chain(merged) {
            if !item.has_option(option) {
                let kind = ProblemKind::UnknownOption {
                    item: item.code.clone(),
                    option: option.clone(),
                };
                self.add(&item.code, kind);
            }
        }
        for step in &notes.collapse {
            self.words(&item.code, "collapse", &step.label);
        }
        for band in &notes.bands {
            self.words(&item.code, "bands", &band.label);
            self.range(&item.code, band.min <= band.max);
        }
        if !notes.bands.is_empty() && !matches!(item.kind, ItemKind::Number { .. }) {
            self.add(&item.code, ProblemKind::UnusedKey { key: "bands" });
        }
    }

    fn coded_from(&mut self, instrument: &Instrument, item: &Item) {
        let Some(open) = &item.coded_from else { return };
        let question = instrument.question(open);
        if !question.is_some_and(|q| matches!(q.item.kind, ItemKind::Open { .. })) {
            self.add(
                &item.code,
                ProblemKind::NotAnOpenItem { item: open.clone() },
            );
        }
        if !matches!(item.kind, ItemKind::Multiple { .. }) {
            self.add(&item.code, ProblemKind::UnusedKey { key: "coded_from" });
        }
    }
}

impl Item {
    /// Whether a choice has this option; "other" counts where it is offered.
    pub fn has_option(&self, code: &str) -> bool {
        match &self.kind {
            ItemKind::Single { options, other } | ItemKind::Multiple { options, other } => {
                options.iter().any(|option| option.code == code)
                    || (other.is_some() && code == OTHER)
            }
            _ => false,
        }
    }
}
