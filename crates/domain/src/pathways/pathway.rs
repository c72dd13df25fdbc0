//! The minimal pathway that a measurement needs: what, where, and how far it is.

use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::ids::{HogeschoolId, PathwayId};
use crate::text::Text;

/// How far a pathway is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Idea,
    Exploring,
    Developing,
    Starting,
    Established,
    /// Waits for something; the reason says for what.
    Paused,
    Stopped,
}

impl Phase {
    /// Every phase, in the order of a pathway's life.
    pub const ALL: [Self; 7] = [
        Self::Idea,
        Self::Exploring,
        Self::Developing,
        Self::Starting,
        Self::Established,
        Self::Paused,
        Self::Stopped,
    ];

    /// The name under which the phase is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Exploring => "exploring",
            Self::Developing => "developing",
            Self::Starting => "starting",
            Self::Established => "established",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
        }
    }

    /// The phase stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.code() == code)
    }
}

/// The degree a pathway leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Degree {
    /// Associate degree, 120 EC.
    Ad,
    /// Bachelor, 240 EC.
    Bachelor,
    /// Not decided yet.
    Undecided,
}

impl Degree {
    /// The name under which the degree is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ad => "ad",
            Self::Bachelor => "bachelor",
            Self::Undecided => "undecided",
        }
    }

    /// How many years it takes, once that is decided.
    pub fn years(self) -> Option<u32> {
        match self {
            Self::Ad => Some(2),
            Self::Bachelor => Some(4),
            Self::Undecided => None,
        }
    }

    /// The degree stored under this name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Ad, Self::Bachelor, Self::Undecided]
            .into_iter()
            .find(|degree| degree.code() == code)
    }
}

coded! {
    /// The part of the economy for which a pathway trains.
    pub enum Sector {
        Construction = "construction",
        Ict = "ict",
        Logistics = "logistics",
        Maritime = "maritime",
        Metal = "metal",
        Mobility = "mobility",
        Agriculture = "agriculture",
        BusinessServices = "business_services",
        Care = "care",
        Hospitality = "hospitality",
        Retail = "retail",
        Other = "other",
    }
}

/// An Mkb-route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pathway {
    pub id: PathwayId,
    /// Readable name in addresses.
    pub slug: String,
    pub name: Text,
    pub hogeschool: String,
    /// The tenant to which it belongs.
    pub hogeschool_id: HogeschoolId,
    pub partner: String,
    /// Code of its [`Sector`].
    pub sector: String,
    /// Code of the programme, as in the questionnaires' item `programme`.
    pub programme: String,
    pub degree: Degree,
    pub phase: Phase,
    /// Whether it meets the definition of an Mkb-route; `None` while nobody judged it.
    pub meets_definition: Option<bool>,
    /// What is known of the phase, and how surely.
    pub note: Text,
}
