//! From the raw file to the checked codebook.

use super::problem::{CodebookProblems, ProblemKind};
use super::raw::{Cell, RawCodebook, RawCollapse, RawItem, RawMargin, Words};
use super::{
    Codebook, CodebookCollapse, CodebookItem, CodebookKind, CodebookMargin, CodebookRatio,
    LARGEST_FILE, MOST_CATEGORIES, MissingCells, MultipleCells,
};
use crate::file::{line_at, utf8};
use crate::text::Text;

/// Categories of a question with many answers: a bit each.
const MOST_OPTIONS: usize = 64;
/// Cells that mean yes in a column of a category.
const CHOSEN: [&str; 8] = ["1", "x", "X", "ja", "Ja", "yes", "Yes", "true"];

pub(super) fn read(bytes: &[u8]) -> Result<Codebook, CodebookProblems> {
    if bytes.len() > LARGEST_FILE {
        let (bytes, largest) = (bytes.len(), LARGEST_FILE);
        return Err(CodebookProblems::one(
            None,
            ProblemKind::TooLarge { bytes, largest },
        ));
    }
    let text =
        utf8(bytes).map_err(|line| CodebookProblems::one(Some(line), ProblemKind::NotUtf8))?;
    let raw: RawCodebook = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| line_at(text, span.start));
        let message = error.message().replace('\n', " ");
        CodebookProblems::one(line, ProblemKind::Broken { message })
    })?;
    let mut reader = Reader {
        text,
        codebook: Codebook::default(),
        problems: CodebookProblems::default(),
    };
    reader.codebook(raw);
    if reader.problems.is_empty() {
        Ok(reader.codebook)
    } else {
        Err(reader.problems)
    }
}

struct Reader<'a> {
    text: &'a str,
    codebook: Codebook,
    problems: CodebookProblems,
}

impl Reader<'_> {
    fn codebook(&mut self, raw: RawCodebook) {
        self.codebook = Codebook {
            title: raw.title.into(),
            respondents: raw
                .respondents
                .map_or_else(|| Text::new("deelnemers", "participants"), Text::from),
            population: raw.population,
            missing: missing(
                raw.missing,
                raw.not_asked,
                raw.not_applicable,
                raw.dont_know,
            ),
            ..Codebook::default()
        };
        if raw.item.is_empty() {
            self.problems = CodebookProblems::one(None, ProblemKind::NoItems);
        }
        let mut ratios = Vec::new();
        for item in raw.item {
            let place = Place {
                line: line_at(self.text, item.id.span().start),
                id: item.id.get_ref().trim().to_owned(),
            };
            if self.codebook.item(&place.id).is_some() {
                self.problem(&place, ProblemKind::Twice);
            } else if item.ratio.is_some() || item.kind.as_deref() == Some("ratio") {
                ratios.push((place, item));
            } else {
                self.item(&place, item);
            }
        }
        for (place, ratio) in ratios {
            self.ratio(&place, ratio);
        }
        for margin in raw.margin {
            self.margin(margin);
        }
    }

    fn problem(&mut self, place: &Place, kind: ProblemKind) {
        self.problems.add(Some(place.line), &place.id, kind);
    }

    fn item(&mut self, place: &Place, mut raw: RawItem) {
        let kind = match self.kind(place, &mut raw) {
            Ok(kind) => kind,
            Err(problem) => return self.problem(place, problem),
        };
        let item = CodebookItem {
            id: place.id.clone(),
            text: named(raw.label, &place.id),
            block: raw.block,
            kind,
            missing: missing(
                raw.missing,
                raw.not_asked,
                raw.not_applicable,
                raw.dont_know,
            ),
            identifying: raw.identifying,
            sensitive: raw.sensitive,
            collapse: raw.collapse.into_iter().map(collapse).collect(),
        };
        if let Some(category) = unknown_category(&item) {
            self.problem(place, ProblemKind::NoSuchCategory { category });
        }
        self.codebook.items.push(item);
    }

    fn kind(&mut self, place: &Place, raw: &mut RawItem) -> Result<CodebookKind, ProblemKind> {
        let name = raw.kind.clone().ok_or(ProblemKind::MissingType)?;
        let kind = match name.as_str() {
            "scale" => scale(raw)?,
            "choice" => CodebookKind::Choice {
                labels: labels(raw, MOST_CATEGORIES)?,
            },
            "multiple" => multiple(raw)?,
            "number" => number(raw)?,
            _ => return Err(ProblemKind::UnknownType { found: name }),
        };
        for (key, used) in leftovers(raw) {
            if used {
                let kind = kind.name();
                self.problem(place, ProblemKind::UnusedKey { key, kind });
            }
        }
        Ok(kind)
    }

    fn ratio(&mut self, place: &Place, raw: RawItem) {
        let Ok([above, below]) = <[String; 2]>::try_from(raw.ratio.unwrap_or_default()) else {
            return self.problem(place, ProblemKind::BadRatio);
        };
        for item in [&above, &below] {
            let found = self.codebook.item(item);
            if !found.is_some_and(|found| matches!(found.kind, CodebookKind::Number { .. })) {
                let (item, wanted) = (item.clone(), "number");
                self.problem(place, ProblemKind::NoSuchItem { item, wanted });
            }
        }
        self.codebook.ratios.push(CodebookRatio {
            id: place.id.clone(),
            text: named(raw.label, &place.id),
            block: raw.block,
            ratio: [above, below],
            sensitive: raw.sensitive,
        });
    }

    fn margin(&mut self, raw: RawMargin) {
        let place = Place {
            line: line_at(self.text, raw.item.span().start),
            id: raw.item.into_inner(),
        };
        let found = self.codebook.item(&place.id);
        if !found.is_some_and(|found| matches!(found.kind, CodebookKind::Choice { .. })) {
            let (item, wanted) = (place.id.clone(), "choice");
            return self.problem(&place, ProblemKind::NoSuchItem { item, wanted });
        }
        let bad = raw
            .counts
            .iter()
            .find(|(_, count)| !(count.is_finite() && **count > 0.0));
        if let Some((category, _)) = bad {
            let category = category.clone();
            return self.problem(&place, ProblemKind::BadCount { category });
        }
        self.codebook.margins.push(CodebookMargin {
            item: place.id,
            counts: raw.counts.into_iter().collect(),
        });
    }
}

/// Where a problem is.
struct Place {
    line: usize,
    id: String,
}

fn named(label: Option<Words>, id: &str) -> Text {
    label.map_or_else(|| Text::new(id, id), Text::from)
}

fn cells(cells: Vec<Cell>) -> Vec<String> {
    cells.into_iter().map(String::from).collect()
}

fn missing(
    skipped: Vec<Cell>,
    not_asked: Vec<Cell>,
    not_applicable: Vec<Cell>,
    dont_know: Vec<Cell>,
) -> MissingCells {
    MissingCells {
        skipped: cells(skipped),
        not_asked: cells(not_asked),
        not_applicable: cells(not_applicable),
        dont_know: cells(dont_know),
    }
}

fn collapse(raw: RawCollapse) -> CodebookCollapse {
    CodebookCollapse {
        label: named(raw.label, &raw.into),
        into: raw.into,
        from: cells(raw.from),
    }
}

/// A category that is collapsed but has no label, where labels are given.
fn unknown_category(item: &CodebookItem) -> Option<String> {
    let labels = item.labels();
    let known = |cell: &&String| labels.iter().any(|(code, _)| code == *cell);
    let mut from = item.collapse.iter().flat_map(|step| &step.from);
    if labels.is_empty() {
        return None;
    }
    from.find(|cell| !known(cell)).cloned()
}

fn labels(raw: &mut RawItem, most: usize) -> Result<Vec<(String, Text)>, ProblemKind> {
    let labels = std::mem::take(&mut raw.labels);
    if labels.len() > most {
        let found = labels.len();
        return Err(ProblemKind::TooManyCategories { found, most });
    }
    let pair = |(code, words): (String, Words)| (code.trim().to_owned(), Text::from(words));
    Ok(labels.into_iter().map(pair).collect())
}

fn scale(raw: &mut RawItem) -> Result<CodebookKind, ProblemKind> {
    let score = |number: Option<f64>, key| {
        let number = number.ok_or(ProblemKind::MissingKey { key })?;
        if number.fract() != 0.0 || !(0.0..=100.0).contains(&number) {
            return Err(ProblemKind::BadScale);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from 0 to 100"
        )]
        Ok(number as u8)
    };
    let (min, max) = (score(raw.min.take(), "min")?, score(raw.max.take(), "max")?);
    if min >= max {
        return Err(ProblemKind::EmptyRange);
    }
    let (top, bottom) = boxes(min, max);
    Ok(CodebookKind::Scale {
        min,
        max,
        top: raw.top.take().unwrap_or(top),
        bottom: raw.bottom.take().unwrap_or(bottom),
        labels: labels(raw, MOST_CATEGORIES)?,
    })
}

/// The boxes of a scale: 8 and 5 on 1-10, else the two scores at each end.
fn boxes(min: u8, max: u8) -> (u8, u8) {
    if (min, max) == (1, 10) {
        (8, 5)
    } else if max - min < 3 {
        (max, min)
    } else {
        (max - 1, min + 1)
    }
}

fn multiple(raw: &mut RawItem) -> Result<CodebookKind, ProblemKind> {
    let labels = labels(raw, MOST_OPTIONS)?;
    let Some(columns) = raw.columns.take() else {
        let cells = MultipleCells::Separated(raw.separator.take().unwrap_or(';'));
        return Ok(CodebookKind::Multiple { labels, cells });
    };
    if columns.len() != labels.len() {
        let (columns, labels) = (columns.len(), labels.len());
        return Err(ProblemKind::ColumnsWithoutLabels { columns, labels });
    }
    let chosen = raw.chosen.take();
    let chosen = chosen.map_or_else(|| CHOSEN.map(str::to_owned).to_vec(), cells);
    let cells = MultipleCells::Columns { columns, chosen };
    Ok(CodebookKind::Multiple { labels, cells })
}

fn number(raw: &mut RawItem) -> Result<CodebookKind, ProblemKind> {
    let min = raw
        .min
        .take()
        .ok_or(ProblemKind::MissingKey { key: "min" })?;
    let max = raw
        .max
        .take()
        .ok_or(ProblemKind::MissingKey { key: "max" })?;
    if min >= max {
        return Err(ProblemKind::EmptyRange);
    }
    Ok(CodebookKind::Number {
        min,
        max,
        unit: raw.unit.take().map(Text::from),
        sum: std::mem::take(&mut raw.sum),
    })
}

/// Keys that a type did not take.
fn leftovers(raw: &RawItem) -> [(&'static str, bool); 10] {
    [
        ("min", raw.min.is_some()),
        ("max", raw.max.is_some()),
        ("top", raw.top.is_some()),
        ("bottom", raw.bottom.is_some()),
        ("unit", raw.unit.is_some()),
        ("sum", raw.sum),
        ("labels", !raw.labels.is_empty()),
        ("separator", raw.separator.is_some()),
        ("columns", raw.columns.is_some()),
        ("chosen", raw.chosen.is_some()),
    ]
}
