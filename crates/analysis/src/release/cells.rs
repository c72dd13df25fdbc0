//! Small and telling categories.

use crate::dataset::ItemSpec;
use crate::figure::{Rule, Verdict};
use crate::policy::Policy;

/// A category with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub code: String,
    pub k: u32,
    pub verdict: Verdict,
}

/// The cells of a single choice after judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedCells {
    /// The categories in their order, then merged ones.
    pub cells: Vec<Cell>,
    /// Codes that a release shows, when it merges.
    pub merged: Vec<String>,
}

/// Judges the categories of a single choice, which add up to `n`.
///
/// On an identifying dimension every shown category holds nobody or at least the smallest cell;
/// categories are merged in the declared order until that holds, else the item is withheld. A
/// sensitive category that is too telling withholds the item: the others would give it away.
pub fn judge(item: &ItemSpec, mut cells: Vec<Cell>, n: u32, policy: &Policy) -> JudgedCells {
    let telling = (0_u8..).zip(&cells).any(|(position, cell)| {
        let sensitive = item.sensitive || item.sensitive_categories.contains(&position);
        sensitive_verdict(sensitive, cell.k, n, policy) != Verdict::Released
    });
    if telling && n > 0 {
        withhold(&mut cells, Rule::SensitiveExtreme);
        return JudgedCells {
            cells,
            merged: Vec::new(),
        };
    }
    if !item.identifying || cells.iter().all(|cell| is_safe(cell.k, policy)) {
        return JudgedCells {
            cells,
            merged: Vec::new(),
        };
    }
    if let Some(judged) = merge(item, &cells, policy) {
        return judged;
    }
    withhold(&mut cells, Rule::SmallCell);
    JudgedCells {
        cells,
        merged: Vec::new(),
    }
}

/// Judges one option of a multiple choice by itself.
pub fn option(item: &ItemSpec, position: usize, k: u32, n: u32, policy: &Policy) -> Verdict {
    if item.identifying && !is_safe(k, policy) {
        return Verdict::Withheld(Rule::SmallCell);
    }
    let position = u8::try_from(position).unwrap_or(u8::MAX);
    let sensitive = item.sensitive || item.sensitive_categories.contains(&position);
    sensitive_verdict(sensitive, k, n, policy)
}

/// Judges a band of numbers: it and its complement are the two categories.
pub fn band(item: &ItemSpec, k: u32, n: u32, policy: &Policy) -> Verdict {
    if item.identifying && !(is_safe(k, policy) && is_safe(n - k, policy)) {
        return Verdict::Withheld(Rule::SmallCell);
    }
    sensitive_verdict(item.sensitive, k, n, policy)
}

/// Nobody, everybody, or nearly everybody in a sensitive category tells about persons.
pub fn sensitive_verdict(sensitive: bool, k: u32, n: u32, policy: &Policy) -> Verdict {
    if sensitive && n > 0 && extreme_share(f64::from(k) / f64::from(n), policy) {
        Verdict::Withheld(Rule::SensitiveExtreme)
    } else {
        Verdict::Released
    }
}

/// Whether a share is 0%, or at or above the limit.
pub fn extreme_share(share: f64, policy: &Policy) -> bool {
    share <= 0.0 || share >= policy.sensitive_share
}

fn is_safe(k: u32, policy: &Policy) -> bool {
    k == 0 || k >= policy.smallest_cell
}

fn withhold(cells: &mut [Cell], rule: Rule) {
    for cell in cells {
        cell.verdict = Verdict::Withheld(rule);
    }
}

/// Merges step by step; `None` if the declared steps do not make every cell safe.
fn merge(item: &ItemSpec, cells: &[Cell], policy: &Policy) -> Option<JudgedCells> {
    let mut gone = vec![false; cells.len()];
    let mut merged: Vec<Cell> = Vec::new();
    for step in &item.collapse {
        let from = || step.from.iter().map(|position| usize::from(*position));
        let k = from()
            .filter(|position| !gone[*position])
            .map(|position| cells[position].k)
            .sum();
        for position in from() {
            gone[position] = true;
        }
        merged.push(Cell {
            code: step.into.clone(),
            k,
            verdict: Verdict::Released,
        });
        let left = || {
            cells
                .iter()
                .zip(&gone)
                .filter(|(_, gone)| !**gone)
                .map(|(cell, _)| cell)
        };
        if left().chain(&merged).all(|cell| is_safe(cell.k, policy)) {
            let shown = left()
                .chain(&merged)
                .map(|cell| cell.code.clone())
                .collect();
            return Some(JudgedCells {
                cells: mark(cells, &gone, merged),
                merged: shown,
            });
        }
    }
    None
}

fn mark(cells: &[Cell], gone: &[bool], merged: Vec<Cell>) -> Vec<Cell> {
    let original = cells.iter().zip(gone).map(|(cell, gone)| {
        let verdict = if *gone {
            Verdict::Withheld(Rule::Collapsed)
        } else {
            Verdict::Released
        };
        Cell {
            verdict,
            ..cell.clone()
        }
    });
    original.chain(merged).collect()
}
