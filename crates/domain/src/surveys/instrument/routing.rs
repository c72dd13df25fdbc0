//! Who is asked what: conditions evaluated in the order of the questionnaire.

use std::collections::BTreeSet;

use super::{Condition, Instrument};
use crate::surveys::answer::Answers;

impl Instrument {
    /// The codes of the questions that somebody with these answers is asked.
    ///
    /// An answer to an item that is not asked counts as absent, so a change of mind takes everything
    /// behind it off the way as well. Items that are coded afterwards are never asked.
    pub fn asked(&self, answers: &Answers) -> BTreeSet<&str> {
        let conditions = self.items().filter_map(|(_, item)| item.show_if.as_ref());
        let decisive: BTreeSet<&str> = conditions.flat_map(Condition::items).collect();
        let mut asked = BTreeSet::new();
        let mut known = Answers::new();
        for (section, item) in self.items() {
            let shown = item
                .show_if
                .as_ref()
                .is_none_or(|condition| condition.holds(&known));
            if !shown || item.coded_from.is_some() {
                continue;
            }
            for question in item.questions(section) {
                asked.insert(question.code);
                let decides = decisive.contains(question.code);
                if let Some(answer) = answers.get(question.code).filter(|_| decides) {
                    known.insert(question.code.to_owned(), answer.clone());
                }
            }
        }
        asked
    }
}
