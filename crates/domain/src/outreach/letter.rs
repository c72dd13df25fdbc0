//! Letters to many, each with its own particulars: what is typed once, and what stands in each.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use thiserror::Error;

use crate::coded::coded;
use crate::text::Text;

coded! {
    /// What differs from letter to letter. Whoever writes puts the name between braces, as in `{naam}`; the names are
    /// Dutch, as the letters are.
    pub enum MergeField {
        /// The name of who gets it.
        Name = "naam",
        Company = "bedrijf",
        Pathway = "route",
        /// The name of the meeting.
        Meeting = "bijeenkomst",
        /// The day of the meeting.
        Day = "datum",
        /// Where the meeting is.
        Place = "plaats",
        /// The name of who sends it.
        Sender = "afzender",
    }
}

impl MergeField {
    /// Whether it needs a meeting.
    pub fn is_of_meeting(self) -> bool {
        matches!(self, Self::Meeting | Self::Day | Self::Place)
    }
}

/// The longest subject, in characters.
pub const LONGEST_SUBJECT: usize = 150;
/// The longest text, in characters.
pub const LONGEST_BODY: usize = 5_000;

/// A letter as it is typed, with fields between braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pub subject: String,
    pub body: String,
}

/// What is known of who gets a letter, and of what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub company: String,
    pub pathway: Text,
    pub meeting: Option<MeetingParticulars>,
    pub sender: String,
}

/// The meeting that a letter is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingParticulars {
    pub name: String,
    pub on: NaiveDate,
    pub place: String,
}

/// A letter as somebody gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub body: String,
}

/// What is wrong with a letter as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateProblem {
    #[error("a letter needs a subject")]
    NoSubject,
    #[error("a letter needs a text")]
    NoBody,
    #[error("the subject is too long")]
    LongSubject,
    #[error("the text is too long")]
    LongBody,
    #[error("there is no field {0:?}")]
    UnknownField(String),
    #[error("{0:?} is of a meeting, and this letter is not about one")]
    NoMeeting(MergeField),
}

/// A piece of a text: as it stands, or a name between braces.
enum Piece<'a> {
    Text(&'a str),
    Field(&'a str),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        found.push(Piece::Text(before));
        found.push(Piece::Field(name));
        rest = behind;
    }
    found.push(Piece::Text(rest));
    found
}

impl Template {
    /// Everything that is wrong with it, for letters about a meeting or not.
    pub fn problems(&self, of_meeting: bool) -> Vec<TemplateProblem> {
        let long = |text: &str, most| text.chars().count() > most;
        let mut found = Vec::new();
        if self.subject.trim().is_empty() {
            found.push(TemplateProblem::NoSubject);
        }
        if self.body.trim().is_empty() {
            found.push(TemplateProblem::NoBody);
        }
        if long(&self.subject, LONGEST_SUBJECT) {
            found.push(TemplateProblem::LongSubject);
        }
        if long(&self.body, LONGEST_BODY) {
            found.push(TemplateProblem::LongBody);
        }
        for piece in pieces(&self.subject).iter().chain(&pieces(&self.body)) {
            let Piece::Field(name) = piece else { continue };
            match MergeField::from_code(name.trim()) {
                None => found.push(TemplateProblem::UnknownField((*name).to_owned())),
                Some(field) if field.is_of_meeting() && !of_meeting => {
                    found.push(TemplateProblem::NoMeeting(field));
                }
                Some(_) => {}
            }
        }
        found
    }

    /// The letter with these particulars. A field of which nothing is known stays empty.
    pub fn filled(&self, particulars: &BTreeMap<MergeField, String>) -> Letter {
        let fill = |text: &str| {
            let pieces = pieces(text);
            let filled = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => (*text).to_owned(),
                Piece::Field(name) => MergeField::from_code(name.trim())
                    .and_then(|field| particulars.get(&field))
                    .map(|value| one_line(value))
                    .unwrap_or_default(),
            });
            filled.collect::<String>()
        };
        Letter {
            subject: one_line(&fill(&self.subject)),
            body: fill(&self.body),
        }
    }
}

/// Names come from many hands: none may break a line, let alone a header of a mail.
fn one_line(text: &str) -> String {
    let words = text.split(|found: char| found.is_control() || found.is_whitespace());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
