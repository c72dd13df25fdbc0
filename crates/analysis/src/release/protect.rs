//! Parts and totals judged together: nothing that is withheld may follow from what is shown.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::atoms::Atoms;
use super::audit::{self, Published};
use super::judge::{complementary, strictest};
use super::plan::ReleasePlan;
use super::span::{self, Span};
use crate::dataset::{Column, DataSet, ItemKind};
use crate::figure::{Figure, Rule, Statistic, Verdict};
use crate::policy::Policy;
use crate::result::{Breakdown, GroupResult, ItemResult};

/// Which guards stand between the parts and a reader: all of them, outside the tests that show what
/// each of them is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guards {
    pub(super) means: bool,
    pub(super) span: bool,
    pub(super) audit: bool,
}

impl Default for Guards {
    fn default() -> Self {
        Self {
            means: true,
            span: true,
            audit: true,
        }
    }
}

/// Withholds an item in a dimension where its published groups would give a few respondents or a
/// withheld count away; later dimensions go first.
pub(super) fn protect(
    result: &mut GroupResult,
    data: &DataSet,
    plan: &ReleasePlan,
    policy: &Policy,
    guards: Guards,
) {
    if result.breakdowns.is_empty() {
        return;
    }
    let atoms = Atoms::of(plan, data);
    let sizes: Vec<BTreeMap<u64, u32>> = data
        .columns
        .par_iter()
        .map(|column| atoms.valid_sizes(&column.values))
        .collect();
    for (position, column) in data.columns.iter().enumerate() {
        let mut item = Item {
            column,
            sizes: &sizes[position],
            total: &result.items[position],
            breakdowns: &mut result.breakdowns,
            policy,
        };
        if guards.means {
            item.test_means();
        }
        if guards.span {
            item.test_span();
        }
        if guards.audit {
            item.test_audit();
        }
    }
}

/// One item in every published group.
struct Item<'a> {
    column: &'a Column,
    /// Respondents with a valid answer, by the groups that hold them.
    sizes: &'a BTreeMap<u64, u32>,
    total: &'a ItemResult,
    breakdowns: &'a mut [Breakdown],
    policy: &'a Policy,
}

impl Item<'_> {
    /// Withholds the means of a dimension where one of them, or that of everybody, is withheld for
    /// what it would tell: those that are shown add up to it.
    fn test_means(&mut self) {
        if !self.column.item.kind.categories().is_empty() {
            return;
        }
        let tells = |figures: &[Figure]| {
            let mut means = figures.iter().filter(|f| f.statistic == Statistic::Mean);
            means.any(|figure| tells_too_much(figure.verdict))
        };
        let everybody = tells(&self.total.figures);
        for dimension in 0..self.breakdowns.len() {
            let groups: Vec<bool> = self
                .groups()
                .filter(|(_, place, _)| *place == Some(dimension))
                .map(|(_, _, figures)| tells(figures))
                .collect();
            if everybody || groups.contains(&true) {
                self.withhold(dimension);
            }
        }
    }

    /// Adds dimension after dimension and withholds the one that lets a small set be computed.
    fn test_span(&mut self) {
        let threshold = self.column.item.kind.span_threshold(self.policy);
        let mut published = u64::from(shows(&self.total.figures));
        for dimension in 0..self.breakdowns.len() {
            let with = published | self.shown_parts(dimension);
            if with == published {
                continue;
            }
            match span::smallest_leak(self.sizes, with, threshold, self.policy.span_unions) {
                Span::Safe => published = with,
                Span::Leaks { .. } | Span::TooFine => self.withhold(dimension),
            }
        }
    }

    /// Withholds the last dimensions until no withheld count lies within a few.
    fn test_audit(&mut self) {
        if self.column.item.kind.categories().is_empty() {
            return;
        }
        for dimension in (0..self.breakdowns.len()).rev() {
            if self.shown_parts(dimension) == 0 {
                continue;
            }
            if self
                .audited_tables()
                .iter()
                .all(|table| table.is_safe(self.policy))
            {
                return;
            }
            self.withhold(dimension);
        }
    }

    /// The bits of the parts of a dimension that show the item.
    fn shown_parts(&self, dimension: usize) -> u64 {
        self.groups()
            .filter(|(_, place, figures)| *place == Some(dimension) && shows(figures))
            .fold(0, |bits, (bit, _, _)| bits | 1 << bit)
    }

    /// Every group with its bit, its dimension (none for everybody) and its figures of the item.
    fn groups(&self) -> impl Iterator<Item = (u32, Option<usize>, &[Figure])> {
        let id = &self.column.item.id;
        let breakdowns = self.breakdowns.iter().enumerate();
        let parts = breakdowns.flat_map(move |(dimension, breakdown)| {
            breakdown.parts.iter().map(move |part| {
                let found = part.items.iter().find(|item| item.id == *id);
                (Some(dimension), found.map_or(&[][..], |item| &item.figures))
            })
        });
        let everybody = (None, &self.total.figures[..]);
        (0..)
            .zip(std::iter::once(everybody).chain(parts))
            .map(|(bit, (dimension, figures))| (bit, dimension, figures))
    }

    fn withhold(&mut self, dimension: usize) {
        let id = &self.column.item.id;
        let parts = self.breakdowns[dimension].parts.iter_mut();
        let items = parts.flat_map(|part| &mut part.items);
        for item in items.filter(|item| item.id == *id) {
            for figure in &mut item.figures {
                figure.verdict = strictest(figure.verdict, complementary());
            }
        }
    }

    /// What is shown and what is withheld: one table for a single choice, one an option otherwise.
    fn audited_tables(&self) -> Vec<AuditedTable> {
        match &self.column.item.kind {
            ItemKind::Categorical { categories } => {
                vec![self.table(categories.len(), &|figure| self.cell(figure))]
            }
            ItemKind::MultiResponse { categories } => categories
                .iter()
                .map(|option| {
                    // Chosen or not: two categories.
                    let chosen = |figure: &Figure| {
                        (figure.category.as_ref() == Some(option)).then(|| vec![0])
                    };
                    self.table(2, &chosen)
                })
                .collect(),
            ItemKind::Scale { .. } | ItemKind::Quantity { .. } => Vec::new(),
        }
    }

    /// The categories that a count of a single choice covers.
    fn cell(&self, figure: &Figure) -> Option<Vec<usize>> {
        let positions = self.column.item.positions(figure.category.as_ref()?);
        (!positions.is_empty()).then_some(positions)
    }

    fn table(
        &self,
        categories: usize,
        cell: &dyn Fn(&Figure) -> Option<Vec<usize>>,
    ) -> AuditedTable {
        let mut table = AuditedTable::default();
        for (bit, _, figures) in self.groups() {
            let held = self.sizes.iter().filter(|(atom, _)| *atom >> bit & 1 == 1);
            let base = held.map(|(_, size)| size).sum();
            table.published.bases.push((bit, base));
            let counts = figures.iter().filter(|f| f.statistic == Statistic::Count);
            for figure in counts {
                let (Some(cell), Some(k)) = (cell(figure), figure.k) else {
                    continue;
                };
                if figure.is_released() {
                    table.published.shown.push((bit, cell, k));
                } else if hides_a_count(figure.verdict) && cell.len() == 1 {
                    table.withheld.push((bit, cell[0]));
                }
            }
        }
        table.published.atoms = self.sizes.keys().copied().collect();
        table.published.categories = categories;
        table
    }
}

#[derive(Default)]
struct AuditedTable {
    published: Published,
    /// Group and category of the counts that a reader must not learn.
    withheld: Vec<(u32, usize)>,
}

impl AuditedTable {
    fn is_safe(&self, policy: &Policy) -> bool {
        self.withheld.iter().all(|(group, category)| {
            let range = audit::range(&self.published, *group, *category);
            range.is_some_and(|(low, high)| high - low >= policy.audit_width)
        })
    }
}

/// Whether a release holds a mean or a count of the item.
fn shows(figures: &[Figure]) -> bool {
    let telling = |figure: &&Figure| {
        matches!(
            figure.statistic,
            Statistic::Mean | Statistic::Count | Statistic::Share
        )
    };
    figures.iter().filter(telling).any(Figure::is_released)
}

/// Whether a mean is withheld for what it would tell, and not because few answered.
fn tells_too_much(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Released | Verdict::Withheld(Rule::TooFewAnswers) => false,
        Verdict::Withheld(_) => true,
    }
}

/// Whether the rule protects the count itself. A count under too few answers is guarded by the
/// span test; one that was merged, or withheld because of others, hides others.
fn hides_a_count(verdict: Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Withheld(Rule::SmallCell | Rule::SensitiveExtreme | Rule::Collapsed)
    )
}
