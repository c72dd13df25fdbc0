//! What changed between two versions, and whether answers still compare.

use super::{Instrument, Question};

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

#[cfg(test)]
mod tests;
