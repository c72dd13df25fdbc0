//! Advice on the size of pages: it keeps nobody from freezing or importing.

use super::{Instrument, Item, ItemKind, Section};

/// A page asks at least so many questions; fewer make clicking the work.
pub const FEWEST_ON_A_PAGE: usize = 3;
/// A page asks at most so many items; more make a page that people put off.
pub const MOST_ON_A_PAGE: usize = 6;

/// A page that is too short or too long.
#[derive(Clone, Copy, Debug)]
pub struct SizeAdvice<'a> {
    pub section: &'a Section,
    pub size: Size,
}

/// How a page is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// So many questions are asked, each row of a matrix counted.
    Few(usize),
    /// So many items are asked, a matrix counted once.
    Many(usize),
}

impl Instrument {
    /// The pages that ask fewer than three questions or more than six items, in order. What is read
    /// or coded afterwards is not asked. One matrix may fill a page: its rows are questions.
    pub fn size_advice(&self) -> Vec<SizeAdvice<'_>> {
        let advice = |section| size(section).map(|size| SizeAdvice { section, size });
        self.sections.iter().filter_map(advice).collect()
    }
}

fn size(section: &Section) -> Option<Size> {
    let asked =
        |item: &&Item| item.coded_from.is_none() && !matches!(item.kind, ItemKind::Information);
    let asked = section.items.iter().filter(asked);
    let items = asked.clone().count();
    let questions: usize = asked.map(|item| item.questions(0).len()).sum();
    if items > MOST_ON_A_PAGE {
        Some(Size::Many(items))
    } else if questions < FEWEST_ON_A_PAGE {
        Some(Size::Few(questions))
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
