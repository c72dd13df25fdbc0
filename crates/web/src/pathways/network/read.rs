//! A meeting as somebody fills it in, from the form and back.

use chrono::NaiveTime;
use mkbroute_application::pathways::{Invited, TypedMeeting};
use mkbroute_domain::pathways::network::Material;
use mkbroute_domain::pathways::{Meeting, MeetingDetails};

use super::words::Wrong;
use crate::extract::Posted;
use crate::page::Page;
use crate::pathways::day;

/// Invites every registered pathway, in the form.
pub(super) const REGISTERED: &str = "aangemeld";

/// Reads a form.
///
/// # Errors
/// A field that cannot be read, and why.
pub(super) fn read(typed: &Posted, page: &Page) -> Result<TypedMeeting, Wrong> {
    let text = |name: &str| typed.get(name).to_owned();
    let descriptions = typed.all("materiaal");
    let material = descriptions.zip(typed.all("materiaal-link"));
    Ok(TypedMeeting {
        title: text("titel"),
        on: day(typed.get("op"), page).map_err(|words| ("op".to_owned(), words))?,
        details: MeetingDetails {
            begins: time("van", typed, page)?,
            ends: time("tot", typed, page)?,
            place: text("plaats"),
            link: text("link"),
            themes: typed.get("themas").split(',').map(str::to_owned).collect(),
            about: text("uitleg"),
            material: material.map(one).collect(),
        },
        invited: if typed.get("wie") == REGISTERED {
            Invited::Registered
        } else {
            Invited::These(typed.all("route").map(str::to_owned).collect())
        },
    })
}

fn one((description, link): (&str, &str)) -> Material {
    Material {
        description: description.to_owned(),
        link: link.to_owned(),
    }
}

/// A time as browsers send it; nothing for an empty field.
fn time(name: &str, typed: &Posted, page: &Page) -> Result<Option<NaiveTime>, Wrong> {
    let typed = typed.get(name).trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let read = NaiveTime::parse_from_str(typed, "%H:%M");
    let read = read.or_else(|_| NaiveTime::parse_from_str(typed, "%H:%M:%S"));
    read.map(Some).map_err(|_| {
        let words = page.t(
            "Vul een tijd in, zoals 13:30.",
            "Give a time, such as 13:30.",
        );
        (name.to_owned(), words.to_owned())
    })
}

/// What the fields of a meeting hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    pub(super) title: String,
    pub(super) on: String,
    pub(super) begins: String,
    pub(super) ends: String,
    pub(super) place: String,
    pub(super) link: String,
    pub(super) themes: String,
    pub(super) about: String,
    /// Description and address of each, with room for more.
    pub(super) material: Vec<(String, String)>,
}

/// Rows without material below those that have some.
const MORE_ROWS: usize = 3;

impl Filled {
    pub(super) fn of(meeting: &Meeting) -> Self {
        let details = &meeting.details;
        let hour = |time: Option<NaiveTime>| {
            time.map_or_else(String::new, |time| time.format("%H:%M").to_string())
        };
        let material = details.material.iter();
        Self {
            title: meeting.title.clone(),
            on: meeting.on.to_string(),
            begins: hour(details.begins),
            ends: hour(details.ends),
            place: details.place.clone(),
            link: details.link.clone(),
            themes: details.themes.join(", "),
            about: details.about.clone(),
            material: material
                .map(|one| (one.description.clone(), one.link.clone()))
                .collect(),
        }
    }

    pub(super) fn typed(typed: &Posted) -> Self {
        let text = |name: &str| typed.get(name).to_owned();
        let material = typed.all("materiaal").zip(typed.all("materiaal-link"));
        Self {
            title: text("titel"),
            on: text("op"),
            begins: text("van"),
            ends: text("tot"),
            place: text("plaats"),
            link: text("link"),
            themes: text("themas"),
            about: text("uitleg"),
            material: material
                .map(|(description, link)| (description.to_owned(), link.to_owned()))
                .collect(),
        }
    }

    /// With empty rows for more material.
    pub(super) fn with_room(mut self) -> Self {
        let is_empty = |row: &(String, String)| row.0.is_empty() && row.1.is_empty();
        let empty = self.material.iter().rev().take_while(|row| is_empty(row));
        for _ in empty.count()..MORE_ROWS {
            self.material.push((String::new(), String::new()));
        }
        self
    }
}
