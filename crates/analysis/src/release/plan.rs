//! The release plan: the frozen groups in which a wave may be published.
//!
//! Pages choose among these groups and never combine filters freely: one- and two-way filters with
//! five or more answers each give persons away in nearly every dashboard.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::atoms::Atoms;
use super::span::{self, Span};
use crate::dataset::{DataSet, ItemKind, Values};
use crate::measure::tally;
use crate::policy::Policy;

/// The part of everything that may not stand apart.
pub const REST: &str = "rest";

/// The dimensions by which a group may be shown, in the order in which they were judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasePlan {
    pub dimensions: Vec<Dimension>,
}

/// One way to part a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// The item whose categories make the parts.
    pub item: String,
    pub parts: Vec<Part>,
}

/// A group of respondents that is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// A category code, or [`REST`].
    pub code: String,
    /// The categories in it. The rest also holds those who gave no valid answer.
    pub categories: Vec<String>,
}

/// Why a plan is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanRefused {
    UnknownItem {
        item: String,
    },
    /// Only a single choice parts a group.
    NotAChoice {
        item: String,
    },
    UnknownCategory {
        item: String,
        category: String,
    },
    /// A category in two parts of one dimension.
    Twice {
        item: String,
        category: String,
    },
    /// A part has too few respondents, or too few people could have answered.
    TooSmall {
        item: String,
        part: String,
        respondents: u32,
    },
    /// The published groups together give away a set of so few respondents: those who are in each
    /// of these parts.
    Leaks {
        item: String,
        parts: Vec<String>,
        respondents: u32,
    },
    /// Too many sets to look at.
    TooFine {
        item: String,
    },
}

impl ReleasePlan {
    /// The plan that shows as much as it may: every dimension in the given order that keeps the
    /// rules, with categories that are too small put together as the rest.
    ///
    /// `populations` holds how many could have answered, by item and category, where that is known.
    pub fn propose(
        data: &DataSet,
        items: &[String],
        populations: &BTreeMap<(String, String), u32>,
        policy: &Policy,
    ) -> Self {
        Self::propose_after(data, items, populations, &[], policy)
    }

    /// The same for a group of which figures were published before. `classes` parts the respondents
    /// by the earlier releases that held them, one entry a respondent
    /// ([`classes`](super::interim::classes)); each class counts as published. Empty where nothing
    /// was published before.
    pub fn propose_after(
        data: &DataSet,
        items: &[String],
        populations: &BTreeMap<(String, String), u32>,
        classes: &[u8],
        policy: &Policy,
    ) -> Self {
        let mut plan = Self::default();
        let (mut atoms, mut published) = (Atoms::everybody(data), 1);
        if let Some(highest) = classes.iter().max() {
            match atoms.part_by(classes, usize::from(*highest) + 1) {
                Some(bits) => published |= bits,
                None => return plan,
            }
        }
        for item in items {
            let Some(dimension) = dimension(data, item, populations, policy) else {
                continue;
            };
            if dimension.check(data, policy).is_err() {
                continue;
            }
            let mut with = atoms.clone();
            if let Ok(more) = plan.with(&dimension, published, &mut with, data, policy) {
                (atoms, published) = (with, more);
                plan.dimensions.push(dimension);
            }
        }
        plan
    }

    /// The plan with exactly these dimensions, for somebody who asks for them.
    ///
    /// # Errors
    /// The first dimension that may not be shown, alone or beside those before it.
    pub fn requested(
        data: &DataSet,
        items: &[String],
        populations: &BTreeMap<(String, String), u32>,
        policy: &Policy,
    ) -> Result<Self, PlanRefused> {
        let mut plan = Self::default();
        for item in items {
            let Some(dimension) = dimension(data, item, populations, policy) else {
                return Err(too_small(data, item));
            };
            plan.dimensions.push(dimension);
            plan.check(data, policy)?;
        }
        Ok(plan)
    }

    /// Whether the plan may be used for these data.
    ///
    /// # Errors
    /// The first rule that it breaks, with the part that breaks it.
    pub fn check(&self, data: &DataSet, policy: &Policy) -> Result<(), PlanRefused> {
        for dimension in &self.dimensions {
            dimension.check(data, policy)?;
        }
        let (mut atoms, mut published) = (Atoms::everybody(data), 1);
        for dimension in &self.dimensions {
            published = self.with(dimension, published, &mut atoms, data, policy)?;
        }
        Ok(())
    }

    /// Adds a dimension to the atoms and the published groups of those before it, and looks for
    /// what the groups then give away.
    fn with(
        &self,
        dimension: &Dimension,
        published: u64,
        atoms: &mut Atoms,
        data: &DataSet,
        policy: &Policy,
    ) -> Result<u64, PlanRefused> {
        let item = || dimension.item.clone();
        let too_fine = || PlanRefused::TooFine { item: item() };
        let published = published | atoms.part(dimension, data).ok_or_else(too_fine)?;
        let sizes = atoms.sizes();
        match span::smallest_leak(&sizes, published, policy.part_from, policy.span_unions) {
            Span::Safe => Ok(published),
            Span::TooFine => Err(too_fine()),
            Span::Leaks { atom, size } => Err(PlanRefused::Leaks {
                item: item(),
                parts: self.parts_of(atom),
                respondents: size,
            }),
        }
    }

    /// The codes of the parts whose bits are set.
    fn parts_of(&self, signature: u64) -> Vec<String> {
        let parts = self.dimensions.iter().flat_map(|dimension| {
            let name = |part: &Part| format!("{} = {}", dimension.item, part.code);
            dimension.parts.iter().map(name)
        });
        (1..)
            .zip(parts)
            .filter(|(bit, _)| signature >> bit & 1 == 1)
            .map(|(_, name)| name)
            .collect()
    }
}

impl Dimension {
    fn check(&self, data: &DataSet, policy: &Policy) -> Result<(), PlanRefused> {
        let item = || self.item.clone();
        let column = data
            .column(&self.item)
            .ok_or_else(|| PlanRefused::UnknownItem { item: item() })?;
        let ItemKind::Categorical { categories } = &column.item.kind else {
            return Err(PlanRefused::NotAChoice { item: item() });
        };
        if self.parts.len() > span::MOST_GROUPS / 2 {
            return Err(PlanRefused::TooFine { item: item() });
        }
        let mut seen: Vec<&String> = Vec::new();
        for part in &self.parts {
            for category in &part.categories {
                let (item, category_code) = (item(), category.clone());
                if !categories.contains(category) {
                    return Err(PlanRefused::UnknownCategory {
                        item,
                        category: category_code,
                    });
                }
                if seen.contains(&category) {
                    return Err(PlanRefused::Twice {
                        item,
                        category: category_code,
                    });
                }
                seen.push(category);
            }
            let respondents = part.size(&self.item, data);
            if respondents < policy.part_from {
                return Err(PlanRefused::TooSmall {
                    item: item(),
                    part: part.code.clone(),
                    respondents,
                });
            }
        }
        Ok(())
    }
}

impl Part {
    /// Whether it holds the respondents with each code.
    pub(crate) fn codes(&self, item: &str, data: &DataSet) -> [bool; 256] {
        let mut holds = [self.code == REST; 256];
        let Some(column) = data.column(item) else {
            return [false; 256];
        };
        for (holds, category) in holds.iter_mut().zip(column.item.kind.categories()) {
            *holds = self.categories.contains(category);
        }
        holds
    }

    /// The rows of its respondents.
    pub(crate) fn rows(&self, item: &str, data: &DataSet) -> Vec<usize> {
        let holds = self.codes(item, data);
        let codes = (0..).zip(codes_of(item, data));
        codes
            .filter(|(_, code)| holds[usize::from(**code)])
            .map(|(row, _)| row)
            .collect()
    }

    /// The number of its respondents.
    fn size(&self, item: &str, data: &DataSet) -> u32 {
        let counts = tally::codes(codes_of(item, data));
        let holds = self.codes(item, data);
        let held = counts.iter().zip(holds).filter(|(_, holds)| *holds);
        held.map(|(count, _)| count).sum()
    }
}

/// Why an item does not make two parts: it is no choice, or its smallest category and what could go
/// with it are too few.
fn too_small(data: &DataSet, item: &str) -> PlanRefused {
    let item = item.to_owned();
    let Some(column) = data.column(&item) else {
        return PlanRefused::UnknownItem { item };
    };
    let ItemKind::Categorical { categories } = &column.item.kind else {
        return PlanRefused::NotAChoice { item };
    };
    let part = |category: &String| {
        let part = Part {
            code: category.clone(),
            categories: vec![category.clone()],
        };
        (part.size(&item, data), category.clone())
    };
    let (respondents, part) = categories.iter().map(part).min().unwrap_or_default();
    PlanRefused::TooSmall {
        item,
        part,
        respondents,
    }
}

fn codes_of<'a>(item: &str, data: &'a DataSet) -> &'a [u8] {
    match data.column(item).map(|column| &column.values) {
        Some(Values::Codes(codes)) => codes,
        Some(Values::Masks { .. } | Values::Numbers { .. }) | None => &[],
    }
}

/// The categories of an item that may stand apart, and the rest; `None` where there are not two
/// parts that are large enough.
fn dimension(
    data: &DataSet,
    item: &str,
    populations: &BTreeMap<(String, String), u32>,
    policy: &Policy,
) -> Option<Dimension> {
    let column = data.column(item)?;
    let ItemKind::Categorical { categories } = &column.item.kind else {
        return None;
    };
    let part = |code: &str, categories: Vec<String>| Part {
        code: code.to_owned(),
        categories,
    };
    let mut parts = Vec::new();
    let mut rest = part(REST, Vec::new());
    for category in categories {
        let apart = part(category, vec![category.clone()]);
        let population = populations.get(&(item.to_owned(), category.clone()));
        let known_small = population.is_some_and(|n| *n < policy.part_from);
        if apart.size(item, data) >= policy.part_from && !known_small {
            parts.push(apart);
        } else {
            rest.categories.push(category.clone());
        }
    }
    match rest.size(item, data) {
        0 => {}
        n if n < policy.part_from => return None,
        _ => parts.push(rest),
    }
    (parts.len() > 1).then(|| Dimension {
        item: item.to_owned(),
        parts,
    })
}

#[cfg(test)]
mod tests;
