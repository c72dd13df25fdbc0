//! The questions of a questionnaire: items and matrix rows, one by one.

use super::{Instrument, Item, ItemKind, Row};
use crate::text::Text;

/// Something that takes one answer: an item, or a row of a matrix.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Position in the questionnaire, the same for every respondent.
    pub index: usize,
    /// Index of the section, counted from 0.
    pub section: usize,
    pub code: &'a str,
    pub wording: u32,
    pub text: &'a Text,
    pub item: &'a Item,
    /// The row, when the item is a matrix.
    pub row: Option<&'a Row>,
}

impl Instrument {
    /// Every question in order, also those that are coded afterwards; no information blocks.
    pub fn questions(&self) -> impl Iterator<Item = Question<'_>> {
        self.items()
            .flat_map(|(section, item)| item.questions(section))
            .enumerate()
            .map(|(index, question)| Question { index, ..question })
    }

    /// The question with this code.
    pub fn question(&self, code: &str) -> Option<Question<'_>> {
        self.questions().find(|question| question.code == code)
    }

    /// Every item in order with the index of its section.
    pub fn items(&self) -> impl Iterator<Item = (usize, &Item)> {
        let sections = self.sections.iter().enumerate();
        sections.flat_map(|(index, section)| section.items.iter().map(move |item| (index, item)))
    }

    /// Minutes that answering takes: a fifth for a rating or a choice, a third for a number, one
    /// for an open answer; rounded up. Items behind a condition count half.
    pub fn minutes(&self) -> u32 {
        let seconds: u32 = self
            .questions()
            .filter(|question| question.item.coded_from.is_none())
            .map(|question| question.item.seconds())
            .sum();
        seconds.div_ceil(60)
    }
}

impl Item {
    /// The questions of this item: its rows if it is a matrix, itself, or none.
    pub fn questions(&self, section: usize) -> Vec<Question<'_>> {
        let itself = Question {
            index: 0,
            section,
            code: &self.code,
            wording: self.wording,
            text: &self.text,
            item: self,
            row: None,
        };
        match &self.kind {
            ItemKind::Information => Vec::new(),
            ItemKind::Matrix { rows, .. } => rows
                .iter()
                .map(|row| Question {
                    code: &row.code,
                    wording: row.wording,
                    text: &row.text,
                    row: Some(row),
                    ..itself
                })
                .collect(),
            _ => vec![itself],
        }
    }

    /// Seconds that one question of this item takes whoever is asked it.
    pub(super) fn seconds_when_asked(&self) -> u32 {
        match self.kind {
            ItemKind::Open { .. } => 60,
            ItemKind::Number { .. } | ItemKind::YearMonth { .. } | ItemKind::Share => 20,
            ItemKind::Single { .. }
            | ItemKind::Multiple { .. }
            | ItemKind::Scale(_)
            | ItemKind::Matrix { .. }
            | ItemKind::Year { .. }
            | ItemKind::Information => 12,
        }
    }

    fn seconds(&self) -> u32 {
        let seconds = self.seconds_when_asked();
        if self.show_if.is_some() {
            seconds / 2
        } else {
            seconds
        }
    }
}
