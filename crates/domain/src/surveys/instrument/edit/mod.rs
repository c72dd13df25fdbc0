//! Changing a questionnaire that is still a draft: one edit at a time, each of which can be undone.
//!
//! An edit keeps what staff need not think about in order: codes are made from the Dutch words and
//! stay, and the wording number follows the [`History`] of frozen versions. A draft may have
//! problems ([`Instrument::problems`]); only freezing demands that there are none.

mod codes;
mod copy;
mod history;
mod items;
mod sections;

pub use codes::fresh_code;
pub use history::{History, Wording};

use super::{Instrument, Item, RespondentGroup};
use crate::surveys::condition::Condition;
use crate::text::Text;

/// The most characters of one text in one language.
pub const LONGEST_TEXT: usize = 4_000;

/// One change of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The words around the questions.
    Texts {
        title: Text,
        intro: Text,
        thanks: Text,
    },
    /// A new page at the end.
    AddSection {
        title: Text,
    },
    ChangeSection {
        id: String,
        title: Text,
        intro: Option<Text>,
    },
    MoveSection {
        id: String,
        to: Direction,
    },
    /// Takes the page away with everything on it.
    RemoveSection {
        id: String,
    },
    /// A new item at the end of a page; codes that are empty are made.
    AddItem {
        section: String,
        item: Box<Item>,
    },
    /// The item as it must be; codes that are empty are made, its own code stays.
    ChangeItem {
        code: String,
        item: Box<Item>,
        /// Only a typing error was mended: answers still compare with those to the earlier words.
        typo: bool,
    },
    /// One place up or down, over the edge of the page to the next one.
    MoveItem {
        code: String,
        to: Direction,
    },
    /// To the end of another page.
    PlaceItem {
        code: String,
        section: String,
    },
    RemoveItem {
        code: String,
    },
    /// For whom the item is; `None` for everybody.
    Route {
        code: String,
        condition: Option<Condition>,
    },
    /// An item of a frozen version, with its code and wording as far as they are free.
    CopyItem {
        section: String,
        item: Box<Item>,
    },
    /// The whole questionnaire, from a file.
    Replace(Box<Instrument>),
}

/// Towards the begin or the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// Why an edit cannot be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditProblem {
    #[error("the draft has no item '{0}'")]
    NoItem(String),
    #[error("the draft has no section '{0}'")]
    NoSection(String),
    /// Codes are made from the Dutch words, and a list without words cannot be read.
    #[error("Dutch words are needed")]
    NoWords,
    #[error("a text has more than {LONGEST_TEXT} characters")]
    TooLong,
    /// It is the first or the last already.
    #[error("it cannot move further")]
    AtTheEdge,
    #[error("the lowest value must be below the highest")]
    EmptyRange,
    /// A file of another questionnaire.
    #[error("the file is of questionnaire '{0}'")]
    OtherQuestionnaire(String),
    /// A questionnaire asks one group, in every version.
    #[error("the file is for another group: {}", .0.code())]
    OtherGroup(RespondentGroup),
}

impl Edit {
    /// The name under which the history of a draft keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Texts { .. } => "texts",
            Self::AddSection { .. } => "add_section",
            Self::ChangeSection { .. } => "change_section",
            Self::MoveSection { .. } => "move_section",
            Self::RemoveSection { .. } => "remove_section",
            Self::AddItem { .. } => "add_item",
            Self::ChangeItem { .. } => "change_item",
            Self::MoveItem { .. } | Self::PlaceItem { .. } => "move_item",
            Self::RemoveItem { .. } => "remove_item",
            Self::Route { .. } => "route",
            Self::CopyItem { .. } => "copy_item",
            Self::Replace(_) => "replace",
        }
    }

    /// Whether it would undo what somebody else did since the editor saw the draft: the same words,
    /// page or item changed. Edits of other parts pass each other.
    pub fn clashes(&self, seen: &Instrument, present: &Instrument) -> bool {
        let item = |draft: &Instrument, code: &str| {
            let mut items = draft.items();
            items
                .find(|(_, item)| item.code == code)
                .map(|(_, item)| item.clone())
        };
        match self {
            Self::Texts { .. } => {
                (&seen.title, &seen.intro, &seen.thanks)
                    != (&present.title, &present.intro, &present.thanks)
            }
            Self::ChangeSection { id, .. } => {
                let words = |draft: &Instrument| {
                    let found = draft.sections.iter().find(|section| section.id == *id);
                    found.map(|section| (section.title.clone(), section.intro.clone()))
                };
                words(seen) != words(present)
            }
            Self::RemoveSection { id } => {
                let whole = |draft: &Instrument| {
                    let mut sections = draft.sections.iter();
                    sections.find(|section| section.id == *id).cloned()
                };
                whole(seen) != whole(present)
            }
            Self::ChangeItem { code, .. }
            | Self::RemoveItem { code }
            | Self::Route { code, .. } => item(seen, code) != item(present, code),
            Self::Replace(_) => seen != present,
            Self::AddSection { .. }
            | Self::MoveSection { .. }
            | Self::AddItem { .. }
            | Self::MoveItem { .. }
            | Self::PlaceItem { .. }
            | Self::CopyItem { .. } => false,
        }
    }
}

/// A changed draft, and the code of what was changed (empty for the questionnaire as a whole).
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    pub instrument: Instrument,
    pub subject: String,
}

impl Instrument {
    /// The draft after an edit.
    pub fn edited(&self, edit: Edit, history: &History) -> Result<Edited, EditProblem> {
        let mut draft = self.clone();
        let subject = match edit {
            Edit::Texts {
                title,
                intro,
                thanks,
            } => draft.set_texts(title, intro, thanks)?,
            Edit::AddSection { title } => draft.add_section(title)?,
            Edit::ChangeSection { id, title, intro } => draft.change_section(id, title, intro)?,
            Edit::MoveSection { id, to } => draft.move_section(id, to)?,
            Edit::RemoveSection { id } => draft.remove_section(id)?,
            Edit::AddItem { section, item } => draft.add_item(&section, *item, history)?,
            Edit::ChangeItem { code, item, typo } => {
                draft.change_item(code, *item, typo, history)?
            }
            Edit::MoveItem { code, to } => draft.move_item(code, to)?,
            Edit::PlaceItem { code, section } => draft.place_item(code, &section)?,
            Edit::RemoveItem { code } => draft.remove_item(code)?,
            Edit::Route { code, condition } => draft.route(code, condition)?,
            Edit::CopyItem { section, item } => draft.copy_item(&section, *item, history)?,
            Edit::Replace(file) => draft.replace(*file)?,
        };
        Ok(Edited {
            instrument: draft,
            subject,
        })
    }

    fn set_texts(&mut self, title: Text, intro: Text, thanks: Text) -> Result<String, EditProblem> {
        named(&title)?;
        for text in [&title, &intro, &thanks] {
            short(text)?;
        }
        (self.title, self.intro, self.thanks) = (title, intro, thanks);
        Ok(String::new())
    }

    fn replace(&mut self, file: Self) -> Result<String, EditProblem> {
        if file.id != self.id {
            return Err(EditProblem::OtherQuestionnaire(file.id));
        }
        if file.group != self.group {
            return Err(EditProblem::OtherGroup(file.group));
        }
        let version = self.version;
        *self = Self { version, ..file };
        Ok(String::new())
    }
}

/// Refuses a text without Dutch words.
fn named(text: &Text) -> Result<(), EditProblem> {
    if text.nl.trim().is_empty() {
        Err(EditProblem::NoWords)
    } else {
        Ok(())
    }
}

/// Refuses a text that nobody would read to the end.
fn short(text: &Text) -> Result<(), EditProblem> {
    let long = |words: &String| words.chars().count() > LONGEST_TEXT;
    if long(&text.nl) || long(&text.en) {
        Err(EditProblem::TooLong)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
