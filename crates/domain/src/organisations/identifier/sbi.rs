//! What a company does: the Standaard Bedrijfsindeling of CBS, which follows NACE in its first four
//! digits. SBI 2025 follows NACE Rev. 2.1, SBI 2008 follows NACE Rev. 2; the same digits mean
//! different things, so the scheme is kept with the code.

use serde::{Deserialize, Serialize};

use super::{IdentifierError, IdentifierKind, IdentifierProblem};

/// The edition of the classification.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum SbiScheme {
    #[serde(rename = "2008")]
    Sbi2008,
    #[default]
    #[serde(rename = "2025")]
    Sbi2025,
}

/// A code of five digits in one edition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "RawSbi", into = "RawSbi")]
pub struct Sbi {
    scheme: SbiScheme,
    code: String,
}

/// A code as files and the database hold it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSbi {
    scheme: SbiScheme,
    code: String,
}

/// A section of the classification: a letter that takes divisions together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Section {
    pub scheme: SbiScheme,
    pub letter: char,
    /// First and last division, both of two digits.
    divisions: (u8, u8),
}

/// Sections of SBI 2025 with their divisions.
const SECTIONS_2025: [(char, u8, u8); 22] = [
    ('A', 1, 3),
    ('B', 5, 9),
    ('C', 10, 33),
    ('D', 35, 35),
    ('E', 36, 39),
    ('F', 41, 43),
    ('G', 46, 47),
    ('H', 49, 53),
    ('I', 55, 56),
    ('J', 58, 60),
    ('K', 61, 63),
    ('L', 64, 66),
    ('M', 68, 68),
    ('N', 69, 75),
    ('O', 77, 82),
    ('P', 84, 84),
    ('Q', 85, 85),
    ('R', 86, 88),
    ('S', 90, 93),
    ('T', 94, 96),
    ('U', 97, 98),
    ('V', 99, 99),
];

/// Sections of SBI 2008 with their divisions.
const SECTIONS_2008: [(char, u8, u8); 21] = [
    ('A', 1, 3),
    ('B', 5, 9),
    ('C', 10, 33),
    ('D', 35, 35),
    ('E', 36, 39),
    ('F', 41, 43),
    ('G', 45, 47),
    ('H', 49, 53),
    ('I', 55, 56),
    ('J', 58, 63),
    ('K', 64, 66),
    ('L', 68, 68),
    ('M', 69, 75),
    ('N', 77, 82),
    ('O', 84, 84),
    ('P', 85, 85),
    ('Q', 86, 88),
    ('R', 90, 93),
    ('S', 94, 96),
    ('T', 97, 98),
    ('U', 99, 99),
];

/// Numbers between the first and the last division of a section that stand for nothing.
const GAPS: [u8; 3] = [4, 34, 40];

impl SbiScheme {
    /// Both editions, the newest first.
    pub const ALL: [Self; 2] = [Self::Sbi2025, Self::Sbi2008];

    /// Its name in files: the year.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sbi2008 => "2008",
            Self::Sbi2025 => "2025",
        }
    }

    /// Every section, by its letter.
    pub fn sections(self) -> impl Iterator<Item = Section> {
        let table: &[(char, u8, u8)] = match self {
            Self::Sbi2008 => &SECTIONS_2008,
            Self::Sbi2025 => &SECTIONS_2025,
        };
        table.iter().map(move |(letter, first, last)| Section {
            scheme: self,
            letter: *letter,
            divisions: (*first, *last),
        })
    }
}

impl Section {
    fn of(scheme: SbiScheme, code: &str) -> Option<Self> {
        let division: u8 = code.get(..2)?.parse().ok()?;
        let within =
            |section: &Self| (section.divisions.0..=section.divisions.1).contains(&division);
        scheme
            .sections()
            .find(|section| within(section) && !GAPS.contains(&division))
    }

    /// The section in whichever edition has it.
    pub(super) fn of_any(code: &str) -> Option<Self> {
        SbiScheme::ALL
            .into_iter()
            .find_map(|scheme| Self::of(scheme, code))
    }
}

impl Sbi {
    /// Reads a code of an edition.
    ///
    /// # Errors
    /// What is wrong with it, also when the edition has no such division.
    pub fn parse(scheme: SbiScheme, text: &str) -> Result<Self, IdentifierError> {
        let code = IdentifierKind::Sbi.read(text)?;
        if Section::of(scheme, &code).is_none() {
            return Err(IdentifierError {
                kind: IdentifierKind::Sbi,
                problem: IdentifierProblem::NeverGiven,
            });
        }
        Ok(Self { scheme, code })
    }

    /// The edition in which the code stands.
    pub fn scheme(&self) -> SbiScheme {
        self.scheme
    }

    /// Its five digits.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its section, such as F for construction; every code that was read has one.
    pub fn section(&self) -> Option<Section> {
        Section::of(self.scheme, &self.code)
    }
}

impl TryFrom<RawSbi> for Sbi {
    type Error = IdentifierError;

    fn try_from(raw: RawSbi) -> Result<Self, IdentifierError> {
        Self::parse(raw.scheme, &raw.code)
    }
}

impl From<Sbi> for RawSbi {
    fn from(sbi: Sbi) -> Self {
        Self {
            scheme: sbi.scheme,
            code: sbi.code,
        }
    }
}
