//! Numbers and codes by which registers know an organisation. Read once at the door: spaces, dots,
//! dashes and lower case are forgiven, everything else is told with what is wrong.
//!
//! Shapes: Handelsregister (KvK, vestigingsnummer, RSIN), CBS (SBI 2008 and 2025), DUO (BRIN), the
//! Registratie Instellingen en Opleidingen (RIO), and the postcode.

mod named;
mod sbi;
mod shape;
mod suggest;

use thiserror::Error;

pub use named::{
    Brin, Kvk, Postcode, RioBoard, RioLocation, RioProgrammeUnit, RioProvider, Rsin, Vestiging,
};
pub use sbi::{Sbi, SbiScheme, Section};
pub use suggest::suggestion;

/// A kind of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentifierKind {
    /// Number of a company in the Handelsregister.
    Kvk,
    /// Number of a site in the Handelsregister.
    Vestiging,
    /// Number of a legal person.
    Rsin,
    /// Code of what a company does.
    Sbi,
    /// Code of a school.
    Brin,
    /// Code of a programme as an institution offers it.
    RioProgrammeUnit,
    /// Code of who offers programmes.
    RioProvider,
    /// Code of the board of an institution.
    RioBoard,
    /// Code of a place where is taught.
    RioLocation,
    Postcode,
}

/// What is wrong with a text that should be an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum IdentifierProblem {
    #[error("nothing is filled in")]
    Empty,
    #[error("{0:?} never stands in it")]
    Character(char),
    #[error("it has {found} characters instead of {expected}")]
    Length { expected: usize, found: usize },
    /// The character with this number, counted from 1 without spaces, is of the wrong kind.
    #[error("character {0} is a letter instead of a digit, or the other way around")]
    Position(usize),
    #[error("the check on its digits fails: one of them is probably mistyped")]
    Checksum,
    #[error("such a number is never given")]
    NeverGiven,
}

/// A text that is no identifier of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("no {}: {problem}", kind.code())]
pub struct IdentifierError {
    pub kind: IdentifierKind,
    pub problem: IdentifierProblem,
}

impl IdentifierKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Kvk,
        Self::Vestiging,
        Self::Rsin,
        Self::Sbi,
        Self::Brin,
        Self::RioProgrammeUnit,
        Self::RioProvider,
        Self::RioBoard,
        Self::RioLocation,
        Self::Postcode,
    ];

    /// Its name in files and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Kvk => "kvk",
            Self::Vestiging => "vestiging",
            Self::Rsin => "rsin",
            Self::Sbi => "sbi",
            Self::Brin => "brin",
            Self::RioProgrammeUnit => "rio_programme_unit",
            Self::RioProvider => "rio_provider",
            Self::RioBoard => "rio_board",
            Self::RioLocation => "rio_location",
            Self::Postcode => "postcode",
        }
    }

    /// What it looks like: `9` for a digit, `A` for a letter, others as they are.
    fn shape(self) -> &'static str {
        match self {
            Self::Kvk => "99999999",
            Self::Vestiging => "999999999999",
            Self::Rsin => "999999999",
            Self::Sbi => "99999",
            Self::Brin => "99AA",
            Self::RioProgrammeUnit => "9999O9999",
            Self::RioProvider => "999A999",
            Self::RioBoard => "999B999",
            Self::RioLocation => "999X999",
            Self::Postcode => "9999AA",
        }
    }

    /// The letter that stands in the middle of every code of RIO; `A` in others is any letter.
    fn fixed(self) -> Option<char> {
        match self {
            Self::RioProgrammeUnit => Some('O'),
            Self::RioProvider => Some('A'),
            Self::RioBoard => Some('B'),
            Self::RioLocation => Some('X'),
            Self::Kvk | Self::Vestiging | Self::Rsin | Self::Sbi | Self::Brin | Self::Postcode => {
                None
            }
        }
    }

    /// Reads a text as an identifier of this kind, without spaces, dots and dashes, in capitals.
    ///
    /// # Errors
    /// The first problem.
    pub fn read(self, text: &str) -> Result<String, IdentifierError> {
        shape::read(self, text).map_err(|problem| IdentifierError {
            kind: self,
            problem,
        })
    }
}

/// The number by which the Handelsregister or DUO knows an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterNumber {
    Kvk(Kvk),
    Brin(Brin),
}

impl RegisterNumber {
    /// The number that somebody typed, if it is one.
    pub fn read(typed: &str) -> Option<Self> {
        let kvk = typed.parse().ok().map(Self::Kvk);
        kvk.or_else(|| typed.parse().ok().map(Self::Brin))
    }
}

#[cfg(test)]
mod tests;
