//! An item of a frozen version, taken over into a draft.

use super::super::{Instrument, Item, ItemKind};
use super::{EditProblem, History, fresh_code};
use crate::surveys::condition::Condition;

impl Instrument {
    /// A code that is free is kept with its wording, so that answers go on to compare; a code that
    /// the draft uses already is made anew. What the draft cannot know (routing over items that it
    /// does not have, the item that it was coded from) is left behind.
    pub(super) fn copy_item(
        &mut self,
        section: &str,
        mut item: Item,
        history: &History,
    ) -> Result<String, EditProblem> {
        let section = self.section_at(section)?;
        if self.uses_code(&item.code) {
            let taken = |code: &str| self.uses_code(code) || history.knows(code);
            item.code = fresh_code(&item.text.nl, taken);
            item.wording = 1;
        }
        if let ItemKind::Matrix { rows, .. } = &mut item.kind {
            for row in rows {
                if self.uses_code(&row.code) {
                    let taken = |code: &str| self.uses_code(code) || history.knows(code);
                    row.code = fresh_code(&row.text.nl, taken);
                    row.wording = 1;
                }
            }
        }
        let known = |condition: &Condition| {
            let items = condition.items();
            items.iter().all(|code| self.question(code).is_some())
        };
        item.show_if = item.show_if.filter(known);
        item.coded_from = None;
        let code = item.code.clone();
        self.sections[section].items.push(item);
        Ok(code)
    }
}
