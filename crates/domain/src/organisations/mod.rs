//! Companies, hogescholen and the others who make and run Mkb-routes together.

pub mod identifier;

pub use identifier::{Brin, IdentifierError, IdentifierKind, IdentifierProblem};
pub use identifier::{Kvk, Postcode, Rsin, Sbi, SbiScheme, Vestiging};
