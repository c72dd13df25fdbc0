//! Pages of the questionnaire.

use super::super::{Instrument, Section};
use super::{Direction, EditProblem, fresh_code, named, short};
use crate::text::Text;

impl Instrument {
    /// The position of the section with this id.
    pub(super) fn section_at(&self, id: &str) -> Result<usize, EditProblem> {
        let found = self.sections.iter().position(|section| section.id == id);
        found.ok_or_else(|| EditProblem::NoSection(id.to_owned()))
    }

    pub(super) fn add_section(&mut self, title: Text) -> Result<String, EditProblem> {
        named(&title)?;
        short(&title)?;
        let id = fresh_code(&title.nl, |id| self.section_at(id).is_ok());
        self.sections.push(Section {
            id: id.clone(),
            title,
            intro: None,
            items: Vec::new(),
        });
        Ok(id)
    }

    pub(super) fn change_section(
        &mut self,
        id: String,
        title: Text,
        intro: Option<Text>,
    ) -> Result<String, EditProblem> {
        named(&title)?;
        for text in std::iter::once(&title).chain(&intro) {
            short(text)?;
        }
        let position = self.section_at(&id)?;
        let section = &mut self.sections[position];
        (section.title, section.intro) = (title, intro);
        Ok(id)
    }

    pub(super) fn move_section(
        &mut self,
        id: String,
        to: Direction,
    ) -> Result<String, EditProblem> {
        let from = self.section_at(&id)?;
        let to = neighbour(from, to, self.sections.len()).ok_or(EditProblem::AtTheEdge)?;
        self.sections.swap(from, to);
        Ok(id)
    }

    pub(super) fn remove_section(&mut self, id: String) -> Result<String, EditProblem> {
        let position = self.section_at(&id)?;
        self.sections.remove(position);
        Ok(id)
    }
}

/// The place beside another, if there is one.
pub(super) fn neighbour(from: usize, to: Direction, count: usize) -> Option<usize> {
    match to {
        Direction::Up => from.checked_sub(1),
        Direction::Down => Some(from + 1).filter(|to| *to < count),
    }
}
