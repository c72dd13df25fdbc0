//! From a described column of the table to a column of the analysis.

use mkbroute_analysis::dataset::{Collapse, Column, ItemKind, ItemSpec, Values, missing};
use mkbroute_domain::insights::codebook::{
    Codebook, CodebookItem, CodebookKind, MOST_CATEGORIES, MultipleCells,
};
use mkbroute_domain::text::Text;
use mkbroute_store::tables::{Table, TableColumn};

use super::AnalyseError;
use super::cells::{CellProblem, Meaning, find, labelled, meanings, report};

/// Reads the answers to one item; cells that do not fit are added to `problems`.
pub(super) fn column(
    table: &Table,
    codebook: &Codebook,
    item: &CodebookItem,
    problems: &mut Vec<CellProblem>,
) -> Result<Column, AnalyseError> {
    let source = Source {
        table,
        codebook,
        item,
    };
    let (kind, values) = match &item.kind {
        CodebookKind::Scale {
            min,
            max,
            top,
            bottom,
            labels,
        } => {
            let kind = ItemKind::Scale {
                min: *min,
                max: *max,
                top: *top,
                bottom: *bottom,
            };
            (kind, source.scale(*min, *max, labels, problems)?)
        }
        CodebookKind::Choice { labels } => source.choice(labels, problems)?,
        CodebookKind::Multiple { labels, cells } => {
            let values = match cells {
                MultipleCells::Separated(separator) => {
                    source.separated(labels, *separator, problems)?
                }
                MultipleCells::Columns { columns, chosen } => source.columns(columns, chosen)?,
            };
            let categories = codes(labels);
            (ItemKind::MultiResponse { categories }, values)
        }
        CodebookKind::Number { min, max, sum, .. } => {
            let kind = ItemKind::Quantity {
                min: *min,
                max: *max,
                decimals: 1,
                bands: Vec::new(),
                sum: *sum,
            };
            (kind, source.numbers(*min, *max, problems)?)
        }
    };
    let item = spec(item, kind);
    Ok(Column { item, values })
}

fn spec(item: &CodebookItem, kind: ItemKind) -> ItemSpec {
    let categories = kind.categories().to_vec();
    let position = |cell: &String| {
        let found = categories.iter().position(|category| category == cell)?;
        u8::try_from(found).ok()
    };
    let collapse = item.collapse.iter().map(|step| Collapse {
        into: step.into.clone(),
        from: step.from.iter().filter_map(position).collect(),
    });
    ItemSpec {
        id: item.id.clone(),
        wording: 1,
        block: item.block.clone(),
        collapse: collapse.collect(),
        kind,
        identifying: item.identifying,
        sensitive: item.sensitive,
        sensitive_categories: Vec::new(),
        dominance: false,
        about_others: false,
        counts_for_completeness: true,
    }
}

fn codes(labels: &[(String, Text)]) -> Vec<String> {
    labels.iter().map(|(code, _)| code.clone()).collect()
}

fn byte(position: usize) -> u8 {
    u8::try_from(position).unwrap_or(missing::SKIPPED)
}

/// Where the answers to one item stand.
struct Source<'a> {
    table: &'a Table,
    codebook: &'a Codebook,
    item: &'a CodebookItem,
}

impl Source<'_> {
    fn own_column(&self) -> Result<&TableColumn, AnalyseError> {
        find(self.table, &self.item.id, &self.item.id)
    }

    /// The codes of a column whose texts have been decided.
    fn code_values(
        column: &TableColumn,
        meanings: &[Meaning<u8>],
        problems: &mut Vec<CellProblem>,
    ) -> Values {
        report(column, meanings, problems);
        let code = |meaning: &Meaning<u8>| match meaning {
            Meaning::Valid(code) | Meaning::Missing(code) => *code,
            Meaning::Wrong(_) => missing::SKIPPED,
        };
        let codes: Vec<u8> = meanings.iter().map(code).collect();
        Values::Codes(column.codes().map(|text| codes[text]).collect())
    }

    fn scale(
        &self,
        min: u8,
        max: u8,
        labels: &[(String, Text)],
        problems: &mut Vec<CellProblem>,
    ) -> Result<Values, AnalyseError> {
        let column = self.own_column()?;
        let range = f64::from(min)..=f64::from(max);
        let score = |code: usize, text: &str| {
            let named = labelled(text, labels).and_then(|position| labels[position].0.parse().ok());
            let number = match named {
                Some(number) => Some(number),
                None => column.number_of(code).ok().flatten(),
            };
            let number = number.ok_or("is no number")?;
            if number.fract() != 0.0 {
                return Err("is no whole number");
            }
            if !range.contains(&number) {
                return Err("is outside the scale");
            }
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number within a scale of bytes"
            )]
            Ok(number as u8)
        };
        let meanings = meanings(column, self.codebook, self.item, score);
        Ok(Self::code_values(column, &meanings, problems))
    }

    fn choice(
        &self,
        labels: &[(String, Text)],
        problems: &mut Vec<CellProblem>,
    ) -> Result<(ItemKind, Values), AnalyseError> {
        let column = self.own_column()?;
        if labels.is_empty() {
            return self.occurring(column);
        }
        let category = |_: usize, text: &str| {
            let position = labelled(text, labels);
            position.map(byte).ok_or("is none of the labels")
        };
        let meanings = meanings(column, self.codebook, self.item, category);
        let values = Self::code_values(column, &meanings, problems);
        let categories = codes(labels);
        Ok((ItemKind::Categorical { categories }, values))
    }

    /// The categories are the texts that occur, in order.
    fn occurring(&self, column: &TableColumn) -> Result<(ItemKind, Values), AnalyseError> {
        let kept = meanings(column, self.codebook, self.item, |_, text| {
            Ok(text.to_owned())
        });
        let valid = kept.iter().filter_map(|meaning| match meaning {
            Meaning::Valid(text) => Some(text.clone()),
            Meaning::Missing(_) | Meaning::Wrong(_) => None,
        });
        let mut categories: Vec<String> = valid.collect();
        categories.sort_by(|a, b| in_order(a, b));
        if categories.len() > MOST_CATEGORIES {
            return Err(AnalyseError::TooManyCategories {
                column: column.name().to_owned(),
                found: categories.len(),
                most: MOST_CATEGORIES,
            });
        }
        let code = |meaning: &Meaning<String>| match meaning {
            Meaning::Valid(text) => categories
                .iter()
                .position(|category| category == text)
                .map_or(missing::SKIPPED, byte),
            Meaning::Missing(code) => *code,
            Meaning::Wrong(_) => missing::SKIPPED,
        };
        let codes: Vec<u8> = kept.iter().map(code).collect();
        let values = Values::Codes(column.codes().map(|text| codes[text]).collect());
        Ok((ItemKind::Categorical { categories }, values))
    }

    fn separated(
        &self,
        labels: &[(String, Text)],
        separator: char,
        problems: &mut Vec<CellProblem>,
    ) -> Result<Values, AnalyseError> {
        let column = self.own_column()?;
        let mask = |_: usize, text: &str| {
            let parts = text.split(separator).map(str::trim);
            let mut bits = 0_u64;
            for part in parts.filter(|part| !part.is_empty()) {
                bits |=
                    1 << labelled(part, labels).ok_or("has a part that is none of the labels")?;
            }
            Ok(bits)
        };
        let meanings = meanings(column, self.codebook, self.item, mask);
        report(column, &meanings, problems);
        let (bits, state) = unpack(column, &meanings, 0);
        Ok(Values::Masks { bits, state })
    }

    /// A respondent is asked when one of the cells is filled.
    fn columns(&self, names: &[String], chosen: &[String]) -> Result<Values, AnalyseError> {
        let rows = self.table.rows;
        let (mut bits, mut state) = (vec![0_u64; rows], vec![missing::SKIPPED; rows]);
        for (position, name) in names.iter().enumerate() {
            let column = find(self.table, &self.item.id, name)?;
            let meanings = meanings(column, self.codebook, self.item, |_, text| {
                Ok(chosen.iter().any(|cell| super::cells::same(text, cell)))
            });
            for (row, code) in column.codes().enumerate() {
                match meanings[code] {
                    Meaning::Valid(yes) => {
                        bits[row] |= u64::from(yes) << position;
                        state[row] = 0;
                    }
                    Meaning::Missing(code) if state[row] != 0 => state[row] = code,
                    Meaning::Missing(_) | Meaning::Wrong(_) => {}
                }
            }
        }
        Ok(Values::Masks { bits, state })
    }

    fn numbers(
        &self,
        min: f64,
        max: f64,
        problems: &mut Vec<CellProblem>,
    ) -> Result<Values, AnalyseError> {
        let column = self.own_column()?;
        let number = |code: usize, _: &str| {
            let number = column.number_of(code).ok().flatten();
            let number = number.ok_or("is no number")?;
            if (min..=max).contains(&number) {
                Ok(number)
            } else {
                Err("is outside the range")
            }
        };
        let meanings = meanings(column, self.codebook, self.item, number);
        report(column, &meanings, problems);
        let (values, state) = unpack(column, &meanings, 0.0);
        Ok(Values::Numbers { values, state })
    }
}

/// The value and the state of every row; rows without a valid answer hold `empty`.
fn unpack<T: Copy>(column: &TableColumn, meanings: &[Meaning<T>], empty: T) -> (Vec<T>, Vec<u8>) {
    let of = |code: usize| match meanings[code] {
        Meaning::Valid(value) => (value, 0),
        Meaning::Missing(state) => (empty, state),
        Meaning::Wrong(_) => (empty, missing::SKIPPED),
    };
    column.codes().map(of).unzip()
}

/// Numbers by size, before texts by letter.
fn in_order(a: &str, b: &str) -> std::cmp::Ordering {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        (Ok(_), Err(_)) => std::cmp::Ordering::Less,
        (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
        (Err(_), Err(_)) => a.cmp(b),
    }
}
