//! From the raw file to the typed questionnaire.

use std::collections::BTreeMap;

use super::super::{
    AnalysisNotes, Band, Choice, Collapse, Instrument, Item, ItemKind, Ratio, Row, Scale, Section,
};
use super::problem::{InstrumentProblems, ProblemKind};
use super::raw::{RawInstrument, RawItem, RawRatio, RawSection};
use super::{FORMAT, LARGEST_FILE};
use crate::file::{line_at, utf8};
use crate::text::Text;

/// The line on which each section, item, row and ratio begins, by code.
pub(in crate::surveys::instrument) type Lines = BTreeMap<String, usize>;

/// Reads the file into types. Problems of single items are collected; the item then stands as an
/// information block, so that the checks can go on.
pub(super) fn read(
    bytes: &[u8],
) -> Result<(Instrument, Lines, InstrumentProblems), InstrumentProblems> {
    if bytes.len() > LARGEST_FILE {
        let kind = ProblemKind::TooLarge {
            bytes: bytes.len(),
            largest: LARGEST_FILE,
        };
        return Err(InstrumentProblems::one(None, kind));
    }
    let text =
        utf8(bytes).map_err(|line| InstrumentProblems::one(Some(line), ProblemKind::NotUtf8))?;
    let raw: RawInstrument = toml::from_str(text).map_err(|error| broken(text, &error))?;
    let mut reader = Reader {
        text,
        lines: Lines::new(),
        problems: InstrumentProblems::default(),
    };
    let instrument = reader.instrument(raw);
    Ok((instrument, reader.lines, reader.problems))
}

fn broken(text: &str, error: &toml::de::Error) -> InstrumentProblems {
    let line = error.span().map(|span| line_at(text, span.start));
    let message = error.message().replace('\n', " ");
    InstrumentProblems::one(line, ProblemKind::Broken { message })
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines,
    problems: InstrumentProblems,
}

impl Reader<'_> {
    fn instrument(&mut self, raw: RawInstrument) -> Instrument {
        if *raw.format.get_ref() != FORMAT {
            let line = line_at(self.text, raw.format.span().start);
            let kind = ProblemKind::UnknownFormat {
                found: *raw.format.get_ref(),
            };
            self.problems.add(Some(line), "format", kind);
        }
        self.note(&raw.id);
        Instrument {
            id: raw.id.into_inner(),
            version: raw.version,
            group: raw.group,
            title: raw.title,
            intro: raw.intro,
            thanks: raw.thanks,
            sections: raw
                .section
                .into_iter()
                .map(|section| self.section(section))
                .collect(),
            ratios: raw
                .ratio
                .into_iter()
                .map(|ratio| self.ratio(ratio))
                .collect(),
        }
    }

    fn section(&mut self, raw: RawSection) -> Section {
        self.note(&raw.id);
        Section {
            id: raw.id.into_inner(),
            title: raw.title,
            intro: raw.intro,
            items: raw.item.into_iter().map(|item| self.item(item)).collect(),
        }
    }

    fn ratio(&mut self, raw: RawRatio) -> Ratio {
        self.note(&raw.code);
        Ratio {
            code: raw.code.into_inner(),
            text: raw.text,
            block: raw.block,
            of: raw.of,
            over: raw.over,
            sensitive: raw.sensitive,
        }
    }

    fn item(&mut self, mut raw: RawItem) -> Item {
        let line = self.note(&raw.code);
        let code = raw.code.get_ref().clone();
        let kind = self.kind(&mut raw).unwrap_or_else(|found| {
            self.problems.add(Some(line), &code, found);
            ItemKind::Information
        });
        for key in leftovers(&raw) {
            self.problems
                .add(Some(line), &code, ProblemKind::UnusedKey { key });
        }
        Item {
            code,
            wording: raw.wording,
            text: raw.text,
            help: raw.help,
            why: raw.why,
            kind,
            show_if: raw.show_if,
            not_applicable: raw.not_applicable,
            dont_know: raw.dont_know,
            prefill: raw.prefill.is_some(),
            coded_from: raw.coded_from,
            analysis: AnalysisNotes {
                block: raw.block,
                identifying: raw.identifying,
                sensitive: raw.sensitive,
                sensitive_options: raw.sensitive_options,
                collapse: raw.collapse.into_iter().map(collapse).collect(),
                bands: raw.bands.into_iter().map(band).collect(),
                sum: raw.sum,
                about_others: raw.about_others,
                dominance: raw.dominance,
            },
        }
    }

    /// Takes the keys that belong to the type out of the raw item.
    fn kind(&mut self, raw: &mut RawItem) -> Result<ItemKind, ProblemKind> {
        Ok(match raw.kind.as_str() {
            "single" => {
                let options = options(raw)?;
                ItemKind::Single {
                    options,
                    other: raw.other.take(),
                }
            }
            "multiple" => {
                let options = options(raw)?;
                ItemKind::Multiple {
                    options,
                    other: raw.other.take(),
                }
            }
            "scale" => ItemKind::Scale(scale(raw)?),
            "matrix" => ItemKind::Matrix {
                scale: scale(raw)?,
                rows: self.rows(raw)?,
            },
            "number" => ItemKind::Number {
                unit: raw
                    .unit
                    .take()
                    .ok_or(ProblemKind::MissingKey { key: "unit" })?,
                min: need(&mut raw.min, "min")?,
                max: need(&mut raw.max, "max")?,
                decimals: raw.decimals.take().unwrap_or(0),
            },
            "year" => ItemKind::Year {
                min: year(&mut raw.min)?,
                max: year(&mut raw.max)?,
            },
            "year_month" => ItemKind::YearMonth {
                min: year(&mut raw.min)?,
                max: year(&mut raw.max)?,
            },
            "share" => ItemKind::Share,
            "open" => ItemKind::Open {
                max_chars: raw.max_chars.take().unwrap_or(2000),
            },
            "information" => ItemKind::Information,
            found => {
                return Err(ProblemKind::UnknownType {
                    found: found.to_owned(),
                });
            }
        })
    }

    fn rows(&mut self, raw: &mut RawItem) -> Result<Vec<Row>, ProblemKind> {
        let rows = raw
            .rows
            .take()
            .ok_or(ProblemKind::MissingKey { key: "rows" })?;
        Ok(rows
            .into_iter()
            .map(|row| {
                self.note(&row.code);
                let text = Text::new(row.nl, row.en);
                Row {
                    code: row.code.into_inner(),
                    wording: row.wording,
                    text,
                }
            })
            .collect())
    }

    /// Remembers the line of a code; the first one wins when it is used twice.
    fn note(&mut self, code: &toml::Spanned<String>) -> usize {
        let line = line_at(self.text, code.span().start);
        self.lines.entry(code.get_ref().clone()).or_insert(line);
        line
    }
}

fn options(raw: &mut RawItem) -> Result<Vec<Choice>, ProblemKind> {
    let options = raw
        .options
        .take()
        .ok_or(ProblemKind::MissingKey { key: "options" })?;
    let choice = |raw: super::raw::RawChoice| Choice {
        code: raw.code,
        text: Text::new(raw.nl, raw.en),
    };
    Ok(options.into_iter().map(choice).collect())
}

fn scale(raw: &mut RawItem) -> Result<Scale, ProblemKind> {
    Ok(Scale {
        min: small(need(&mut raw.min, "min")?)?,
        max: small(need(&mut raw.max, "max")?)?,
        low: raw
            .low
            .take()
            .ok_or(ProblemKind::MissingKey { key: "low" })?,
        high: raw
            .high
            .take()
            .ok_or(ProblemKind::MissingKey { key: "high" })?,
    })
}

fn need(value: &mut Option<f64>, key: &'static str) -> Result<f64, ProblemKind> {
    value.take().ok_or(ProblemKind::MissingKey { key })
}

fn small(value: f64) -> Result<u8, ProblemKind> {
    let whole = (0.0..=100.0).contains(&value) && value.fract() == 0.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be a whole number from 0 to 100"
    )]
    if whole {
        Ok(value as u8)
    } else {
        Err(ProblemKind::EmptyRange)
    }
}

fn year(value: &mut Option<f64>) -> Result<i32, ProblemKind> {
    let value = need(value, "min")?;
    let whole = (1900.0..=2200.0).contains(&value) && value.fract() == 0.0;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be a year")]
    if whole {
        Ok(value as i32)
    } else {
        Err(ProblemKind::EmptyRange)
    }
}

/// The keys that no type has taken.
fn leftovers(raw: &RawItem) -> Vec<&'static str> {
    let left = [
        ("options", raw.options.is_some()),
        ("other", raw.other.is_some()),
        ("rows", raw.rows.is_some()),
        ("min", raw.min.is_some()),
        ("max", raw.max.is_some()),
        ("decimals", raw.decimals.is_some()),
        ("unit", raw.unit.is_some()),
        ("low", raw.low.is_some()),
        ("high", raw.high.is_some()),
        ("max_chars", raw.max_chars.is_some()),
    ];
    left.into_iter()
        .filter(|(_, there)| *there)
        .map(|(key, _)| key)
        .collect()
}

fn collapse(raw: super::raw::RawCollapse) -> Collapse {
    Collapse {
        into: raw.into,
        from: raw.from,
        label: Text::new(raw.nl, raw.en),
    }
}

fn band(raw: super::raw::RawBand) -> Band {
    Band {
        code: raw.code,
        min: raw.min,
        max: raw.max,
        label: Text::new(raw.nl, raw.en),
    }
}
