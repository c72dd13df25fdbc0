//! A type for each identifier, which only holds what passed its checks.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{IdentifierError, IdentifierKind};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// As it is stored: capitals, without spaces.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = IdentifierError;

            fn from_str(text: &str) -> Result<Self, IdentifierError> {
                IdentifierKind::$name.read(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdentifierError;

            fn try_from(text: String) -> Result<Self, IdentifierError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(identifier: $name) -> Self {
                identifier.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// Number of a company in the Handelsregister: 8 digits.
    Kvk
);
identifier!(
    /// Number of a site in the Handelsregister: 12 digits.
    Vestiging
);
identifier!(
    /// Number of a legal person: 9 digits that pass the elfproef.
    Rsin
);
identifier!(
    /// Code of a school in the BRIN register: 2 digits and 2 letters.
    Brin
);
identifier!(
    /// A programme as an institution offers it (opleidingseenheid): 4 digits, O, 4 digits.
    RioProgrammeUnit
);
identifier!(
    /// Who offers programmes (onderwijsaanbieder): 3 digits, A, 3 digits.
    RioProvider
);
identifier!(
    /// The board of an institution (onderwijsbestuur): 3 digits, B, 3 digits.
    RioBoard
);
identifier!(
    /// A place where is taught (onderwijslocatie): 3 digits, X, 3 digits.
    RioLocation
);
identifier!(
    /// A postcode without its space: 4 digits, the first not 0, and 2 letters.
    Postcode
);

impl Postcode {
    /// Its four digits, which name a neighbourhood.
    pub fn digits(&self) -> &str {
        &self.0[..4]
    }

    /// As it is written on an envelope: `1234 AB`.
    pub fn on_envelope(&self) -> String {
        format!("{} {}", &self.0[..4], &self.0[4..])
    }
}
