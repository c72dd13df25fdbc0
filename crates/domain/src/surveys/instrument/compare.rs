//! What changed between two versions, and whether answers still compare.

use super::{Instrument, Item, Question};

/// A difference between two versions of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// Code of the question.
    pub code: String,
    pub change: Change,
}

/// What happened to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Added,
    Removed,
    /// The wording number was raised: answers no longer compare.
    Reworded,
    /// The words changed but the wording number did not: a comparison would not notice.
    RewordedSilently,
    /// The options, the scale or the type changed.
    AnswersChanged,
}

impl Instrument {
    /// The differences of this version from an earlier one, in the order of this version; removed
    /// questions come last.
    pub fn compared_with(&self, earlier: &Self) -> Vec<ItemChange> {
        let mut changes: Vec<ItemChange> = self
            .questions()
            .filter_map(|question| {
                let change = match earlier.question(question.code) {
                    None => Some(Change::Added),
                    Some(before) => changed(&before, &question),
                };
                change.map(|change| ItemChange {
                    code: question.code.to_owned(),
                    change,
                })
            })
            .collect();
        let removed = earlier
            .questions()
            .filter(|old| self.question(old.code).is_none());
        changes.extend(removed.map(|old| ItemChange {
            code: old.code.to_owned(),
            change: Change::Removed,
        }));
        changes
    }
}

fn changed(before: &Question<'_>, after: &Question<'_>) -> Option<Change> {
    if before.wording != after.wording {
        Some(Change::Reworded)
    } else if answers_differ(before, after) {
        Some(Change::AnswersChanged)
    } else if before.text != after.text {
        Some(Change::RewordedSilently)
    } else {
        None
    }
}

/// A row compares by its scale; the other rows of its matrix do not matter.
fn answers_differ(before: &Question<'_>, after: &Question<'_>) -> bool {
    use super::ItemKind::Matrix;
    match (&before.item.kind, &after.item.kind) {
        (Matrix { scale: old, .. }, Matrix { scale: new, .. }) => old != new,
        (old, new) => old != new,
    }
}

/// What changed around a question that both versions have; its answers may still compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Code of the item.
    pub code: String,
    /// Others are asked it.
    pub routing: bool,
    /// The help, the reason or the labels of "n.v.t." and "weet ik niet" changed.
    pub explanation: bool,
}

impl Instrument {
    /// Items of which the routing or the explanation differs from an earlier version.
    pub fn asides_since(&self, earlier: &Self) -> Vec<Aside> {
        let around = |item: &Item| {
            let labels = (item.not_applicable.clone(), item.dont_know.clone());
            (item.help.clone(), item.why.clone(), labels)
        };
        let aside = |item: &Item| {
            let mut before = earlier.items();
            let (_, before) = before.find(|(_, before)| before.code == item.code)?;
            let aside = Aside {
                code: item.code.clone(),
                routing: before.show_if != item.show_if,
                explanation: around(before) != around(item),
            };
            (aside.routing || aside.explanation).then_some(aside)
        };
        self.items().filter_map(|(_, item)| aside(item)).collect()
    }
}

#[cfg(test)]
mod tests;
