//! Meetings of the learning network, where pathways learn from each other: planned by the national programme,
//! answered by coordinators for their own pathway. Afterwards the programme notes who came.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::{MeetingId, PathwayId, PersonId};

/// The longest title, place, theme or description, in characters.
pub const LONGEST: usize = 200;
/// The longest words on what a meeting is about, and the longest address, in characters.
pub const LONGEST_TEXT: usize = 2_000;
/// The most themes of a meeting.
pub const MOST_THEMES: usize = 5;
/// The most links to material of a meeting.
pub const MOST_MATERIAL: usize = 20;

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    pub title: String,
    pub on: NaiveDate,
    /// It does not take place.
    pub called_off: bool,
    pub details: MeetingDetails,
}

/// What a meeting is beside its title and its day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingDetails {
    pub begins: Option<NaiveTime>,
    pub ends: Option<NaiveTime>,
    /// Empty for a meeting that is online only.
    pub place: String,
    /// The address to take part online; empty for a meeting that is not.
    pub link: String,
    /// What it is about, in a word or two each, as the programme calls it: no list of themes exists.
    pub themes: Vec<String>,
    /// What happens there; may be empty.
    pub about: String,
    /// What can be read before or after it. Files stay where they are.
    pub material: Vec<Material>,
}

/// Something to read, with where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    pub description: String,
    pub link: String,
}

/// That a pathway is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub pathway: PathwayId,
    pub invited_on: NaiveDate,
    /// Somebody of the pathway came.
    pub attended: bool,
}

/// Somebody who answered for a pathway, or came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guest {
    pub pathway: PathwayId,
    pub person: PersonId,
    /// Whether they said that they come; `None` for who said nothing.
    pub comes: Option<bool>,
    pub answered_on: Option<NaiveDate>,
    pub attended: bool,
}

/// What is wrong with a meeting, or why something cannot be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MeetingProblem {
    #[error("a meeting needs a title")]
    NoTitle,
    #[error("a meeting has a place, or is online")]
    NoPlace,
    #[error("the address to take part is none")]
    Link,
    #[error("a meeting ends after it begins")]
    EndsBefore,
    #[error("a meeting has at most {MOST_THEMES} themes")]
    Themes,
    #[error("material has a description and an address; counted from 0")]
    Material(usize),
    #[error("a meeting has at most {MOST_MATERIAL} links to material")]
    MuchMaterial,
    #[error("something is too long")]
    TooLong,
    #[error("nobody is invited")]
    NobodyInvited,
    #[error("the meeting is over")]
    Over,
    #[error("the meeting has not been yet")]
    NotYet,
    #[error("the meeting is called off")]
    CalledOff,
    #[error("the pathway is not invited")]
    NotInvited,
}

impl Meeting {
    /// The meeting as it is kept: without space around its words, each theme once.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn checked(mut self) -> Result<Self, MeetingProblem> {
        self.title = short(&self.title)?;
        if self.title.is_empty() {
            return Err(MeetingProblem::NoTitle);
        }
        self.details = self.details.checked()?;
        Ok(self)
    }

    /// Whether coordinators can say that they come.
    ///
    /// # Errors
    /// It is over, or called off.
    pub fn takes_answers(&self, today: NaiveDate) -> Result<(), MeetingProblem> {
        if self.called_off {
            Err(MeetingProblem::CalledOff)
        } else if self.on < today {
            Err(MeetingProblem::Over)
        } else {
            Ok(())
        }
    }

    /// Whether it can be noted who came: on the day itself, and after it.
    ///
    /// # Errors
    /// It has not been yet, or is called off.
    pub fn takes_attendance(&self, today: NaiveDate) -> Result<(), MeetingProblem> {
        if self.called_off {
            Err(MeetingProblem::CalledOff)
        } else if self.on > today {
            Err(MeetingProblem::NotYet)
        } else {
            Ok(())
        }
    }
}

impl MeetingDetails {
    fn checked(self) -> Result<Self, MeetingProblem> {
        let (place, link) = (short(&self.place)?, self.link.trim().to_owned());
        if place.is_empty() && link.is_empty() {
            return Err(MeetingProblem::NoPlace);
        }
        if !link.is_empty() && !is_address(&link) {
            return Err(MeetingProblem::Link);
        }
        if let (Some(begins), Some(ends)) = (self.begins, self.ends)
            && ends <= begins
        {
            return Err(MeetingProblem::EndsBefore);
        }
        let about = self.about.trim().to_owned();
        if about.chars().count() > LONGEST_TEXT {
            return Err(MeetingProblem::TooLong);
        }
        Ok(Self {
            begins: self.begins,
            ends: self.ends,
            place,
            link,
            themes: themes(&self.themes)?,
            about,
            material: material(&self.material)?,
        })
    }
}

/// Each theme once, however it is capitalised; those without words fall away.
fn themes(typed: &[String]) -> Result<Vec<String>, MeetingProblem> {
    let mut found: Vec<String> = Vec::new();
    for theme in typed {
        let theme = short(theme)?;
        let same = |other: &String| other.to_lowercase() == theme.to_lowercase();
        if !theme.is_empty() && !found.iter().any(same) {
            found.push(theme);
        }
    }
    if found.len() > MOST_THEMES {
        return Err(MeetingProblem::Themes);
    }
    Ok(found)
}

/// What has neither description nor address falls away.
fn material(typed: &[Material]) -> Result<Vec<Material>, MeetingProblem> {
    let mut found = Vec::new();
    for (at, one) in typed.iter().enumerate() {
        let (description, link) = (short(&one.description)?, one.link.trim().to_owned());
        if description.is_empty() && link.is_empty() {
            continue;
        }
        if description.is_empty() || !is_address(&link) {
            return Err(MeetingProblem::Material(at));
        }
        found.push(Material { description, link });
    }
    if found.len() > MOST_MATERIAL {
        return Err(MeetingProblem::MuchMaterial);
    }
    Ok(found)
}

fn short(text: &str) -> Result<String, MeetingProblem> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return Err(MeetingProblem::TooLong);
    }
    Ok(text.to_owned())
}

/// An address that a browser opens as a page, and nothing that runs in ours.
fn is_address(link: &str) -> bool {
    let mut schemes = ["https://", "http://"].into_iter();
    let rest = schemes.find_map(|scheme| link.strip_prefix(scheme));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| host.contains('.'))
        && !link.contains(|c: char| c.is_whitespace() || c.is_control())
        && link.chars().count() <= LONGEST_TEXT
}

#[cfg(test)]
mod tests;
